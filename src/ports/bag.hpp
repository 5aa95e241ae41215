// Bag: what an office's counters took in and may have put into its next bag, as far as it has to come out again.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// Something was said of an item that may keep it from leaving: it was rejected or held, customs or an authority of its
/// destination said no, somebody blocked it. Whether that still counts is asked when it is read.
struct BagStop {
    std::int64_t key = 0;             ///< grows; an item of which more is said gets a new one and loses the old
    core::DeclarationKey declaration; ///< 0: it was refused late, before it was one
    std::string item_id;              ///< S10
    std::string clerk;                ///< may be empty
    core::Instant captured;
    std::optional<core::Instant> sent; ///< captured offline, and sent then by the counter's clock
    core::Instant since;               ///< when we learned it
};

struct BagQuestion {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string office;
    std::int64_t after = 0;
    core::Instant from; ///< what was said before is of a bag that left long ago
    std::uint32_t limit = 100;
};

class BagReader {
public:
    virtual ~BagReader() = default;
    /// In order of key; items without an id have no label, stand in no bag and are left out.
    virtual std::vector<BagStop> stops(const BagQuestion& question) = 0;
};

} // namespace postern::ports
