// ItemIds: S10 numbers for counters, drawn from ranges that an operator gave to a post; and the account of each.
#pragma once

#include "codelists/shelf.hpp"
#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"
#include "ports/item_ids.hpp"
#include "ports/ledger.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::counter {

inline constexpr std::uint32_t kLastSerial = 99'999'999; ///< of S10; serials do not begin again behind it
inline constexpr std::uint32_t kMostDrawn = 1'000;       ///< numbers of one draw

/// Whether it is time to give a post more: fewer than 1,000 serials are left, or a tenth of the ranges they are of.
bool runs_low(std::uint64_t remaining, std::uint64_t of_standing);

/// A draw as it was asked for.
struct DrawWish {
    std::string service;
    std::uint32_t count = 1;
    ports::DrawKind kind = ports::DrawKind::single;
    std::string idempotency_key; ///< may be empty
    std::string_view body;       ///< as it was sent; the same key goes with the same body
};
struct DrawnItemIds {
    std::vector<std::string> item_ids; ///< as we write an S10, in the order in which they are to be used
    std::string service;
    std::uint64_t remaining = 0; ///< to draw after these
    bool low = false;
    bool repeat = false; ///< the key was known: what was drawn before
};

/// A range as an operator gives it.
struct RangeWish {
    std::string post;
    core::Mode mode = core::Mode::test;
    std::string service;
    std::string country; ///< empty: as in the post's other ranges
    std::uint64_t from = 0;
    std::uint64_t count = 0;
};

/// Thread-safe.
class ItemIds {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::ItemIdReader& reader;
        const ports::Clock& clock;
        std::shared_ptr<const codelists::Shelf> lists;
    };
    /// say: one line for the operator when a service runs low, once until it does no more; may be empty.
    ItemIds(Ports ports, int window_months, std::function<void(std::string_view)> say)
        : ports_(std::move(ports)), window_months_(window_months), say_(std::move(say)) {}

    /// Durable when it returns. Refused: bad_parameter (service, count), item_ids_used_up (there are not enough:
    /// nothing is drawn), idempotency_key_reused.
    core::Result<DrawnItemIds> draw(const core::Principal& who, const DrawWish& wish, const std::string& request_id);
    /// Refused: bad_parameter, which names what is wrong (a post that nobody has a key of, a service that S10 does not
    /// assign, a country that is not the post's, serials beyond the last), item_id_range_taken.
    core::Result<ports::ItemIdRange> give(const core::Principal& who, const RangeWish& wish,
                                          const std::string& request_id);
    std::vector<ports::ItemIdRange> ranges(const ports::ItemIdQuestion& question) {
        return ports_.reader.ranges(question);
    }
    /// What was drawn of a service and is bound to no declaration, after a number; at most limit. Refused:
    /// bad_parameter (service), bad_cursor (after is no number of the service).
    core::Result<ports::OpenItemIds> open(const ports::ItemIdQuestion& question, const std::string& service,
                                          std::string_view after, std::uint32_t limit);
    /// Of which a post was given ranges, in the order of their letters; nothing is counted for it.
    std::vector<std::string> services(std::string_view post, core::Mode mode);
    /// Those of which it is time to give more.
    std::vector<ports::ItemIdStock> low_stocks();

private:
    bool is_low(const core::Principal& who, const std::string& service, const ports::ItemIdsOutcome& drawn);

    Ports ports_;
    int window_months_;
    std::function<void(std::string_view)> say_;
    std::mutex mutex_;
    std::set<std::string> said_; ///< which stocks were said to run low
};

} // namespace postern::counter
