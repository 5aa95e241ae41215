// Goods history: which subheadings a sender declared before, so that they can be proposed first. It holds no words.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

/// So many subheadings of one declaration are remembered.
inline constexpr std::size_t kRememberedCodes = 20;

struct DeclaredGoods {
    std::string hs;         ///< six digits
    std::uint64_t uses = 0; ///< accepted declarations that had it; a later version of one counts what is new in it
    core::Instant last;     ///< when one was accepted
    bool operator==(const DeclaredGoods&) const = default;
};

class GoodsHistoryReader {
public:
    virtual ~GoodsHistoryReader() = default;
    /// Of a sender's pseudonym (crypto/pseudonym.hpp) with a post, in one mode: most often first, then newest; at most
    /// so many. Thread-safe.
    virtual std::vector<DeclaredGoods> of_sender(core::TenantKey tenant, core::Mode mode, std::int64_t sender,
                                                 std::uint32_t at_most) = 0;
};

} // namespace postern::ports
