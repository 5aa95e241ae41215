// Contract of documents made anew: what nobody was offered is replaced, what was is not.
#include "contract/later.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_documents_anew)

using namespace postern;
using contract::Engines;
using contract::Later;
using core::EventType;
using core::FilingState;
using core::Position;

template <class Engine>
struct AnewBench : Later<Engine> {
    ports::Acceptance made;
    AnewBench() : made(this->waiting_for(Position::dispatch_closed)) {
        made.version.findings = {finding("OF-ALL", ""), finding("OLD", "np-export"), finding("OTHER", "np-consent")};
        BOOST_REQUIRE(this->record(made).done());
    }
    static core::Finding finding(const std::string& code, const std::string& route) {
        core::Finding one;
        one.code = code;
        one.severity = core::Severity::warning;
        one.route = route;
        return one;
    }
    core::FilingKey waiting() const { return made.version.filings.front().key; }
    ports::DocumentsMadeAnew anew(core::Verdict verdict = core::Verdict::accepted) {
        ports::DocumentAnew one;
        one.filing = waiting();
        one.version = 1;
        one.route = "np-export";
        one.profile = "np-asycuda";
        one.profile_version = "2";
        one.profile_hash = "def";
        one.verdict = verdict;
        one.document = this->document("anew");
        one.findings = {finding("NEW", "np-export")};
        return {made.declaration, 1, 1, this->now(), {one}};
    }
    std::string kept() { return this->store->filings().document(waiting(), 1)->sealed.bytes; }
    std::string codes() {
        std::string all;
        for (const auto& one : this->store->declarations().findings(made.declaration, 1))
            all.append(all.empty() ? "" : " ").append(one.code);
        return all;
    }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(a_document_that_nobody_was_offered_is_replaced, Engine, Engines) {
    AnewBench<Engine> bench;
    const auto before = bench.told(bench.waiting());
    BOOST_REQUIRE(bench.record(bench.anew()).done());
    BOOST_TEST(bench.kept() == "sealed anew");
    BOOST_TEST(bench.codes() == "OF-ALL OTHER NEW");
    BOOST_CHECK(bench.told(bench.waiting()) == before);
    const auto filing = bench.store->filings().filing(bench.waiting());
    BOOST_TEST(filing->version == 1U);
    BOOST_TEST(filing->profile_hash == "def");
    BOOST_CHECK(bench.scanned(EventType::item_dispatch_closed) == ports::ScanResult::accepted);
    BOOST_CHECK(bench.state(bench.waiting()) == FilingState::queued);
    BOOST_TEST(bench.entries().size() == 1U);
    auto late = bench.anew();
    late.filings.front().document = bench.document("too late");
    BOOST_REQUIRE(bench.record(late).done());
    BOOST_TEST(bench.kept() == "sealed anew");
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_is_not_good_holds_its_filing, Engine, Engines) {
    for (const bool is_made : {true, false}) {
        AnewBench<Engine> bench;
        auto bad = bench.anew(is_made ? core::Verdict::rejected : core::Verdict::accepted);
        if (!is_made) bad.filings.front().document.reset();
        BOOST_REQUIRE(bench.record(bad).done());
        BOOST_CHECK(bench.state(bench.waiting()) == FilingState::held);
        BOOST_TEST(bench.codes() == "OF-ALL OTHER NEW");
        BOOST_TEST(bench.told(bench.waiting()).back().second == "document-not-made");
        BOOST_TEST((bench.kept() == "sealed anew") == is_made);
        (void)bench.scanned(EventType::item_dispatch_closed);
        BOOST_CHECK(bench.state(bench.waiting()) == FilingState::held);
        BOOST_TEST(bench.entries().empty());
        auto amended = bench.amendment(bench.made, 1, 2); // who corrects it is lodged
        amended.version.filings = bench.made.version.filings;
        BOOST_REQUIRE(bench.record(amended).done());
        BOOST_CHECK(bench.state(bench.waiting()) == FilingState::queued);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_has_moved_on_is_left_alone, Engine, Engines) {
    AnewBench<Engine> bench;
    auto stale = bench.anew();
    stale.expected_version = 2;
    BOOST_CHECK(bench.record(stale).no == ports::No::version_moved);
    stale = bench.anew();
    stale.declaration = {bench.key()};
    BOOST_CHECK(bench.record(stale).no == ports::No::not_found);
    stale = bench.anew();
    stale.filings.front().version = 2;
    BOOST_CHECK(bench.record(stale).done());
    stale = bench.anew();
    stale.filings.front().filing = {bench.key()};
    BOOST_CHECK(bench.record(stale).done());
    BOOST_TEST(bench.codes() == "OF-ALL OLD OTHER");
    BOOST_TEST(bench.kept() != "sealed anew");
}

BOOST_AUTO_TEST_SUITE_END()
