// AgencyDesk: work that nobody gets done.
#include "clearance/agency_desk.hpp"
#include "clearance/desk_parts.hpp"

#include <algorithm>
#include <span>

namespace postern::clearance {

using core::Principal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

constexpr std::uint32_t kMaxSetAside = 1'000;

} // namespace

Result<void> AgencyDesk::fail_in_lease(const Principal& agency, std::string_view lease_id,
                                       const std::vector<std::string>& filing_ids, const std::string& reason,
                                       const std::string& request_id) {
    const auto key = ids_->open(IdKind::lease, lease_id);
    if (!key) return refusal(RefusalCode::not_found);
    ports::LeaseFailed body{{*key}, agency.client, {}, reason, lease_tries_, ports_.clock.now()};
    ports::Deed deed;
    for (const auto& id : filing_ids) {
        const auto head = own_filing(agency, id);
        if (!head) return refusal(RefusalCode::not_found);
        body.filings.push_back(head->key);
        deed.audit.push_back(ports::audit_of(agency, "filings.lease", id, body.now, request_id));
    }
    deed.body = std::move(body);
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

Result<std::vector<SetAsideView>> AgencyDesk::set_aside(const Principal& agency, std::string_view after,
                                                        std::uint32_t limit) {
    const auto position = position_of(after);
    if (!position) return position.refusal();
    std::vector<SetAsideView> out;
    for (const auto& one :
         ports_.feeds.set_aside(feed_of(agency), position.value(), std::clamp(limit, 1u, kMaxSetAside)))
        out.push_back({ids_->seal(IdKind::cursor, one.position), ids_->seal(IdKind::filing, one.filing.value),
                       one.version, one.reference, one.tries, one.reason, one.since});
    return out;
}

Result<void> AgencyDesk::offer_again(const Principal& agency, std::string_view filing_id,
                                     const std::string& request_id) {
    const auto head = own_filing(agency, filing_id);
    if (!head) return refusal(RefusalCode::not_found);
    ports::Deed deed;
    deed.body = ports::OfferedAgain{feed_of(agency), head->key};
    deed.audit.push_back(
        ports::audit_of(agency, "filings.lease", std::string(filing_id), ports_.clock.now(), request_id));
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of(outcome.no);
    return {};
}

} // namespace postern::clearance
