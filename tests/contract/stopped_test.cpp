// Contract of the store: an item is stopped before it left.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_stopped)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kOnce;
using contract::Later;
using contract::Whys;
using core::EventType;
using core::FilingState;
using core::Position;
using ports::OfferWhy;
using ports::ScanResult;

namespace {

const Whys kWithdrawn{OfferWhy::fresh, OfferWhy::cancelled};

template <class Engine>
struct Stopped : Later<Engine> {
    ports::Acceptance first = this->waiting_for(Position::captured);
    core::FilingKey filing = first.version.filings.front().key;

    Stopped() {
        BOOST_REQUIRE(this->record(first).done());
        this->later(5);
    }
    void customs_say(EventType type) {
        BOOST_REQUIRE(this->record(this->answer("A" + std::to_string(this->key()), filing, type)).done());
        this->later(5);
    }
    ScanResult stop() {
        const auto result = this->scanned(EventType::item_stopped);
        this->later(5);
        return result;
    }
};

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_open_is_withdrawn_and_the_declaration_stays, Engine, Engines) {
    Stopped<Engine> bench;
    BOOST_CHECK(bench.stop() == ScanResult::accepted);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::cancelled);
    BOOST_CHECK(bench.told(bench.filing).back() == std::pair(EventType::filing_cancelled, std::string("item-stopped")));
    BOOST_CHECK(bench.offers() == kWithdrawn);
    BOOST_TEST(!bench.store->declarations().head(bench.first.declaration)->cancelled);
    // once more, and what is heard of it later, change nothing
    bench.stop();
    BOOST_CHECK(bench.scanned(EventType::item_departed) == ScanResult::accepted);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::cancelled);
    BOOST_CHECK(bench.offers() == kWithdrawn);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_not_offered_just_ends, Engine, Engines) {
    Later<Engine> bench;
    const auto first = bench.waiting_for(Position::at_office_of_exchange);
    BOOST_REQUIRE(bench.record(first).done());
    bench.later(5);
    bench.scanned(EventType::item_stopped);
    bench.later(5);
    bench.scanned(EventType::item_at_office_of_exchange);
    BOOST_CHECK(bench.state(first.version.filings.front().key) == FilingState::cancelled);
    BOOST_TEST(bench.offers().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(customs_that_released_it_is_asked_and_may_deny, Engine, Engines) {
    Stopped<Engine> bench;
    bench.customs_say(EventType::filing_released);
    bench.stop();
    BOOST_CHECK(bench.offers() == kWithdrawn);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::cancelled);
    bench.customs_say(EventType::filing_request_denied);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::released);
    BOOST_TEST(!bench.store->declarations().head(bench.first.declaration)->cancelled);
    // said again at another time customs is asked again, and may grant it
    bench.stop();
    BOOST_CHECK(bench.offers() == (Whys{OfferWhy::fresh, OfferWhy::cancelled, OfferWhy::cancelled}));
    bench.customs_say(EventType::filing_request_granted);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_left_is_not_kept_back, Engine, Engines) {
    Stopped<Engine> bench;
    bench.customs_say(EventType::filing_released);
    // it happened later, and is told first
    BOOST_CHECK(bench.scanned(EventType::item_departed, 1'000) == ScanResult::accepted);
    BOOST_CHECK(bench.stop() == ScanResult::accepted);
    BOOST_CHECK(bench.state(bench.filing) == FilingState::released);
    BOOST_CHECK(bench.offers() == kOnce);
    // in one message it does not matter which stands first
    const auto second = bench.waiting_for(Position::captured, "RR222222225NP");
    BOOST_REQUIRE(bench.record(second).done());
    bench.record(bench.seen({bench.scan(EventType::item_stopped, 0, "RR222222225NP"),
                             bench.scan(EventType::item_departed, 1, "RR222222225NP")}));
    BOOST_CHECK(bench.state(second.version.filings.front().key) == FilingState::queued);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_of_a_register_that_cannot_be_told_anew_stays, Engine, Engines) {
    Later<Engine> bench;
    auto first = bench.waiting_for(Position::captured);
    first.version.filings.front().gathered = ports::GatheredRow{"US", 0};
    const auto row = first.version.filings.front().key;
    BOOST_REQUIRE(bench.record(first).done());
    ports::RegisterClosed closed;
    closed.tenant = bench.post;
    closed.at = bench.now();
    closed.number = 1;
    closed.together = "US";
    closed.filing = bench.filing("REGISTER-1");
    closed.rows = {{row, 1, 1}};
    BOOST_REQUIRE(bench.record(closed).done());
    const auto before = bench.state(row);
    bench.later(5);
    BOOST_CHECK(bench.scanned(EventType::item_stopped) == ScanResult::accepted);
    BOOST_CHECK(bench.state(row) == before);
    BOOST_CHECK(before != FilingState::cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
