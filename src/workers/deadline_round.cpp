// DeadlineRound: what stands for long, state by state.
#include "workers/deadline_round.hpp"

#include <span>
#include <utility>

namespace postern::workers {

namespace {

constexpr std::uint32_t kFilingsOfADeed = 500;

} // namespace

std::size_t DeadlineRound::step() {
    std::size_t told = 0;
    for (const auto& watched : watched_)
        for (const auto& deadline : watched.deadlines.all())
            for (const auto mode : {core::Mode::live, core::Mode::test})
                told += tell(watched, deadline, mode);
    return told;
}

std::size_t DeadlineRound::tell(const Watched& watched, const ports::Deadline& deadline, core::Mode mode) {
    std::size_t told = 0;
    const auto now = clock_.now();
    const auto latest = watched.deadlines.latest_start(deadline, now);
    ports::OpenQuestion question{{watched.agency, mode}, deadline.state, latest, {}, kFilingsOfADeed, true};
    for (bool more = true; more;) {
        const auto page = open_.open(question);
        more = page.size() == kFilingsOfADeed;
        if (more) question.after = {page.back().since, page.back().key};
        ports::DeadlinePassed passed{{}, now, deadline.expires};
        for (const auto& filing : page)
            if (const auto due = watched.deadlines.due(filing.state, filing.since); due && *due <= now)
                passed.filings.push_back(filing);
        if (passed.filings.empty()) continue;
        told += passed.filings.size();
        ports::Deed deed;
        deed.body = std::move(passed);
        (void)ledger_.record(std::span(&deed, 1)); // it knows no "no"
    }
    return told;
}

} // namespace postern::workers
