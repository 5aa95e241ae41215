// AgencyDesk, the answering half: Answered -> Understood -> Applied.
#include "clearance/agency_desk.hpp"
#include "clearance/desk_parts.hpp"
#include "crypto/digest.hpp"
#include "ports/unplaced.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace postern::clearance {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

core::Event event_of(const UnderstoodEvent& understood, core::FilingKey filing, core::AnswerKey answer,
                     core::Instant now) {
    core::Event event;
    event.type = understood.type;
    event.happened = understood.when.value_or(now);
    event.received = now;
    event.explicit_customs = true;
    event.filing = filing;
    event.answer = answer;
    event.reason = understood.reason;
    event.reference = understood.number;
    event.lane = understood.lane;
    event.asks = understood.documents;
    event.deadline = understood.deadline;
    return event;
}

/// A re-exported document tells its whole history each time: what was told before is no news.
bool is_known(const core::Event& event, const std::vector<core::Event>& known) {
    return std::any_of(known.begin(), known.end(), [&](const core::Event& k) {
        return k.filing == event.filing && k.type == event.type && k.happened == event.happened &&
               k.reference == event.reference && k.reason == event.reason && k.lane == event.lane &&
               k.asks == event.asks && k.deadline == event.deadline;
    });
}

/// No answer can be older than the offer it answers: a date without a time, or a clock that is wrong, must not put it
/// before. Among events of the same instant the rank of the transition table decides.
void not_before_the_offer(core::Event& event, const std::vector<core::Event>& known) {
    for (const auto& k : known) {
        if (k.filing != event.filing || k.type != core::EventType::filing_queued) continue;
        event.happened = std::max(event.happened, k.happened);
        return;
    }
}

bool is_request(const core::Event& event) {
    return event.type == core::EventType::filing_amended ||
           (event.type == core::EventType::filing_cancelled && !event.explicit_customs);
}
bool answers_request(core::EventType type) {
    return type == core::EventType::filing_request_granted || type == core::EventType::filing_request_denied ||
           type == core::EventType::filing_invalidated;
}

/// Nor can one that answers what we asked be older than the asking.
void not_before_the_request(core::Event& event, const std::vector<core::Event>& known) {
    if (!answers_request(event.type)) return;
    std::optional<core::Instant> first;
    for (const auto& k : known)
        if (is_request(k) && (!first || k.happened < *first)) first = k.happened;
    if (first) event.happened = std::max(event.happened, *first);
}

constexpr std::size_t kMostTold = 50'000; ///< filings that one answer means

/// A dispatch id comes again after ten years.
constexpr std::int64_t kDispatchKnownMs = 5 * 366 * core::kDayMs;

/// Whether what is said of a whole dispatch is said of it: it was lodged, and was neither refused nor withdrawn. Of
/// such a one the agency has to speak by name.
bool goes_with_its_dispatch(const ports::DispatchedFiling& filing) {
    const auto state = filing.state;
    if (core::is_turned_down(state)) return false;
    return filing.offered || (state != core::FilingState::unknown && core::is_with_agency(state));
}

const std::string& name_of(const UnderstoodEvent& event) {
    if (!event.dispatch.empty()) return event.dispatch;
    return event.filing_id.empty() ? event.reference : event.filing_id;
}

} // namespace

std::vector<core::FilingKey> AgencyDesk::meant_in_dispatch(const Principal& agency, const UnderstoodEvent& event,
                                                           const profiles::Profile* profile, bool exact) const {
    std::vector<core::FilingKey> meant;
    if (ports_.dispatched == nullptr) return meant;
    const core::Instant told_from{ports_.clock.now().ms - kDispatchKnownMs};
    for (const auto& filing : ports_.dispatched->filings_in(feed_of(agency), event.dispatch, told_from)) {
        if (profile && (filing.profile != profile->name || (exact && filing.profile_hash != profile->hash))) continue;
        if (goes_with_its_dispatch(filing)) meant.push_back(filing.filing);
    }
    return meant;
}

std::optional<ports::FilingHead> AgencyDesk::filing_named(const Principal& agency, const UnderstoodEvent& event,
                                                          const profiles::Profile* profile) const {
    if (!event.filing_id.empty()) return own_filing(agency, event.filing_id);
    const auto feed = feed_of(agency);
    if (auto exact = ports_.filings.by_reference(feed, event.reference)) return exact;
    if (!profile) return std::nullopt;
    const auto base = base_reference(event.reference, profile->amended_reference);
    return base ? ports_.filings.by_reference(feed, *base) : std::nullopt;
}

std::vector<core::FilingKey> AgencyDesk::meant_by(const UnderstoodEvent& event, const ports::FilingHead& filing) const {
    std::vector<core::FilingKey> meant;
    if (event.row.empty()) meant.push_back(filing.key);
    for (const auto& row : ports_.registers.rows(filing.key)) {
        const bool is_meant =
            event.row.empty() ? !row.out : row.reference == event.row || std::to_string(row.number) == event.row;
        if (is_meant) meant.push_back(row.filing);
    }
    return meant;
}

AgencyDesk::Meaning AgencyDesk::meaning_of(const Principal& agency, const UnderstoodAnswer& answer, bool exact) const {
    const auto reads = [&](const ports::FilingHead& filing) {
        if (!answer.profile) return true;
        return filing.profile == answer.profile->name && (!exact || filing.profile_hash == answer.profile->hash);
    };
    Meaning meaning;
    const auto meant_of = [&](const UnderstoodEvent& event) {
        if (!event.dispatch.empty()) return meant_in_dispatch(agency, event, answer.profile.get(), exact);
        const auto filing = filing_named(agency, event, answer.profile.get());
        return filing && reads(*filing) ? meant_by(event, *filing) : std::vector<core::FilingKey>();
    };
    for (const auto& event : answer.events) {
        const auto meant = meant_of(event);
        meaning.too_many = meaning.told.size() + meant.size() > kMostTold;
        if (meaning.too_many) return meaning;
        for (const auto key : meant)
            meaning.told.push_back({&event, key});
        if (!meant.empty()) continue;
        const std::string& name = name_of(event);
        meaning.unknown.push_back(event.row.empty() ? name : name + "/" + event.row);
    }
    return meaning;
}

std::optional<core::Event> AgencyDesk::closing_after(const core::Event& exit) const {
    if (exit.type != core::EventType::filing_exited || !regularization_days_) return std::nullopt;
    const auto filing = ports_.filings.filing(exit.filing);
    const auto days = filing ? regularization_days_(filing->route) : std::nullopt;
    if (!days) return std::nullopt;
    auto due = exit; // by the same word of customs, so it goes past the end that an exit is else
    due.type = core::EventType::filing_regularization_due;
    due.reason = core::to_string(core::date_of(core::Instant{exit.happened.ms + *days * core::kDayMs}));
    due.reference.clear();
    due.lane.clear();
    due.asks = {};
    due.deadline.reset();
    return due;
}

std::vector<core::FilingKey> AgencyDesk::add_events(const Meaning& meaning, ports::AnswerApplied& body) const {
    std::vector<core::FilingKey> named;
    std::set<core::FilingKey> seen; // a dispatch names many
    for (const auto& [understood_event, filing] : meaning.told) {
        auto event = event_of(*understood_event, filing, body.answer, body.at);
        const bool is_first = seen.insert(filing).second;
        if (is_first) named.push_back(filing);
        const auto known = ports_.filings.events_of(filing);
        not_before_the_offer(event, known);
        not_before_the_request(event, known);
        if (is_known(event, known) || (!is_first && is_known(event, body.events))) continue;
        if (const auto closing = closing_after(event)) body.events.push_back(*closing);
        body.events.push_back(std::move(event));
    }
    return named;
}

ports::AnswerApplied AgencyDesk::answer_body(const Principal& agency, std::string_view bytes, std::string identity,
                                             std::string format) const {
    ports::AnswerApplied body;
    body.answer = {ports_.keys.next()};
    body.at = ports_.clock.now();
    body.feed = feed_of(agency);
    body.client = agency.client;
    body.identity = std::move(identity);
    body.sealed = vault::seal(bytes);
    body.format = std::move(format);
    return body;
}

ports::Outcome AgencyDesk::keep_answer(const Principal& agency, ports::AnswerApplied body,
                                       const std::string& request_id) {
    const auto own = body.answer;
    ports::Deed deed;
    deed.audit.push_back(
        ports::audit_of(agency, "filings.answer", ids_->seal(IdKind::answer, own.value), body.at, request_id));
    deed.body = std::move(body);
    auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (outcome.no != ports::No::answer_known) outcome.answer = own;
    return outcome;
}

void AgencyDesk::keep_unplaced(const Principal& agency, std::string_view bytes, RefusalCode why,
                               const std::string& request_id) {
    const std::string slug(core::refusal_kind(why).slug);
    // not the identity that it would have if it were understood, or it could never be told later
    const std::string prefix(ports::kUnplaced);
    auto body = answer_body(agency, bytes, prefix + crypto::sha256(bytes).hex(), prefix + slug);
    ports::Deed deed;
    auto row =
        ports::audit_of(agency, "filings.answer", ids_->seal(IdKind::answer, body.answer.value), body.at, request_id);
    row.code = slug;
    deed.audit.push_back(std::move(row));
    deed.body = std::move(body);
    (void)ports_.ledger.record(std::span(&deed, 1));
}

Result<ports::AnswerRow> AgencyDesk::kept_answer(const Principal& agency, std::string_view answer_id) const {
    const auto key = ids_->open(IdKind::answer, answer_id);
    auto row = key ? ports_.filings.answer({*key}) : std::nullopt;
    if (!row || row->agency != agency.agency_name || row->mode != agency.mode) return refusal(RefusalCode::not_found);
    return *std::move(row);
}

Result<AnswerView> AgencyDesk::answer(const Principal& agency, std::string_view bytes, bool is_json,
                                      const std::string& request_id) {
    std::vector<UnderstoodAnswer> understood;
    if (is_json) {
        auto read = answers_.read_json(bytes);
        if (!read) return read.refusal();
        understood.push_back(std::move(read).value());
    } else {
        auto read = answers_.read_xml(bytes);
        if (!read) return read.refusal();
        understood = std::move(read).value();
    }
    Meaning meaning;
    auto meant = understood.begin();
    for (const bool exact : {true, false}) { // a folder that was changed may still read what the old one made
        for (meant = understood.begin(); meant != understood.end(); ++meant) {
            meaning = meaning_of(agency, *meant, exact);
            if (!meaning.told.empty()) break;
        }
        if (!meaning.told.empty()) break;
    }
    if (meaning.too_many) return Refusal{RefusalCode::too_many_items, std::to_string(kMostTold), 0, 0, {}};
    if (meaning.told.empty()) {
        keep_unplaced(agency, bytes, RefusalCode::answer_filing_unknown, request_id);
        return Refusal{RefusalCode::answer_filing_unknown, {}, 0, 0, {}};
    }
    const auto& answer = *meant;
    auto body = answer_body(agency, bytes, answer.identity, answer.format);
    const auto named = add_events(meaning, body);
    const auto outcome = keep_answer(agency, std::move(body), request_id);
    AnswerView out;
    out.unknown = std::move(meaning.unknown);
    out.answer_id = ids_->seal(IdKind::answer, outcome.answer.value);
    out.repeat = outcome.no == ports::No::answer_known;
    for (const auto key : named) {
        const auto head = ports_.filings.filing(key);
        out.filings.emplace_back(ids_->seal(IdKind::filing, key.value),
                                 head ? head->state : core::FilingState::unknown);
    }
    return out;
}

} // namespace postern::clearance
