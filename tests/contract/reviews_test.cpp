// Contract of the store: what policy holds waits for a person, and what comes of the decision.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_reviews)

using namespace postern;
using contract::Engines;
using contract::kLaterItem;
using contract::kOnce;
using contract::Later;
using contract::Whys;
using core::EventType;
using core::FilingState;
using core::Position;
using core::Verdict;
using ports::No;
using ports::ReviewDecision;

namespace {

core::Finding watched(const std::string& entry) {
    core::Finding finding;
    finding.code = "WATCH-LIST";
    finding.severity = core::Severity::error;
    finding.field = "addressee.name";
    finding.args = {"list", entry};
    return finding;
}

void hold(ports::VersionRow& version, const std::string& entry = "1") {
    version.verdict = Verdict::held;
    version.findings = {watched(entry)};
    for (auto& filing : version.filings) {
        filing.verdict = Verdict::held;
        filing.state = FilingState::held;
    }
    for (auto& event : version.events)
        if (event.type == EventType::filing_queued) event.type = EventType::filing_held;
}

template <class Engine>
struct Reviewed : Later<Engine> {
    ports::Acceptance held_item(Position on = Position::captured) {
        auto made = this->waiting_for(on);
        hold(made.version);
        return made;
    }
    ports::Acceptance recorded(ports::Acceptance made) {
        BOOST_REQUIRE(this->record(made).done());
        this->later(5);
        return made;
    }
    ports::Outcome decide(core::DeclarationKey declaration, ReviewDecision decision) {
        const auto outcome = this->record(ports::DeclarationReviewed{declaration,
                                                                     this->post,
                                                                     core::Mode::test,
                                                                     decision,
                                                                     "CODE-7",
                                                                     this->now(),
                                                                     {this->now().ms - contract::kYear}});
        this->later(5);
        return outcome;
    }
    std::vector<ports::OpenReview> open() {
        return this->store->reviews().open_reviews({this->post, core::Mode::test, {}, {}, 100});
    }
    Verdict verdict(core::DeclarationKey declaration) { return this->store->declarations().head(declaration)->verdict; }
};

constexpr auto kRelease = ReviewDecision::released;
constexpr auto kReject = ReviewDecision::rejected;

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_held_is_listed_and_offered_when_released, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item());
    const auto filing = first.version.filings.front().key;
    BOOST_CHECK(bench.state(filing) == FilingState::held);
    BOOST_REQUIRE(bench.open().size() == 1u);
    BOOST_CHECK(bench.open()[0].declaration == first.declaration);
    BOOST_TEST(bench.open()[0].item_id == kLaterItem);
    BOOST_TEST((bench.open()[0].findings == std::vector<std::string>{"WATCH-LIST"}));
    BOOST_TEST(bench.offers().empty());

    BOOST_TEST(!bench.decide(first.declaration, kRelease).repeat);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_CHECK(bench.verdict(first.declaration) == Verdict::accepted);
    BOOST_TEST(bench.open().empty());
    // again: nothing; otherwise: too late
    BOOST_TEST(bench.decide(first.declaration, kRelease).repeat);
    BOOST_CHECK(bench.decide(first.declaration, kReject).no == No::not_held);
    BOOST_CHECK(bench.offers() == kOnce);
    std::vector<std::string> said;
    for (const auto& event : bench.store->filings().events_of(first.declaration))
        if (event.type == EventType::item_reviewed) said.push_back(event.reason + " " + event.reference);
    BOOST_TEST((said == std::vector<std::string>{"release CODE-7"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_rejected_ends, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item());
    const auto filing = first.version.filings.front().key;
    BOOST_TEST(bench.decide(first.declaration, kReject).done());
    BOOST_CHECK(bench.state(filing) == FilingState::rejected);
    BOOST_CHECK(bench.told(filing).back() == std::pair(EventType::filing_rejected, std::string("CODE-7")));
    BOOST_CHECK(bench.verdict(first.declaration) == Verdict::rejected);
    BOOST_TEST(bench.offers().empty());
    BOOST_TEST(bench.open().empty());
    BOOST_TEST(bench.decide(first.declaration, kReject).repeat);
    BOOST_CHECK(bench.decide(first.declaration, kRelease).no == No::not_held);
    // a corrected version goes its way
    bench.record(bench.changed(bench.waiting_for(Position::captured), 1));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_released_filing_waits_by_its_terms, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item(Position::posted));
    const auto filing = first.version.filings.front().key;
    bench.decide(first.declaration, kRelease);
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_position);
    BOOST_TEST(bench.offers().empty());
    bench.scanned(EventType::item_posted);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_it_waits_for_may_come_while_it_is_held, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item(Position::posted));
    const auto filing = first.version.filings.front().key;
    bench.scanned(EventType::item_posted);
    bench.later(5);
    BOOST_CHECK(bench.state(filing) == FilingState::held); // the item's way releases nothing
    bench.decide(first.declaration, kRelease);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(without_a_document_it_awaits_the_item_id, Engine, Engines) {
    Reviewed<Engine> bench;
    auto made = bench.held_item();
    made.item_id.clear();
    made.version.filings.front().document.reset();
    const auto first = bench.recorded(made);
    const auto filing = first.version.filings.front().key;
    bench.decide(first.declaration, kRelease);
    BOOST_CHECK(bench.state(filing) == FilingState::awaiting_item_id);
    // the same content is judged again with the id, and is not held again for what a person saw
    ports::ItemIdBound bound{first.declaration, kLaterItem, 1, bench.now(), first.window_from, first.version};
    bound.version.version = 2;
    bound.version.filings.front().document = bench.document("with id");
    bound.version.events = {contract::event(EventType::item_id_bound, bench.now()),
                            contract::event(EventType::filing_held, bench.now(), filing)};
    BOOST_REQUIRE(bench.record(bound).done());
    BOOST_CHECK(bench.verdict(first.declaration) == Verdict::accepted);
    BOOST_CHECK(bench.state(filing) == FilingState::queued);
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_TEST(bench.open().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_later_version_is_judged_anew_but_for_the_entry_that_was_released, Engine, Engines) {
    for (const auto& [entry, held] : {std::pair("1", false), std::pair("2", true)}) {
        Reviewed<Engine> bench;
        const auto first = bench.recorded(bench.held_item());
        bench.decide(first.declaration, kRelease);
        auto next = bench.changed(first, 1);
        hold(next.version, entry);
        BOOST_REQUIRE(bench.record(next).done());
        bench.later(5);
        BOOST_CHECK(bench.verdict(first.declaration) == (held ? Verdict::held : Verdict::accepted));
        BOOST_TEST(bench.open().size() == (held ? 1u : 0u));
        const Whys both{ports::OfferWhy::fresh, ports::OfferWhy::amended};
        BOOST_CHECK(bench.offers() == (held ? kOnce : both));
        if (!held) continue;
        bench.decide(first.declaration, kRelease);
        BOOST_CHECK(bench.offers() == both);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_fault_beside_the_entry_holds_again, Engine, Engines) {
    Reviewed<Engine> bench;
    auto made = bench.held_item();
    core::Finding fault;
    fault.code = "INVOICE-MISSING";
    fault.severity = core::Severity::error;
    made.version.findings.push_back(fault);
    const auto first = bench.recorded(made);
    bench.decide(first.declaration, kRelease);
    auto next = bench.changed(first, 1);
    hold(next.version);
    next.version.findings.push_back(fault);
    BOOST_REQUIRE(bench.record(next).done());
    BOOST_CHECK(bench.verdict(first.declaration) == Verdict::held); // other goods, the same fault
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_version_that_is_accepted_ends_the_waiting, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item());
    auto next = bench.changed(bench.waiting_for(Position::captured), 1);
    next.declaration = first.declaration;
    next.version.filings.front().key = first.version.filings.front().key;
    next.version.events = {contract::event(EventType::item_amended, bench.now()),
                           contract::event(EventType::filing_amended, bench.now(), first.version.filings.front().key)};
    BOOST_REQUIRE(bench.record(next).done());
    BOOST_TEST(bench.open().empty());
    BOOST_CHECK(bench.offers() == kOnce);
    BOOST_CHECK(bench.decide(first.declaration, kRelease).no == No::not_held);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_nobody_holds_cannot_be_decided, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto plain = bench.recorded(bench.waiting_for(Position::captured));
    BOOST_CHECK(bench.decide(plain.declaration, kRelease).no == No::not_held);
    BOOST_CHECK(bench.decide({4711}, kRelease).no == No::not_found);
    const auto other = bench.store->tenant("other-post");
    const ports::DeclarationReviewed foreign{plain.declaration, other,        core::Mode::test, kRelease, "X",
                                             bench.now(),       {bench.now()}};
    BOOST_CHECK(bench.record(foreign).no == No::not_found);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_cancelled_declaration_waits_for_nobody, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.held_item());
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{first.declaration, bench.post, core::Mode::test, "", bench.now()}).done());
    BOOST_TEST(bench.open().empty());
    BOOST_CHECK(bench.decide(first.declaration, kRelease).no == No::declaration_cancelled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_return_that_is_held_waits_too, Engine, Engines) {
    Reviewed<Engine> bench;
    const auto first = bench.recorded(bench.waiting_for(Position::captured));
    auto back = bench.filing("LRN-BACK");
    back.leg = ports::Leg::return_leg;
    back.verdict = Verdict::held;
    back.state = FilingState::held;
    const auto key = back.key;
    ports::ReturnDeclared declared;
    declared.declaration = first.declaration;
    declared.tenant = bench.post;
    declared.expected_version = 1;
    declared.at = bench.now();
    declared.window_from = first.window_from;
    declared.filings = {back};
    declared.events = {contract::event(EventType::item_returning, bench.now()),
                       contract::event(EventType::filing_held, bench.now(), key)};
    BOOST_REQUIRE(bench.record(declared).done());
    bench.later(5);
    BOOST_TEST(bench.open().size() == 1u);
    BOOST_REQUIRE(bench.decide(first.declaration, kRelease).done());
    BOOST_CHECK(bench.state(key) == FilingState::queued);
    BOOST_CHECK(bench.verdict(first.declaration) == Verdict::accepted);
    BOOST_TEST(bench.offers().size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_list_goes_on_where_it_ended, Engine, Engines) {
    Reviewed<Engine> bench;
    std::vector<core::DeclarationKey> all;
    for (const char* id : {"RR123456785NP", "RR222222225NP", "RR333333335NP"}) {
        auto made = bench.waiting_for(Position::captured, id);
        hold(made.version);
        all.push_back(bench.recorded(made).declaration);
    }
    ports::ReviewQuestion question{bench.post, core::Mode::test, {}, {}, 2};
    const auto page = bench.store->reviews().open_reviews(question);
    BOOST_REQUIRE(page.size() == 2u);
    BOOST_CHECK(page[0].declaration == all[0] && page[1].declaration == all[1]);
    question.after_since = page[1].since;
    question.after = page[1].declaration;
    const auto rest = bench.store->reviews().open_reviews(question);
    BOOST_REQUIRE(rest.size() == 1u);
    BOOST_CHECK(rest[0].declaration == all[2]);
}

BOOST_AUTO_TEST_SUITE_END()
