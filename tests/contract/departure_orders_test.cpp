// Property: whatever of an item is told first, late or twice, the answer to *may it depart?* is the same.
#include "contract/later.hpp"
#include "exchange/departure.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <random>

BOOST_AUTO_TEST_SUITE(store_departure_orders)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kYear;
using contract::Later;
using core::EventType;
using exchange::HindranceCode;

namespace {

const std::string kOrderedDispatch = "NPKTMAUSJFKAACN60077";

/// What may happen to the item beside what always does.
struct Twists {
    bool forbidden = false; ///< do not load
    bool suspended = false; ///< customs takes its release back
    bool marked = false;
    bool held = false; ///< by a scan that nothing later ends
    bool declared = true;
};

/// Everything that is told of one item. Each step stands for one call; all times are in the deeds, so that the order in
/// which they are recorded is the only thing that changes.
template <class Engine>
class Telling : public Later<Engine> {
public:
    struct Step {
        std::function<void()> tell;
        std::vector<std::size_t> after; ///< steps that have to be told before: there would be nothing to tell it of
    };

    explicit Telling(const Twists& twists) : twists_(twists), start_(this->now()) {
        this->later(3 * contract::kHour); // all of it has happened
        const auto first = this->declared();
        const auto filing = first.version.filings.front().key;
        std::optional<std::size_t> acceptance;
        if (twists.declared) acceptance = add([this, first] { this->record(first); });
        scan(EventType::item_posted, 1);
        scan(EventType::item_at_office_of_exchange, 2);
        scan(EventType::item_held_by_customs, twists.held ? 12 : 3); // customs releases it in between
        if (!twists.held) scan(EventType::item_back_from_customs, 9);
        if (acceptance) customs_says(filing, *acceptance);
        referrals();
        dispatch();
        if (twists.marked) mark();
    }

    /// Tells all, drawn in an order that can be, some of it twice; then asks.
    exchange::DepartureAnswer told_in_order(std::mt19937& random) {
        std::vector<bool> done(steps_.size());
        for (std::size_t left = steps_.size(); left > 0; --left) {
            std::vector<std::size_t> ready;
            for (std::size_t i = 0; i < steps_.size(); ++i)
                if (!done[i] && std::ranges::all_of(steps_[i].after, [&](std::size_t one) { return done[one]; }))
                    ready.push_back(i);
            const auto next = ready.at(random() % ready.size());
            steps_[next].tell();
            if (random() % 4 == 0) steps_[next].tell();
            done[next] = true;
        }
        const std::string id = kLaterItem;
        const auto facts =
            this->store->departures().departure_facts(this->post, core::Mode::test, from(), std::span(&id, 1));
        return exchange::may_depart(facts.at(0), this->now());
    }

private:
    core::Instant at(std::int64_t minutes) const { return {start_.ms + minutes * 60'000}; }
    core::Instant from() const { return {start_.ms - kYear}; }
    std::size_t add(std::function<void()> tell, std::vector<std::size_t> after = {}) {
        steps_.push_back({std::move(tell), std::move(after)});
        return steps_.size() - 1;
    }
    ports::Acceptance declared() {
        auto made = this->waiting_for(core::Position::captured);
        made.at = start_;
        for (auto& event : made.version.events)
            event.happened = event.received = start_;
        return made;
    }
    void scan(EventType type, std::int64_t minutes) {
        ports::ItemsSeen seen{this->post, core::Mode::test, at(100), from(), {}};
        seen.scans.push_back({kLaterItem, type, at(minutes), "NPKTMA"});
        add([this, seen] { this->record(seen); });
    }
    void customs_says(core::FilingKey filing, std::size_t acceptance) {
        auto say = [&](EventType type, std::int64_t minutes) {
            auto answer = this->answer("A" + std::to_string(minutes), filing, type);
            answer.events.front().happened = at(minutes);
            add([this, answer] { this->record(answer); }, {acceptance});
        };
        say(EventType::filing_accepted, 4);
        say(EventType::filing_control_physical, 5);
        say(EventType::filing_released, 8);
        if (twists_.suspended) say(EventType::filing_suspended, 20);
    }
    void referrals() {
        ports::ReferralsTold asked{this->post, core::Mode::test, at(100), from(), {}, "M1", "USA", "NPA", {}};
        auto& question = asked.told.emplace_back();
        question.referral = {this->key()};
        question.item_id = kLaterItem;
        question.reference = "R-1";
        question.authority = "US-NTC";
        question.when = at(4);
        const auto first = add([this, asked] { this->record(asked); });

        ports::ReferralAnswered answered;
        answered.referral = question.referral;
        answered.tenant = this->post;
        answered.mode = core::Mode::test;
        answered.hash = contract::hash_of(1);
        answered.sealed = {"sealed answer"};
        answered.at = at(6);
        answered.window_from = from();
        add([this, answered] { this->record(answered); }, {first});

        auto said = asked;
        said.told.front().referral = {this->key()};
        said.told.front().kind = EventType::referral_assessment_complete;
        said.told.front().when = at(7);
        add([this, said] { this->record(said); }, {first}); // its referral is the one that was asked
        if (!twists_.forbidden) return;
        said.told.front().kind = EventType::referral_do_not_load;
        said.told.front().when = at(5);
        add([this, said] { this->record(said); }, {first});
    }
    void dispatch() {
        const ports::DispatchOf of{this->post, core::Mode::test, kOrderedDispatch, at(100), from(), from()};
        ports::DispatchTold told;
        told.of = of;
        told.packed = at(30);
        told.receptacles = {{kOrderedDispatch + "001000100", {kLaterItem}}};
        const auto first = add([this, told] { this->record(told); });
        const auto closed = add([this, of, when = at(40)] { this->record(ports::DispatchClosed{of, when}); }, {first});
        add(
            [this, of, when = at(50)] {
                this->record(ports::DispatchDeparted{of, when, "QR", "QR651", {}});
            },
            {closed});
    }
    void mark() {
        ports::MarkSet set;
        set.agency = this->customs;
        set.mode = core::Mode::test;
        set.at = at(10);
        set.window_from = from();
        set.marks.push_back({{this->key()}, "mrk_1", kLaterItem, core::MarkKind::block, "X-17", {start_.ms + kYear}});
        add([this, set] { this->record(set); });
    }

    Twists twists_;
    core::Instant start_;
    std::vector<Step> steps_;
};

std::vector<HindranceCode> codes_of(const exchange::DepartureAnswer& answer) {
    std::vector<HindranceCode> codes;
    for (const auto& one : answer.hindrances)
        codes.push_back(one.code);
    return codes;
}

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(the_answer_does_not_depend_on_what_was_told_first, Engine, Engines) {
    using Codes = std::vector<HindranceCode>;
    const std::vector<std::pair<Twists, Codes>> cases{
        {{}, {}},
        {{.forbidden = true}, {HindranceCode::do_not_load}},
        {{.suspended = true}, {HindranceCode::held}},
        {{.marked = true, .held = true}, {HindranceCode::marked, HindranceCode::held}},
        {{.forbidden = true, .marked = true, .declared = false},
         {HindranceCode::do_not_load, HindranceCode::marked, HindranceCode::no_data}},
    };
    std::mt19937 random(20'261'128); // the orders are the same in every run
    for (const auto& [twists, expected] : cases) {
        std::optional<exchange::DepartureAnswer> first;
        for (int order = 0; order < 15; ++order) {
            Telling<Engine> telling(twists);
            const auto answer = telling.told_in_order(random);
            BOOST_CHECK(codes_of(answer) == expected);
            BOOST_CHECK(answer.position == core::Position::departed);
            BOOST_TEST(answer.departed);
            BOOST_TEST(answer.is_alarm() == !expected.empty());
            if (!first) first = answer;
            BOOST_CHECK(answer.hindrances == first->hindrances);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
