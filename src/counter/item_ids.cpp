// ItemIds: what may be asked for, and serials as the numbers that stand on a label.
#include "counter/item_ids.hpp"

#include "core/failure.hpp"
#include "core/item_id.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <utility>

namespace postern::counter {

using core::Refusal;
using core::RefusalCode;

namespace {

constexpr std::uint64_t kFewSerials = 1'000;
constexpr std::uint64_t kLowShare = 10; // a tenth

Refusal wrong_wish(std::string_view name) {
    return {RefusalCode::bad_parameter, std::string(name), 0, 0, {}};
}

/// S10 assigns it, or leaves it to posts that agree on it.
bool is_service(std::string_view service) {
    const auto use = core::service_use(service);
    return use != core::ServiceUse::unassigned && use != core::ServiceUse::reserved;
}

std::string number_of(std::string_view service, std::uint32_t serial, std::string_view country) {
    const auto id = core::ItemId::made_of(service, serial, country);
    if (!id) throw core::Failure("a range of item ids gives none: " + std::string(service) + std::string(country));
    return id->text();
}

} // namespace

bool runs_low(std::uint64_t remaining, std::uint64_t of_standing) {
    return remaining < kFewSerials || remaining * kLowShare < of_standing;
}

core::Result<DrawnItemIds> ItemIds::draw(const core::Principal& who, const DrawWish& wish,
                                         const std::string& request_id) {
    if (!is_service(wish.service)) return wrong_wish("service");
    if (wish.count < 1 || wish.count > kMostDrawn) return wrong_wish("count");
    ports::ItemIdsDrawn deed;
    deed.tenant = who.tenant;
    deed.mode = who.mode;
    deed.client = who.client;
    deed.office = who.office;
    deed.clerk = who.clerk;
    deed.service = wish.service;
    deed.count = wish.count;
    deed.kind = wish.kind;
    deed.at = ports_.clock.now();
    deed.window_from = core::item_id_window_from(deed.at, window_months_);
    deed.idempotency_key = wish.idempotency_key;
    deed.body_hash = crypto::sha256(wish.body);
    auto row =
        ports::audit_of(who, "item-ids.draw", wish.service + " " + std::to_string(wish.count), deed.at, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(deed), std::move(row));
    if (outcome.no == ports::No::used_up) return Refusal{RefusalCode::item_ids_used_up, wish.service, 0, 0, {}};
    if (outcome.no == ports::No::idempotency_key_known)
        return Refusal{RefusalCode::idempotency_key_reused, {}, 0, 0, {}};
    if (!outcome.done()) throw core::Failure("item ids were not drawn, for no reason that there is");
    DrawnItemIds drawn;
    drawn.service = wish.service;
    drawn.repeat = outcome.repeat;
    drawn.remaining = outcome.item_ids.remaining;
    drawn.low = outcome.repeat ? runs_low(outcome.item_ids.remaining, outcome.item_ids.of_standing)
                               : is_low(who, wish.service, outcome.item_ids);
    for (const auto& run : outcome.item_ids.runs)
        for (auto serial = run.first; serial <= run.last; ++serial)
            drawn.item_ids.push_back(number_of(wish.service, serial, outcome.item_ids.country));
    return drawn;
}

bool ItemIds::is_low(const core::Principal& who, const std::string& service, const ports::ItemIdsOutcome& drawn) {
    const bool low = runs_low(drawn.remaining, drawn.of_standing);
    const auto stock = service + " of " + who.post + " (" + std::string(core::to_string(who.mode)) + ")";
    const std::lock_guard lock(mutex_);
    if (!low) {
        said_.erase(stock);
    } else if (said_.insert(stock).second && say_) {
        say_("item ids " + stock + " run low: " + std::to_string(drawn.remaining) +
             " left; give the post another range (postern item-ids give)");
    }
    return low;
}

core::Result<ports::ItemIdRange> ItemIds::give(const core::Principal& who, const RangeWish& wish,
                                               const std::string& request_id) {
    if (!is_service(wish.service)) return wrong_wish("service");
    if (wish.from < 1 || wish.from > kLastSerial) return wrong_wish("from");
    if (wish.count < 1 || wish.count > kLastSerial - wish.from + 1) return wrong_wish("count");
    if (!wish.country.empty() && !ports_.lists->current()->is_postal_country(wish.country))
        return wrong_wish("country");
    ports::ItemIdRange given;
    given.post = wish.post;
    given.mode = wish.mode;
    given.service = wish.service;
    given.serials = {static_cast<std::uint32_t>(wish.from), static_cast<std::uint32_t>(wish.from + wish.count - 1)};
    given.next = given.serials.first;
    given.given = ports_.clock.now();
    auto row = ports::audit_of(who, "admin.item-ids", wish.post + " " + wish.service, given.given, request_id);
    const auto outcome = ports::record_one(
        ports_.ledger,
        ports::ItemIdRangeGiven{wish.post, wish.mode, wish.service, wish.country, given.serials, given.given},
        std::move(row));
    switch (outcome.no) {
    case ports::No::none: break;
    case ports::No::not_found: return wrong_wish("post");
    case ports::No::country_differs: return wrong_wish("country");
    default: return Refusal{RefusalCode::item_id_range_taken, wish.service, 0, 0, {}};
    }
    given.country = outcome.item_ids.country;
    return given;
}

core::Result<ports::OpenItemIds> ItemIds::open(const ports::ItemIdQuestion& question, const std::string& service,
                                               std::string_view after, std::uint32_t limit) {
    if (!is_service(service)) return wrong_wish("service");
    std::optional<std::uint32_t> after_serial;
    if (!after.empty()) {
        const auto id = core::ItemId::parse(after);
        if (!id || id->service_indicator() != service) return Refusal{RefusalCode::bad_cursor, {}, 0, 0, {}};
        after_serial = id->serial();
    }
    return ports_.reader.open(question, service, after_serial, limit);
}

std::vector<std::string> ItemIds::services(std::string_view post, core::Mode mode) {
    std::vector<std::string> services;
    for (auto& stock : ports_.reader.stocks())
        if (stock.post == post && stock.mode == mode) services.push_back(std::move(stock.service));
    return services;
}

std::vector<ports::ItemIdStock> ItemIds::low_stocks() {
    auto stocks = ports_.reader.stocks();
    std::erase_if(stocks, [](const auto& stock) { return !runs_low(stock.remaining, stock.of_standing); });
    return stocks;
}

} // namespace postern::counter
