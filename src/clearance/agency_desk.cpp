// AgencyDesk: feed, documents, leases, acknowledgements.
#include "clearance/agency_desk.hpp"

#include "clearance/desk_parts.hpp"
#include "ports/long_poll.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <span>

namespace postern::clearance {

using core::Principal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

constexpr std::uint32_t kMaxPage = 1'000;
constexpr std::uint32_t kMaxLease = 1'000;
constexpr std::uint32_t kMaxLeaseSeconds = 3'600;

} // namespace

AgencyDesk::AgencyDesk(Ports ports, std::shared_ptr<const profiles::Editions> editions,
                       std::shared_ptr<const crypto::IdCipher> ids, RegularizationDays regularization_days,
                       std::uint32_t lease_tries)
    : ports_(ports), ids_(std::move(ids)), regularization_days_(std::move(regularization_days)),
      lease_tries_(lease_tries), answers_(std::move(editions)) {}

OfferView AgencyDesk::view(const ports::FeedEntry& entry) const {
    return {ids_->seal(IdKind::cursor, entry.position),
            ids_->seal(IdKind::filing, entry.filing.value),
            entry.version,
            entry.why,
            entry.at,
            entry.reference,
            entry.profile,
            entry.media_type,
            entry.state,
            entry.acknowledged};
}

Result<std::int64_t> AgencyDesk::position_of(std::string_view cursor) const {
    if (cursor.empty()) return std::int64_t{0};
    const auto opened = ids_->open(IdKind::cursor, cursor);
    if (!opened) return refusal(RefusalCode::bad_cursor);
    return *opened;
}

std::optional<ports::FilingHead> AgencyDesk::own_filing(const Principal& agency, std::string_view filing_id) const {
    const auto key = ids_->open(IdKind::filing, filing_id);
    if (!key) return std::nullopt;
    auto head = ports_.filings.filing({*key});
    if (!head || head->agency != agency.agency_name || head->mode != agency.mode) return std::nullopt;
    return head;
}

Result<FeedView> AgencyDesk::feed(const Principal& agency, std::string_view after, std::uint32_t limit,
                                  std::uint32_t wait_ms, const ports::FeedFilter& filter) {
    const auto position = position_of(after);
    if (!position) return position.refusal();
    const auto feed = feed_of(agency);
    limit = std::clamp(limit, 1u, kMaxPage);
    const auto page = ports::read_or_wait(
        ports_.clock, position.value(), wait_ms,
        [&](std::int64_t from) { return ports_.feeds.page(feed, from, limit, filter); },
        [&](std::int64_t newest, core::Instant deadline) { ports_.feeds.wait(feed, newest, deadline); });
    if (page.is_expired(position.value()))
        return core::Refusal{RefusalCode::cursor_expired, {}, 0, 0, ids_->seal(IdKind::cursor, page.removed)};
    FeedView out;
    for (const auto& entry : page.entries)
        out.offers.push_back(view(entry));
    out.next = ids_->seal(IdKind::cursor, page.looked_to);
    return out;
}

Result<DocumentView> AgencyDesk::document(const Principal& agency, std::string_view filing_id, std::uint32_t version) {
    const auto head = own_filing(agency, filing_id);
    if (!head) return refusal(RefusalCode::not_found);
    // a later version that is held is no business of the agency's yet
    if (version > head->offered_version) return refusal(RefusalCode::not_found);
    const auto row = ports_.filings.document(head->key, version == 0 ? head->offered_version : version);
    if (!row) return refusal(RefusalCode::not_found);
    return DocumentView{vault::open(row->sealed), row->media_type, row->hash.hex()};
}

Result<LeaseView> AgencyDesk::take_lease(const Principal& agency, std::uint32_t max, std::uint32_t seconds,
                                         const std::string& request_id) {
    const auto now = ports_.clock.now();
    const core::LeaseKey lease{ports_.keys.next()};
    const std::string id = ids_->seal(IdKind::lease, lease.value);
    seconds = std::clamp(seconds, 1u, kMaxLeaseSeconds);
    ports::Deed deed;
    deed.body = ports::LeaseTaken{lease,
                                  feed_of(agency),
                                  agency.client,
                                  std::clamp(max, 1u, kMaxLease),
                                  lease_tries_,
                                  now,
                                  {now.ms + seconds * 1'000LL}};
    deed.audit.push_back(ports::audit_of(agency, "filings.lease", id, now, request_id));
    auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    LeaseView out;
    out.lease_id = id;
    out.until = outcome.until;
    for (const auto& entry : outcome.entries)
        out.offers.push_back(view(entry));
    return out;
}

Result<LeaseView> AgencyDesk::lease(const Principal& agency, std::string_view lease_id, std::string_view after) {
    const auto key = ids_->open(IdKind::lease, lease_id);
    if (!key) return refusal(RefusalCode::not_found);
    const auto position = position_of(after);
    if (!position) return position.refusal();
    const auto head = ports_.feeds.lease(feed_of(agency), {*key}, agency.client);
    if (!head) return refusal(RefusalCode::lease_lost);
    LeaseView out{std::string(lease_id), head->until, {}};
    for (const auto& entry : head->entries)
        if (entry.position > position.value()) out.offers.push_back(view(entry));
    return out;
}

Result<core::Instant> AgencyDesk::extend_lease(const Principal& agency, std::string_view lease_id,
                                               std::uint32_t seconds, const std::string& request_id) {
    const auto key = ids_->open(IdKind::lease, lease_id);
    if (!key) return refusal(RefusalCode::not_found);
    const auto now = ports_.clock.now();
    seconds = std::clamp(seconds, 1u, kMaxLeaseSeconds);
    ports::Deed deed;
    deed.body = ports::LeaseExtended{{*key}, agency.client, now, {now.ms + seconds * 1'000LL}};
    deed.audit.push_back(ports::audit_of(agency, "filings.lease", std::string(lease_id), now, request_id));
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return outcome.until;
}

Result<void> AgencyDesk::return_lease(const Principal& agency, std::string_view lease_id,
                                      const std::string& request_id) {
    const auto key = ids_->open(IdKind::lease, lease_id);
    if (!key) return refusal(RefusalCode::not_found);
    const auto now = ports_.clock.now();
    ports::Deed deed;
    deed.body = ports::LeaseReturned{{*key}, agency.client, now};
    deed.audit.push_back(ports::audit_of(agency, "filings.lease", std::string(lease_id), now, request_id));
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

Result<void> AgencyDesk::hand_over(const Principal& agency, std::string_view lease_id, std::string_view filing_id,
                                   const std::optional<std::string>& reason) {
    const auto lease = ids_->open(IdKind::lease, lease_id);
    const auto filing = ids_->open(IdKind::filing, filing_id);
    if (!lease || !filing) return refusal(RefusalCode::not_found);
    const auto now = ports_.clock.now();
    ports::Deed deed;
    deed.body =
        ports::HandedOver{feed_of(agency), agency.client, {*lease}, {*filing}, !reason, reason.value_or(""), now};
    deed.audit.push_back(ports::audit_of(agency, "filings.hand-over", std::string(filing_id), now, {}));
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

void AgencyDesk::reclaim_leases(const Principal& agency) {
    ports::Deed deed;
    deed.body = ports::LeasesReclaimed{feed_of(agency), agency.client, ports_.clock.now()};
    (void)ports_.ledger.record(std::span(&deed, 1)); // it knows no "no"
}

Result<void> AgencyDesk::note_unconfirmed(const Principal& agency, std::string_view lease_id,
                                          std::string_view filing_id, const std::string& reason) {
    const auto lease = ids_->open(IdKind::lease, lease_id);
    const auto filing = ids_->open(IdKind::filing, filing_id);
    if (!lease || !filing) return refusal(RefusalCode::not_found);
    ports::Deed deed;
    deed.body = ports::Unconfirmed{agency.client, {*lease}, {*filing}, reason, ports_.clock.now()};
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

bool AgencyDesk::is_unconfirmed(const Principal& agency, std::string_view filing_id) const {
    const auto head = own_filing(agency, filing_id);
    const auto events = head ? ports_.filings.events_of(head->key) : std::vector<core::Event>();
    return std::ranges::any_of(
        events, [](const core::Event& event) { return event.type == core::EventType::filing_unconfirmed; });
}

Result<void> AgencyDesk::acknowledge(const Principal& agency, std::string_view lease_id,
                                     const std::vector<std::string>& filing_ids, const std::string& request_id) {
    ports::Acknowledged body;
    body.feed = feed_of(agency);
    body.client = agency.client;
    body.now = ports_.clock.now();
    if (!lease_id.empty()) {
        const auto key = ids_->open(IdKind::lease, lease_id);
        if (!key) return refusal(RefusalCode::not_found);
        body.lease = {*key};
    }
    for (const auto& id : filing_ids) {
        const auto head = own_filing(agency, id);
        if (!head) return refusal(RefusalCode::not_found);
        body.filings.push_back(head->key);
    }
    ports::Deed deed;
    for (const auto& id : filing_ids) {
        deed.audit.push_back(ports::audit_of(agency, "filings.acknowledge", id, body.now, request_id));
    }
    deed.body = std::move(body);
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

} // namespace postern::clearance
