// Contract of the store: an item that was lodged comes back, under its own number or another one.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_returns)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::EventType;
using core::FilingState;
using ports::No;

namespace {

constexpr const char* kItem = "RR123456785NP";
constexpr const char* kBack = "RR222222225NP";

template <class Engine>
struct Returning : Bench<Engine> {
    ports::Acceptance first = this->acceptance(kItem, "REF-1", 1);

    Returning() {
        BOOST_REQUIRE(this->record(first).done());
        this->later(5);
    }
    core::FilingKey exported() const { return first.version.filings.front().key; }
    ports::ReturnDeclared coming_back(const std::string& item_id = {}) {
        ports::ReturnDeclared made;
        made.declaration = first.declaration;
        made.tenant = first.tenant;
        made.mode = first.mode;
        made.expected_version = 1;
        made.item_id = item_id;
        made.at = this->now();
        made.window_from = first.window_from;
        auto filing = this->filing("LRN-BACK-" + std::to_string(this->key()));
        filing.route = "np-return";
        filing.leg = ports::Leg::return_leg;
        filing.returns = exported();
        made.filings = {filing};
        auto said = contract::event(EventType::item_returning, this->now());
        said.reference = item_id;
        made.events = {said, contract::event(EventType::filing_queued, this->now(), filing.key)};
        return made;
    }
    std::size_t said() {
        return static_cast<std::size_t>(std::ranges::count(this->store->filings().events_of(first.declaration),
                                                           EventType::item_returning, &core::Event::type));
    }
};

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(its_filing_is_offered_beside_that_of_the_export_and_names_it, Engine, Engines) {
    Returning<Engine> bench;
    const auto back = bench.coming_back(kBack);
    const auto outcome = bench.record(back);
    BOOST_TEST(outcome.done());
    BOOST_TEST(!outcome.repeat);
    const auto filing = bench.store->filings().filing(back.filings.front().key);
    BOOST_REQUIRE(filing);
    BOOST_CHECK(filing->leg == ports::Leg::return_leg);
    BOOST_CHECK(filing->returns == bench.exported());
    BOOST_TEST(!bench.store->filings().filing(bench.exported())->returns);
    BOOST_CHECK(bench.state(bench.exported()) == FilingState::queued);
    const auto entries = bench.entries();
    BOOST_REQUIRE(entries.size() == 2u);
    BOOST_CHECK(entries[1].filing == filing->key);
    BOOST_CHECK(entries[1].why == ports::OfferWhy::fresh);
    const auto head = bench.store->declarations().head(bench.first.declaration);
    BOOST_TEST(head->item_id == kItem);
    BOOST_TEST(head->return_item_id == kBack);
    BOOST_TEST(head->version == 1u);

    // said again it makes nothing; under another number it is another thing
    bench.later(5);
    BOOST_TEST(bench.record(bench.coming_back(kBack)).repeat);
    BOOST_CHECK(bench.record(bench.coming_back()).no == No::item_id_already_bound);
    BOOST_TEST(bench.entries().size() == 2u);
    BOOST_TEST(bench.said() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_said_of_the_export_later_leaves_it_alone, Engine, Engines) {
    Returning<Engine> bench;
    const auto back = bench.coming_back();
    BOOST_REQUIRE(bench.record(back).done());
    bench.later(5);
    BOOST_TEST(bench.record(bench.amendment(bench.first, 1, 2)).done());
    BOOST_CHECK(bench.state(back.filings.front().key) == FilingState::queued);
    // but a declaration that is withdrawn goes as a whole
    BOOST_TEST(bench.record(ports::Cancellation{bench.first.declaration, bench.post, core::Mode::test, "", bench.now()})
                   .done());
    BOOST_CHECK(bench.state(back.filings.front().key) == FilingState::cancelled);
    BOOST_CHECK(bench.record(bench.coming_back()).no == No::declaration_cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(not_anothers_not_of_old_content_and_not_under_a_number_that_is_taken, Engine, Engines) {
    Returning<Engine> bench;
    auto wrong = bench.coming_back();
    wrong.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong = bench.coming_back();
    wrong.expected_version = 2;
    BOOST_CHECK(bench.record(wrong).no == No::version_moved);

    const auto other = bench.acceptance(kBack, "REF-2", 2);
    BOOST_REQUIRE(bench.record(other).done());
    const auto taken = bench.record(bench.coming_back(kBack));
    BOOST_CHECK(taken.no == No::identity_taken);
    BOOST_CHECK(taken.declaration == other.declaration);

    // nor under that of another return
    auto others = bench.coming_back("RR333333335NP");
    others.declaration = other.declaration;
    BOOST_REQUIRE(bench.record(others).done());
    const auto twice = bench.record(bench.coming_back("RR333333335NP"));
    BOOST_CHECK(twice.no == No::identity_taken);
    BOOST_CHECK(twice.declaration == other.declaration);
    BOOST_TEST(bench.said() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
