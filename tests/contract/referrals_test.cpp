// Contract of the store: referrals of items, with and without a declaration, in any order, and what is said to them.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <utility>

BOOST_AUTO_TEST_SUITE(store_referrals)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::ReferralState;
using ports::No;
using ports::ReferralRank;

namespace {

constexpr const char* kReferred = "CP500010015NP";
const core::Instant kAsked{1'789'990'000'000};

template <class Engine>
struct Referring : Bench<Engine> {
    core::Instant from() const { return {this->now().ms - contract::kYear}; }
    core::Instant at(std::int64_t minutes) const { return {kAsked.ms + minutes * 60'000}; }
    ports::ToldReferral told(EventType kind, const std::string& reference, std::int64_t minutes,
                             const std::string& item_id = kReferred) {
        ports::ToldReferral made;
        made.referral = {this->key()};
        made.item_id = item_id;
        made.reference = reference;
        made.authority = "US-NTC";
        made.kind = kind;
        made.when = at(minutes);
        made.reason = "WHY";
        return made;
    }
    ports::Outcome tell(std::vector<ports::ToldReferral> all) {
        ports::ReferralsTold deed{this->post, core::Mode::test, this->now(), from(), {}, "M1", "USA", "NPA", {}};
        deed.told = std::move(all);
        return this->record(std::move(deed));
    }
    core::ReferralKey tell_one(EventType kind, const std::string& reference, std::int64_t minutes) {
        return tell({told(kind, reference, minutes)}).referrals.at(0).referral;
    }
    ports::ReferralAnswered reply(core::ReferralKey referral, int content = 1) {
        ports::ReferralAnswered made;
        made.referral = referral;
        made.tenant = this->post;
        made.mode = core::Mode::test;
        made.hash = contract::hash_of(content);
        made.sealed = {"sealed answer"};
        made.at = this->now();
        made.window_from = from();
        return made;
    }
    ports::ReferralHead head(core::ReferralKey key) { return this->store->referrals().referral(key).value(); }
    ReferralState state_of(core::ReferralKey key) { return head(key).state; }
    std::vector<ports::ReferralHead> list(std::optional<ReferralState> state = {}) {
        return this->store->referrals().referrals({this->post, core::Mode::test, state, {}, {}, 100});
    }
    std::vector<core::Event> events_of_item() {
        const std::string id = kReferred;
        return this->store->departures()
            .departure_facts(this->post, core::Mode::test, from(), std::span(&id, 1))
            .at(0)
            .events;
    }
    std::vector<std::pair<EventType, std::string>> heard() {
        std::vector<std::pair<EventType, std::string>> all;
        for (const auto& event : events_of_item())
            if (core::is_referral(event.type) || event.type == EventType::item_alarm ||
                event.type == EventType::referral_overdue)
                all.emplace_back(event.type, event.reason);
        return all;
    }
    void see(EventType type) {
        ports::ItemsSeen seen{this->post, core::Mode::test, this->now(), from(), {{kReferred, type, kAsked, {}}}};
        this->record(seen);
    }
};

using Heard = std::vector<std::pair<EventType, std::string>>;

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_repeat_writes_nothing, Engine, Engines) {
    Referring<Engine> bench;
    const auto first = bench.tell({bench.told(EventType::referral_for_information, "R1", 0)});
    BOOST_REQUIRE(first.referrals.size() == 1u);
    BOOST_TEST(!first.referrals[0].repeat);
    bench.later(1000);
    const auto again = bench.tell({bench.told(EventType::referral_for_information, "R1", 0),
                                   bench.told(EventType::referral_for_information, "R1", 1)});
    BOOST_TEST(again.referrals.at(0).repeat);
    BOOST_TEST(!again.referrals.at(1).repeat); // asked once more
    for (const auto& one : again.referrals)
        BOOST_CHECK(one.referral == first.referrals[0].referral);
    BOOST_TEST(bench.list().size() == 1u);
    BOOST_TEST(bench.store->referrals().messages(first.referrals[0].referral).size() == 2u);
    BOOST_TEST(bench.heard().size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_order_in_which_it_is_heard_does_not_matter, Engine, Engines) {
    const std::vector<std::pair<EventType, int>> said{{EventType::referral_for_information, 0},
                                                      {EventType::referral_for_screening, 5},
                                                      {EventType::referral_assessment_complete, 9}};
    std::vector<std::size_t> order{0, 1, 2};
    do {
        Referring<Engine> bench;
        core::ReferralKey key;
        for (const auto i : order)
            key = bench.tell_one(said[i].first, "R1", said[i].second);
        BOOST_CHECK(bench.state_of(key) == ReferralState::cleared);
        BOOST_CHECK(bench.head(key).asked == EventType::referral_for_screening);
        BOOST_CHECK(bench.head(key).since == bench.at(9));
    } while (std::next_permutation(order.begin(), order.end()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(do_not_load_is_final_and_an_alarm, Engine, Engines) {
    Referring<Engine> bench;
    const auto key = bench.tell_one(EventType::referral_do_not_load, "R1", 0);
    bench.tell_one(EventType::referral_assessment_complete, "R1", 5);
    bench.tell_one(EventType::referral_for_information, "R1", 6);
    BOOST_CHECK(bench.state_of(key) == ReferralState::do_not_load);
    BOOST_CHECK(bench.head(key).place.rank == ReferralRank::do_not_load);
    BOOST_CHECK(std::ranges::count(bench.heard(), std::pair(EventType::item_alarm, std::string("do-not-load"))) == 1);
    // that it stays is seen; that the post knows is seen too
    BOOST_TEST(bench.record(bench.reply(key)).done());
    BOOST_CHECK(bench.state_of(key) == ReferralState::do_not_load);
    BOOST_CHECK(bench.head(key).place.rank == ReferralRank::kept_back);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_left_already_is_told_as_such, Engine, Engines) {
    for (const bool declared : {false, true}) {
        Referring<Engine> bench;
        if (declared) BOOST_REQUIRE(bench.record(bench.acceptance(kReferred, "REF", 1)).done());
        bench.see(EventType::item_departed);
        bench.tell_one(EventType::referral_do_not_load, "", 0);
        BOOST_CHECK((bench.heard() ==
                     Heard{{EventType::referral_do_not_load, "WHY"}, {EventType::item_alarm, "departed-do-not-load"}}));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_agency_that_says_it_in_an_answer_raises_the_same_alarm, Engine, Engines) {
    Referring<Engine> bench;
    const auto accepted = bench.acceptance(kReferred, "REF", 1);
    BOOST_REQUIRE(bench.record(accepted).done());
    const auto filing = accepted.version.filings.front().key;
    for (const char* identity : {"A1", "A1", "A2"}) // said again, in the same answer and in another
        bench.record(bench.answer(identity, filing, EventType::filing_do_not_load));
    BOOST_CHECK(std::ranges::count(bench.heard(), std::pair(EventType::item_alarm, std::string("do-not-load"))) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_told_before_a_declaration_becomes_its_own, Engine, Engines) {
    Referring<Engine> bench;
    const auto key = bench.tell_one(EventType::referral_do_not_load, "R1", 0);
    BOOST_TEST(bench.heard().size() == 2u);
    const auto accepted = bench.acceptance(kReferred, "REF", 1);
    BOOST_REQUIRE(bench.record(accepted).done());
    std::vector<EventType> own;
    for (const auto& event : bench.store->filings().events_of(accepted.declaration))
        if (!event.filing) own.push_back(event.type);
    BOOST_TEST((std::ranges::count(own, EventType::referral_do_not_load) == 1));
    BOOST_TEST((std::ranges::count(own, EventType::item_alarm) == 1));
    // the same told again finds the declaration, and is a repeat
    BOOST_TEST(bench.tell({bench.told(EventType::referral_do_not_load, "R1", 0)}).referrals.at(0).repeat);
    BOOST_CHECK(bench.state_of(key) == ReferralState::do_not_load);
    BOOST_TEST(bench.heard().size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_assessment_without_reference_clears_all_of_the_item, Engine, Engines) {
    Referring<Engine> bench;
    const auto first = bench.tell_one(EventType::referral_for_information, "R1", 0);
    const auto second = bench.tell_one(EventType::referral_for_screening, "R2", 1);
    const auto other = bench.tell({bench.told(EventType::referral_for_information, "R1", 0, "RR222222225NP")});
    const auto clears = bench.tell_one(EventType::referral_assessment_complete, "", 5);
    for (const auto key : {first, second, clears})
        BOOST_CHECK(bench.state_of(key) == ReferralState::cleared);
    BOOST_CHECK(bench.state_of(other.referrals.at(0).referral) == ReferralState::open);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(answers_are_kept_numbered_and_put_out, Engine, Engines) {
    Referring<Engine> bench;
    const auto key = bench.tell_one(EventType::referral_for_information, "R1", 0);
    const auto first = bench.record(bench.reply(key));
    BOOST_TEST(first.number == 1u);
    BOOST_TEST(!first.repeat);
    BOOST_CHECK(bench.state_of(key) == ReferralState::answered);
    bench.later(1000);
    const auto again = bench.record(bench.reply(key));
    BOOST_TEST(again.repeat);
    BOOST_TEST(again.number == 1u);
    BOOST_TEST(bench.record(bench.reply(key, 2)).number == 2u);
    const auto page = bench.store->referrals().answers_after(bench.post, core::Mode::test, 0, 1);
    BOOST_REQUIRE(page.answers.size() == 1u);
    BOOST_TEST(page.answers[0].number == 1u);
    BOOST_TEST(page.answers[0].sealed.bytes == "sealed answer");
    const auto next = bench.store->referrals().answers_after(bench.post, core::Mode::test, page.looked_to, 10);
    BOOST_TEST(next.answers.size() == 1u);
    BOOST_TEST(next.looked_to == next.newest);
    BOOST_TEST(bench.store->referrals().answers_after(bench.post, core::Mode::live, 0, 10).empty());
    BOOST_TEST(bench.store->referrals().answers_after(bench.store->tenant("bt-post"), core::Mode::test, 0, 10).empty());

    auto stranger = bench.reply(key, 3);
    stranger.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(stranger).no == No::not_found);
    auto live = bench.reply(key, 3);
    live.mode = core::Mode::live;
    BOOST_CHECK(bench.record(live).no == No::not_found);
    for (int i = 3; i <= static_cast<int>(ports::kMostReferralAnswers); ++i)
        BOOST_REQUIRE(bench.record(bench.reply(key, i)).done());
    BOOST_CHECK(bench.record(bench.reply(key, 1000)).no == No::too_many);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_comes_after_what_it_answers, Engine, Engines) {
    Referring<Engine> bench;
    auto ahead = bench.told(EventType::referral_for_information, "R1", 0);
    ahead.when = {bench.now().ms + contract::kHour / 2};
    const auto key = bench.tell({ahead}).referrals.at(0).referral;
    BOOST_REQUIRE(bench.record(bench.reply(key)).done());
    BOOST_CHECK(bench.state_of(key) == ReferralState::answered);
    BOOST_CHECK(core::fold_referrals(bench.events_of_item()).at(0).state == ReferralState::answered);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_passed_deadline_is_told_once, Engine, Engines) {
    Referring<Engine> bench;
    auto asks = bench.told(EventType::referral_for_information, "R1", 0);
    asks.deadline = core::Instant{bench.now().ms + contract::kHour};
    const auto key = bench.tell({asks}).referrals.at(0).referral;
    const auto none = bench.tell_one(EventType::referral_for_information, "R2", 0); // without one
    auto& reader = bench.store->referrals();
    BOOST_TEST(reader.overdue(bench.now(), 10).empty());
    bench.later(contract::kHour);
    BOOST_CHECK((reader.overdue(bench.now(), 10) == std::vector{key}));
    const auto tell = [&] { return bench.record(ports::ReferralsOverdue{{key, none}, bench.now(), bench.from()}); };
    BOOST_TEST(tell().number == 1u);
    BOOST_TEST(tell().number == 0u);
    BOOST_TEST(reader.overdue(bench.now(), 10).empty());
    BOOST_CHECK((bench.heard().back() == std::pair(EventType::referral_overdue, std::string("WHY"))));
    // a later deadline is told anew, unless it was answered
    auto later = bench.told(EventType::referral_for_information, "R1", 9);
    later.deadline = core::Instant{bench.now().ms + contract::kHour};
    bench.tell({later});
    bench.later(contract::kHour);
    BOOST_CHECK((reader.overdue(bench.now(), 10) == std::vector{key}));
    BOOST_REQUIRE(bench.record(bench.reply(key)).done());
    BOOST_TEST(reader.overdue(bench.now(), 10).empty());
    BOOST_TEST(tell().number == 0u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_list_begins_with_what_nobody_may_overlook, Engine, Engines) {
    Referring<Engine> bench;
    const auto with_deadline = [&](const std::string& reference, std::int64_t hours) {
        auto asks = bench.told(EventType::referral_for_information, reference, 0);
        asks.deadline = core::Instant{bench.now().ms + hours * contract::kHour};
        return bench.tell({asks}).referrals.at(0).referral;
    };
    const auto cleared = bench.tell_one(EventType::referral_assessment_complete, "R0", 0);
    const auto undated = bench.tell_one(EventType::referral_for_screening, "R1", 0);
    const auto late = with_deadline("R2", 9);
    const auto soon = with_deadline("R3", 2);
    const auto answered = with_deadline("R4", 1);
    bench.record(bench.reply(answered));
    const auto kept_back = bench.tell_one(EventType::referral_do_not_load, "R5", 0);
    bench.record(bench.reply(kept_back));
    const auto grave = bench.tell_one(EventType::referral_do_not_load, "R6", 1);
    const std::vector expected{grave, soon, late, undated, answered, kept_back, cleared};
    std::vector<core::ReferralKey> seen;
    ports::ReferralQuestion question{bench.post, core::Mode::test, {}, {}, {}, 2};
    for (auto page = bench.store->referrals().referrals(question); !page.empty();
         page = bench.store->referrals().referrals(question)) {
        for (const auto& one : page)
            seen.push_back(one.place.key);
        question.after = page.back().place;
    }
    BOOST_CHECK(seen == expected);
    const auto only = [&](ReferralState state) {
        std::vector<core::ReferralKey> keys;
        for (const auto& one : bench.list(state))
            keys.push_back(one.place.key);
        return keys;
    };
    BOOST_CHECK((only(ReferralState::open) == std::vector{soon, late, undated}));
    BOOST_CHECK((only(ReferralState::do_not_load) == std::vector{grave, kept_back}));
    BOOST_CHECK((only(ReferralState::answered) == std::vector{answered}));
    BOOST_CHECK((only(ReferralState::cleared) == std::vector{cleared}));
    BOOST_TEST(bench.store->referrals().referrals({bench.post, core::Mode::live, {}, {}, {}, 9}).empty());
    BOOST_TEST(bench.store->referrals().referrals({bench.post, core::Mode::test, {}, kReferred, {}, 9}).size() == 7u);
    std::uint64_t open = 0;
    std::uint64_t do_not_load = 0;
    for (const auto& count : bench.store->referrals().waiting())
        (count.rank == ReferralRank::open ? open : do_not_load) += count.count;
    BOOST_TEST(open == 3u);
    BOOST_TEST(do_not_load == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(evidence_is_kept_once_and_within_bounds, Engine, Engines) {
    Referring<Engine> bench;
    const auto key = bench.tell_one(EventType::referral_do_not_load, "R1", 0);
    const auto given = [&](int content, std::uint64_t bytes = 10) {
        ports::EvidenceGiven made{{bench.key()},
                                  key,
                                  bench.post,
                                  core::Mode::test,
                                  {},
                                  "application/pdf",
                                  bytes,
                                  {"sealed " + std::to_string(content)},
                                  bench.now()};
        made.hash = contract::hash_of(content);
        return made;
    };
    const auto first = given(1);
    BOOST_TEST(bench.record(first).done());
    const auto again = bench.record(given(1));
    BOOST_TEST(again.repeat);
    BOOST_CHECK(again.attachment == first.evidence);
    BOOST_CHECK(bench.record(given(2, ports::kAllAttachmentBytes)).no == No::no_room);
    auto stranger = given(3);
    stranger.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(stranger).no == No::not_found);
    const auto kept = bench.store->referrals().evidence(key);
    BOOST_REQUIRE(kept.size() == 1u);
    BOOST_TEST(kept[0].media_type == "application/pdf");
    BOOST_TEST(bench.store->referrals().evidence_content(kept[0].key).value().bytes == "sealed 1");
    for (int i = 10; i < 10 + static_cast<int>(ports::kMostAttachments) - 1; ++i)
        BOOST_REQUIRE(bench.record(given(i)).done());
    BOOST_CHECK(bench.record(given(999)).no == No::no_room);
    BOOST_TEST((bench.store->newest_key() >= bench.last_key - 2));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_id_of_another_item_is_another_referral, Engine, Engines) {
    Referring<Engine> bench;
    const auto old = bench.tell_one(EventType::referral_do_not_load, "", 0);
    bench.later(contract::kYear + 24 * contract::kHour);
    const auto fresh = bench.tell_one(EventType::referral_for_information, "", 600'000);
    BOOST_CHECK(old != fresh);
    BOOST_CHECK(bench.state_of(fresh) == ReferralState::open);
    BOOST_CHECK(bench.state_of(old) == ReferralState::do_not_load);
}

BOOST_AUTO_TEST_SUITE_END()
