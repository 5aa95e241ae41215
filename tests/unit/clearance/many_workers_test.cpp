// Many items and an agency's several workers, some of which die: every item ends once, in the state that its history
// gives, whatever is told twice or out of order. POSTERN_MANY_ITEMS says how many; scripts/test --full asks for 20,000.
#include "contract/deeds.hpp"
#include "support/test_gateway.hpp"

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

BOOST_AUTO_TEST_SUITE(agency_many_workers)

using namespace postern;
using core::EventType;
using core::FilingState;

constexpr int kManyWorkers = 8;
constexpr int kWhoDie = 2;
constexpr std::size_t kOffersOfALease = 40;
constexpr std::size_t kEventsOfAnAnswer = 15;

std::size_t items_wanted() {
    const char* told = std::getenv("POSTERN_MANY_ITEMS"); // NOLINT(concurrency-mt-unsafe): before any thread
    return told == nullptr ? 1'000 : static_cast<std::size_t>(std::strtoul(told, nullptr, 10));
}

/// What customs will say of one filing, in the order in which it happens.
struct History {
    core::FilingKey filing;
    std::string filing_id;
    std::vector<std::string> states;
    FilingState last = FilingState::unknown; ///< what the whole of it comes to
};

/// One of the ways that a filing goes.
void tell(History& history, std::mt19937& random) {
    static const std::vector<std::pair<std::vector<std::string>, FilingState>> kWays{
        {{"RECEIVED", "ACCEPTED", "RELEASED"}, FilingState::released},
        {{"RECEIVED", "ACCEPTED", "UNDER_ASSESSMENT", "CONTROL_PHYSICAL", "RELEASED", "EXITED"}, FilingState::exited},
        {{"RECEIVED", "UNDER_ASSESSMENT", "CONTROL_DOCUMENTS", "RELEASE_REFUSED"}, FilingState::release_refused},
        {{"RECEIVED", "REJECTED"}, FilingState::rejected},
        {{"ACCEPTED", "QUERY", "SUSPENDED", "PAYMENT_DUE", "RELEASED", "AWAITING_EXIT"}, FilingState::awaiting_exit},
        {{"RECEIVED", "ACCEPTED", "EXPIRED"}, FilingState::expired},
    };
    const auto& way = kWays[random() % kWays.size()];
    history.states = way.first;
    history.last = way.second;
}

/// Who holds what, as the workers are told: nobody may be told of what another still holds.
class Holders {
public:
    void taken(const clearance::LeaseView& lease, core::Instant told) {
        const std::lock_guard lock(mutex_);
        for (const auto& offer : lease.offers) {
            auto& until = until_[offer.filing_id];
            if (until.ms > told.ms) ++held_twice_;
            until = lease.until;
        }
    }
    void given_up(const std::vector<std::string>& filings) {
        const std::lock_guard lock(mutex_);
        for (const auto& filing : filings)
            until_[filing] = {};
    }
    void acknowledged(const std::vector<std::string>& filings) {
        const std::lock_guard lock(mutex_);
        acknowledged_.insert(filings.begin(), filings.end());
    }
    /// How many were acknowledged so far, each counted once.
    std::size_t done() const {
        const std::lock_guard lock(mutex_);
        return acknowledged_.size();
    }
    int held_twice() const { return held_twice_; }

private:
    mutable std::mutex mutex_;
    std::map<std::string, core::Instant> until_;
    std::set<std::string> acknowledged_;
    int held_twice_ = 0;
};

struct Day {
    tests::TestGateway world;
    core::Principal post = world.post();
    std::map<std::string, History> histories; ///< by public id; not changed once the workers run
    Holders holders;
    std::atomic<int> wrong{0}; ///< answers or acknowledgements that were refused for no good reason
    std::atomic<std::size_t> told_again{0};

    explicit Day(std::size_t count) {
        std::mt19937 random(2026);
        std::vector<ports::Deed> deeds;
        for (std::size_t i = 0; i < count; ++i) {
            deeds.push_back(contract::deed(accepted(i, random)));
            if (deeds.size() < 500 && i + 1 < count) continue;
            for (const auto& outcome : world.store().ledger().record(deeds))
                BOOST_REQUIRE(outcome.done());
            deeds.clear();
        }
    }

    ports::Acceptance accepted(std::size_t i, std::mt19937& random) {
        auto made = contract::offered_acceptance(world.gateway().keys(), post.tenant, "MANY-" + std::to_string(i),
                                                 world.gateway().clock().now(), static_cast<int>(i),
                                                 {{"document"}, contract::hash_of(1), "text/xml", 8});
        const auto filing = made.version.filings.front().key;
        History history{filing, world.gateway().chain()->ids->seal(crypto::IdKind::filing, filing.value), {}, {}};
        tell(history, random);
        histories.emplace(history.filing_id, history);
        return made;
    }
};

/// All that is to be said of what a lease holds: shuffled, cut into answers, some of them twice. The same filing is
/// always spoken of by answers with the same ids, so that who takes over repeats what was said.
std::vector<std::string> answers_to(const Day& day, const clearance::LeaseView& lease, std::mt19937& random) {
    std::vector<std::string> events;
    for (const auto& offer : lease.offers) {
        const auto& history = day.histories.at(offer.filing_id);
        for (std::size_t i = 0; i < history.states.size(); ++i)
            events.push_back(R"({"filing":")" + history.filing_id + R"(","state":")" + history.states[i] +
                             R"(","when":"2027-01-0)" + std::to_string(i + 1) + R"(T09:00:00Z"})");
    }
    const auto again = events.size() / 10;
    for (std::size_t i = 0; i < again; ++i)
        events.push_back(events[random() % events.size()]);
    std::shuffle(events.begin(), events.end(), random);
    std::vector<std::string> answers;
    for (std::size_t from = 0; from < events.size(); from += kEventsOfAnAnswer) {
        std::string list;
        for (std::size_t i = from; i < std::min(from + kEventsOfAnAnswer, events.size()); ++i)
            list += (list.empty() ? "" : ",") + events[i];
        answers.push_back(R"({"events":[)" + list + "]}");
        if (random() % 5 == 0) answers.push_back(answers[random() % answers.size()]); // word for word
    }
    std::shuffle(answers.begin(), answers.end(), random);
    return answers;
}

/// One worker; dies in the middle of its `dies_in`-th lease (0: never).
void work(Day& day, unsigned seed, int dies_in, const std::atomic<bool>& too_late) {
    std::mt19937 random(seed);
    auto& desk = day.world.desk();
    const auto me = day.world.customs();
    for (int leases = 1; day.holders.done() < day.histories.size() && !too_late;) {
        const auto lease = desk.take_lease(me, kOffersOfALease, 2, "r");
        const auto told = day.world.gateway().clock().now();
        if (!lease) {
            ++day.wrong;
            return;
        }
        day.holders.taken(lease.value(), told);
        if (lease.value().offers.empty()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            continue;
        }
        std::vector<std::string> filings;
        for (const auto& offer : lease.value().offers)
            filings.push_back(offer.filing_id);
        auto answers = answers_to(day, lease.value(), random);
        const bool dies = leases++ == dies_in;
        if (dies) answers.resize(random() % answers.size());
        for (const auto& answer : answers) {
            const auto said = desk.answer(me, answer, true, "r");
            if (!said)
                ++day.wrong;
            else if (said.value().repeat)
                ++day.told_again;
        }
        if (dies) return;
        day.holders.given_up(filings); // before it is so, or another may be told first
        if (desk.acknowledge(me, lease.value().lease_id, filings, "r")) day.holders.acknowledged(filings);
        // else it took too long and somebody else has some of it: he does it again
    }
}

BOOST_AUTO_TEST_CASE(every_item_ends_once_in_the_state_of_its_history) {
    Day day(items_wanted());
    std::atomic<bool> too_late{false};
    std::vector<std::thread> workers;
    for (int i = 0; i < kManyWorkers; ++i)
        workers.emplace_back(
            [&day, i, &too_late] { work(day, static_cast<unsigned>(100 + i), i < kWhoDie ? 2 + i : 0, too_late); });
    // nothing waits for ever: a minute and a half for a thousand is far more than any machine needs
    const auto patience = std::chrono::seconds(90 * (1 + items_wanted() / 1'000));
    std::thread watch([&] {
        for (auto left = patience; left.count() > 0 && day.holders.done() < day.histories.size(); --left)
            std::this_thread::sleep_for(std::chrono::seconds(1));
        too_late = true;
    });
    for (auto& worker : workers)
        worker.join();
    watch.join();
    BOOST_TEST(day.wrong == 0);
    BOOST_TEST(day.holders.held_twice() == 0);
    BOOST_TEST(day.told_again > 0u);
    std::size_t in_another_state = 0;
    std::size_t not_once = 0;
    for (const auto& [id, history] : day.histories) {
        if (day.world.store().filings().filing(history.filing)->state != history.last) ++in_another_state;
        std::multiset<EventType> seen;
        for (const auto& event : day.world.store().filings().events_of(history.filing))
            seen.insert(event.type);
        if (seen.count(EventType::filing_acknowledged) != 1) ++not_once;
    }
    BOOST_TEST(in_another_state == 0u);
    BOOST_TEST(not_once == 0u);
    BOOST_TEST(day.world.store().feeds().set_aside({day.world.customs().agency, core::Mode::test}, 0, 10).empty());
    BOOST_TEST(day.world.desk().take_lease(day.world.customs(), 10, 1, "r").value().offers.empty());
    BOOST_TEST_MESSAGE(day.histories.size() << " items, " << day.told_again << " answers told again");
}

BOOST_AUTO_TEST_SUITE_END()
