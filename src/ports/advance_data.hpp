// Advance data: which items that left are asked for, and the port that counts and lists them.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// Items that left (EMC) in some time. An item counts once, when it left first; told again it is the same.
struct AdvanceQuestion {
    core::TenantKey tenant; ///< 0: all posts
    std::string post;       ///< a post's name; empty: not asked
    core::Mode mode = core::Mode::test;
    core::Instant from;
    core::Instant before;
    std::uint32_t max_items = 500'000; ///< looked at to count them
};

/// By what items are grouped.
struct AdvanceGroup {
    std::string post;
    std::string month;       ///< "2026-11", UTC, in which it left
    std::string destination; ///< country: as declared, else its dispatch's; empty: not known
    std::string mail_class;  ///< as declared, one letter; empty: not stated
    std::string indicator;   ///< S10 service indicator
    std::string office;      ///< of origin as declared, folded; else that of the scan, as sent; empty: not known
    auto operator<=>(const AdvanceGroup&) const = default;
};

/// Items; but for stop_hits, which are findings.
struct AdvanceCounts {
    std::int64_t departed = 0;
    std::int64_t with_data = 0;        ///< a declaration came, whenever
    std::int64_t before_departure = 0; ///< of those: its first version came not after the item left
    std::int64_t refused = 0; ///< rejected by us or customs, release refused, or not to be loaded; with data or not
    std::int64_t marked = 0;  ///< with data of which we know what follows; versions of earlier editions have no marks
    std::int64_t hs6 = 0;     ///< every line has an HS code of six digits or more
    std::int64_t contact = 0; ///< the addressee's telephone or e-mail address is told
    std::int64_t stop_listed = 0; ///< some description or name of a party says nothing
    std::int64_t stop_hits = 0;   ///< how many do
    bool operator==(const AdvanceCounts&) const = default;
};

/// One item that left.
struct DepartedItem {
    AdvanceGroup group;
    std::string item_id;
    core::DeclarationKey declaration; ///< 0: no data
    core::Instant departed;
    std::optional<core::Instant> received; ///< the first version's
    bool refused = false;
    bool marked = false; ///< false: what follows is not known
    bool hs6 = false, contact = false;
    std::int64_t stop_hits = 0;
    bool is_before() const { return received && *received <= departed; }
};

/// Where a list of items goes on.
struct AdvancePlace {
    core::Instant departed;
    std::string item_id;
    std::string post;
};

class AdvanceReader {
public:
    virtual ~AdvanceReader() = default;
    /// Calls `each` for every group, in the caller's thread. false: more than max_items. Thread-safe.
    virtual bool groups(const AdvanceQuestion& question,
                        const std::function<void(const AdvanceGroup&, const AdvanceCounts&)>& each) = 0;
    /// The items themselves, by when they left, item id and post; after a place (nullopt: from the beginning).
    virtual std::vector<DepartedItem> items(const AdvanceQuestion& question, const std::optional<AdvancePlace>& after,
                                            std::uint32_t limit) = 0;
};

} // namespace postern::ports
