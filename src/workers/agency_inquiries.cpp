// AgencyInquiries: which filings are asked for, and when.
#include "workers/agency_inquiries.hpp"

#include <algorithm>
#include <utility>

namespace postern::workers {

namespace {

constexpr std::int64_t kLookRoundMs = 30'000;
constexpr std::size_t kQuestionsOfAStep = 64;
constexpr std::uint32_t kPage = 1'000;

} // namespace

core::Instant next_question(core::Instant since, core::Instant now, const ports::AskChannel& channel) {
    const auto eighth = std::max<std::int64_t>(now.ms - since.ms, 0) / 8;
    const auto pause =
        std::clamp<std::int64_t>(eighth, channel.first_seconds * 1'000LL, channel.most_seconds * 1'000LL);
    return {now.ms + pause};
}

AgencyInquiries::AgencyInquiries(Parts parts, core::Principal agency, ports::AskChannel channel)
    : parts_(parts), agency_(std::move(agency)), feed_{agency_.agency, agency_.mode}, channel_(std::move(channel)),
      cap_(channel_.pace.per_minute) {}

void AgencyInquiries::look_round(core::Instant now) {
    if (now < look_round_) return;
    look_round_ = {now.ms + kLookRoundMs};
    std::map<core::FilingKey, Watched> open;
    for (const auto state : core::all_filing_states()) {
        if (!core::is_with_agency(state) || core::is_terminal(state)) continue; // it may still say something
        ports::OpenQuestion question{feed_, state, now, {}, kPage, false};
        for (bool more = true; more;) {
            const auto page = parts_.open.open(question);
            for (const auto& filing : page) {
                if (filing.reference.empty()) continue;
                const auto known = watched_.find(filing.key);
                const bool as_before =
                    known != watched_.end() && known->second.state == state && known->second.since == filing.since;
                open[filing.key] = {filing.reference, state, filing.since,
                                    as_before ? known->second.next
                                              : next_question(filing.since, filing.since, channel_)};
            }
            more = page.size() == kPage;
            if (more) question.after = {page.back().since, page.back().key};
        }
    }
    watched_ = std::move(open);
}

bool AgencyInquiries::ask(Watched& filing) {
    const auto got = parts_.inquirer.ask(filing.reference);
    const auto now = parts_.clock.now();
    filing.next = next_question(filing.since, now, channel_);
    if (got.how == ports::Handed::later) {
        circuit_.note_failure(now, got.destination, got.retry_after_seconds);
        return false;
    }
    circuit_.note_success();
    if (got.answer.empty()) return true;
    const auto read = parts_.desk.answer(agency_, got.answer, got.answer_is_json, {});
    if (!read) parts_.desk.keep_unplaced(agency_, got.answer, read.refusal().code, {});
    return true;
}

core::Instant AgencyInquiries::step() {
    const auto now = parts_.clock.now();
    if (circuit_.state(now) == CircuitState::open) return circuit_.until();
    look_round(now);
    std::vector<Watched*> due;
    for (auto& [key, filing] : watched_)
        if (filing.next <= now) due.push_back(&filing);
    // the longest due first
    std::ranges::sort(due, {}, [](const Watched* filing) { return filing->next; });
    for (std::size_t asked = 0; asked < std::min(due.size(), kQuestionsOfAStep); ++asked) {
        if (!cap_.take(parts_.clock.now())) return cap_.next(parts_.clock.now());
        if (!ask(*due[asked]) && circuit_.state(parts_.clock.now()) != CircuitState::closed) return circuit_.until();
    }
    if (due.size() > kQuestionsOfAStep) return now;
    auto next = look_round_;
    for (const auto& [key, filing] : watched_)
        next = std::min(next, filing.next);
    return std::max(next, now);
}

} // namespace postern::workers
