// Item ids: ranges of S10 serials that a post was given, and what is drawn from them; as deeds, and as they are read.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// Consecutive serials of S10, both ends among them.
struct SerialRun {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t size() const { return last - first + 1; }
    bool operator==(const SerialRun&) const = default;
};

/// A post may draw these serials for a service. Ranges of one mode, service and country never overlap, whosesoever they
/// are: the number would stand on two items. No: not_found (nobody has a key of such a post), country_differs (it is
/// not that of the post's other ranges; or empty, and there are none), ranges_overlap.
struct ItemIdRangeGiven {
    std::string post; ///< tenant's name
    core::Mode mode = core::Mode::test;
    std::string service; ///< two letters, S10
    std::string country; ///< ISO 3166-1 alpha-2, the post's; empty: as in its other ranges
    SerialRun serials;
    core::Instant at;
};

/// For one item at once, or a stock for a counter that will be offline.
enum class DrawKind : std::uint8_t { single = 1, block = 2 };

/// Serials are drawn, the next ones of the post's ranges in the order in which these were given. Each is drawn once;
/// what is seen to be in use already is passed over and kept as such. No: used_up (there are not enough: nothing is
/// drawn), idempotency_key_known (used for another body). The same key and body again: outcome.repeat, the same
/// numbers.
struct ItemIdsDrawn {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::ClientKey client;
    std::string office; ///< the post's own code, may be empty
    std::string clerk;  ///< the post's own code, may be empty
    std::string service;
    std::uint32_t count = 1;
    DrawKind kind = DrawKind::single;
    core::Instant at;
    core::Instant window_from;   ///< a number that was first received before this may be another item's by now
    std::string idempotency_key; ///< empty: none; kept with the body's hash, for 24 hours
    core::ContentHash body_hash;
};

/// What became of a draw, or of a range that was given (its country).
struct ItemIdsOutcome {
    std::string country;
    std::vector<SerialRun> runs;   ///< in the order in which they are to be used
    std::uint64_t remaining = 0;   ///< serials that were left to draw after it
    std::uint64_t of_standing = 0; ///< size of the ranges that these are of
};

/// A range and what became of its serials.
struct ItemIdRange {
    std::string post;
    core::Mode mode = core::Mode::test;
    std::string service;
    std::string country;
    SerialRun serials;
    core::Instant given;
    std::uint32_t next = 0;   ///< the next one to draw; serials.last + 1: it is used up
    std::uint32_t in_use = 0; ///< passed over
    std::uint32_t spent = 0;  ///< drawn, and a declaration has it
    std::uint32_t voided = 0; ///< drawn, and each declaration that had it was cancelled
    std::uint32_t remaining() const { return serials.last + 1 - next; }
    std::uint32_t drawn() const { return next - serials.first - in_use; }
    std::uint32_t open() const { return drawn() - spent - voided; } ///< drawn, and no declaration ever had it
};

/// What is left of a service.
struct ItemIdStock {
    std::string post;
    core::Mode mode = core::Mode::test;
    std::string service;
    std::uint64_t remaining = 0;
    std::uint64_t of_standing = 0; ///< size of the ranges that are not used up
};

/// Whose ranges: a post's by its key, or of operators by its name, or everybody's.
struct ItemIdQuestion {
    core::TenantKey tenant; ///< 0: any
    std::string post;       ///< empty: any
    core::Mode mode = core::Mode::test;
};

/// A number that was drawn and never bound.
struct OpenItemId {
    std::uint32_t serial = 0;
    std::string country;
    core::Instant drawn;
    std::string office;
    std::string clerk;
    DrawKind kind = DrawKind::single;
};
struct OpenItemIds {
    std::string country; ///< of looked_to
    std::vector<OpenItemId> ids;
    std::optional<std::uint32_t> looked_to; ///< serial up to which it was looked; nullopt: to the end
};

class ItemIdReader {
public:
    virtual ~ItemIdReader() = default;
    /// By post, service and serial. Counts what is bound, so it takes as long as there are declarations in the ranges.
    virtual std::vector<ItemIdRange> ranges(const ItemIdQuestion& question) = 0;
    /// Of a service, by serial, after one; looks at a bounded number of serials, so there may be fewer than limit and
    /// more after them.
    virtual OpenItemIds open(const ItemIdQuestion& question, const std::string& service,
                             std::optional<std::uint32_t> after, std::uint32_t limit) = 0;
    /// Of every post, mode and service that was ever given a range; quick.
    virtual std::vector<ItemIdStock> stocks() = 0;
};

} // namespace postern::ports
