// PackShelf: counter packs that were made, so that a morning's counters cost one making.
#pragma once

#include "codelists/codelists.hpp"
#include "core/time.hpp"
#include "pipeline/parts.hpp"
#include "signatures/jws.hpp"
#include "text/catalogue.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

/// The typ of a pack's signature.
inline constexpr std::string_view kPackType = "postern-pack+jws";

/// A pack as it is sent.
struct PackedPack {
    std::string zip;
    std::string tag; ///< of its content; the signature is another one each time it is made
};

/// Thread-safe; while one is made, others wait for it. Keeps the newest few.
class PackShelf {
public:
    struct Wanted {
        std::shared_ptr<const pipeline::Parts> parts;
        std::shared_ptr<const codelists::Codelists> lists;
        std::shared_ptr<const text::Catalogue> texts;
        std::string origin, lang;
        core::Date day;
        bool operator==(const Wanted&) const = default;
    };
    using Sign = std::function<signatures::Jws(std::string_view payload)>;
    std::shared_ptr<const PackedPack> pack(const Wanted& wanted, const Sign& sign);

private:
    struct Kept {
        Wanted of;
        std::shared_ptr<const PackedPack> pack;
    };
    std::mutex mutex_;
    std::vector<Kept> kept_; ///< the newest last
};

} // namespace postern::http
