// Referrals that nobody answered in time: told once, page by page.
#include "support/channel_world.hpp"

#include "workers/referral_round.hpp"

BOOST_AUTO_TEST_SUITE(referral_round)

using namespace postern;

BOOST_AUTO_TEST_CASE(a_deadline_that_passed_is_told_once) {
    tests::ChannelWorld world;
    auto& store = world.store();
    const auto now = world.clock.now();
    ports::ReferralsTold told{store.tenant("np-post"), core::Mode::test, now, {}, {}, {}, {}, {}, {}};
    for (int i = 0; i < 1'200; ++i) { // more than two pages
        ports::ToldReferral one;
        one.referral = {1'000 + i};
        one.item_id = "CP500010015NP";
        one.reference = "R" + std::to_string(i);
        one.authority = "US-NTC";
        one.when = now;
        one.deadline = core::Instant{now.ms + 60'000};
        told.told.push_back(std::move(one));
    }
    ports::Deed deed;
    deed.body = std::move(told);
    BOOST_REQUIRE(store.ledger().record(std::span(&deed, 1)).front().done());
    workers::ReferralRound round(store.referrals(), store.ledger(), world.clock, 12);
    BOOST_TEST(round.step() == 0u);
    world.clock.set({now.ms + 60'000});
    BOOST_TEST(round.step() == 1'200u);
    BOOST_TEST(round.step() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
