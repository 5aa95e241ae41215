// AgencyDesk: a table of decisions, each row answered.
#include "clearance/agency_desk.hpp"
#include "clearance/desk_parts.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

namespace postern::clearance {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

bool AgencyDesk::was_there(core::FilingKey filing, core::Instant at) const {
    const auto events = ports_.filings.events_of(filing);
    return std::ranges::any_of(events, [&](const auto& event) { return event.received <= at; });
}

void AgencyDesk::take_over(const Principal& agency, const std::vector<core::FilingKey>& decided) {
    ports::Acknowledged body{feed_of(agency), agency.client, {}, {}, ports_.clock.now(), true};
    std::copy_if(decided.begin(), decided.end(), std::back_inserter(body.filings),
                 [](core::FilingKey key) { return static_cast<bool>(key); });
    if (body.filings.empty()) return;
    ports::Deed deed;
    deed.body = std::move(body);
    (void)ports_.ledger.record(std::span(&deed, 1)); // what is not held is passed over, so there is no "no"
}

Result<DecisionsView> AgencyDesk::decide(const Principal& agency, std::string_view bytes,
                                         const std::string& request_id) {
    auto read = read_decisions(bytes);
    if (!read) return read.refusal();
    auto& decisions = read.value();
    const auto unknown = refusal(RefusalCode::answer_filing_unknown);
    DecisionsView out;
    Meaning meaning;
    std::vector<core::FilingKey> named(decisions.size()); // 0: none
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        auto& decision = decisions[i];
        auto& row = out.rows.emplace_back();
        row.row = decision.row;
        row.filing = decision.filing;
        row.refused = std::move(decision.refused);
        if (row.refused) continue;
        const auto filing = filing_named(agency, decision.event, nullptr);
        if (!filing) {
            row.refused = unknown;
            continue;
        }
        named[i] = filing->key;
        for (const auto key : meant_by(decision.event, *filing))
            meaning.told.push_back({&decision.event, key});
    }
    auto body = answer_body(agency, bytes, crypto::sha256(bytes).hex(), std::string(kCsvFormat));
    add_events(meaning, body);
    const auto outcome = keep_answer(agency, std::move(body), request_id);
    out.answer_id = ids_->seal(IdKind::answer, outcome.answer.value);
    out.repeat = outcome.no == ports::No::answer_known;
    take_over(agency, named);
    const auto kept = out.repeat ? ports_.filings.answer(outcome.answer) : std::nullopt;
    for (std::size_t i = 0; i < named.size(); ++i) {
        auto& row = out.rows[i];
        if (!named[i]) continue;
        if (kept && !was_there(named[i], kept->at)) {
            row.refused = unknown; // it came later, and a table that was known tells nothing anew
            continue;
        }
        row.filing_id = ids_->seal(IdKind::filing, named[i].value);
        const auto head = ports_.filings.filing(named[i]);
        if (head) row.state = head->state;
    }
    return out;
}

} // namespace postern::clearance
