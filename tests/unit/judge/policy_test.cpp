// Findings are facts; what they count as is policy.
#include "core/failure.hpp"
#include "judge/policy.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

#include <fstream>

BOOST_AUTO_TEST_SUITE(policy)

using namespace postern;
using core::Severity;
using core::Verdict;

core::Finding finding(const std::string& code, Severity severity) {
    core::Finding f;
    f.code = code;
    f.severity = severity;
    return f;
}

BOOST_AUTO_TEST_CASE(without_a_row_a_finding_counts_as_what_it_says) {
    const judge::Policy policy;
    BOOST_CHECK(policy.verdict_of(finding("X", Severity::error)) == Verdict::rejected);
    BOOST_CHECK(policy.verdict_of(finding("X", Severity::warning)) == Verdict::accepted);
    BOOST_CHECK(policy.verdict_of(finding("X", Severity::info)) == Verdict::accepted);
}

BOOST_AUTO_TEST_CASE(a_row_changes_severity_or_holds) {
    const judge::Policy policy(
        {{"A", Severity::warning, false}, {"B", Severity::error, true}, {"C", Severity::off, false}});
    BOOST_CHECK(policy.verdict_of(finding("A", Severity::error)) == Verdict::accepted);
    BOOST_CHECK(policy.severity_of(finding("A", Severity::error)) == Severity::warning);
    BOOST_CHECK(policy.verdict_of(finding("B", Severity::info)) == Verdict::held);
    BOOST_CHECK(policy.severity_of(finding("C", Severity::error)) == Severity::off);
}

BOOST_AUTO_TEST_CASE(thresholds_say_what_holds_and_what_rejects) {
    const judge::Policy strict({}, {Severity::warning, Severity::info});
    BOOST_CHECK(strict.verdict_of(finding("X", Severity::warning)) == Verdict::rejected);
    BOOST_CHECK(strict.verdict_of(finding("X", Severity::info)) == Verdict::held);
    const judge::Policy mild({{"A", Severity::off, false}}, {Severity::off, Severity::error});
    BOOST_CHECK(mild.verdict_of(finding("X", Severity::error)) == Verdict::held);
    BOOST_CHECK(mild.verdict_of(finding("X", Severity::warning)) == Verdict::accepted);
    BOOST_CHECK(mild.verdict_of(finding("A", Severity::error)) == Verdict::accepted);
}

BOOST_AUTO_TEST_CASE(a_policy_over_another_speaks_first) {
    const judge::Policy base({{"A", Severity::warning, false}, {"B", Severity::warning, false}},
                             {Severity::warning, {}});
    const auto both = judge::Policy({{"A", Severity::info, false}}).over(base);
    BOOST_CHECK(both.severity_of(finding("A", Severity::error)) == Severity::info);
    BOOST_CHECK(both.severity_of(finding("B", Severity::error)) == Severity::warning);
    BOOST_CHECK(both.verdict_of(finding("B", Severity::error)) == Verdict::rejected);
    BOOST_CHECK(both.verdict_of(finding("A", Severity::error)) == Verdict::accepted);
}

BOOST_AUTO_TEST_CASE(routes_have_policies_of_their_own) {
    const xml::Runtime runtime;
    const std::string schema = POSTERN_SOURCE_DIR "/schemas/policy.xsd";
    const tests::ScratchFolder folder;
    const auto policies = judge::Policies::load(
        folder.write("policy.xml",
                     "<policy xmlns=\"urn:postern:policy:1\" hold-at=\"warning\">"
                     "<finding code=\"A\" severity=\"info\"/>"
                     "<route name=\"r\" reject-at=\"off\"><finding code=\"A\" severity=\"error\"/></route>"
                     "</policy>"),
        schema);
    BOOST_CHECK(policies.for_all.verdict_of(finding("X", Severity::warning)) == Verdict::held);
    BOOST_CHECK(policies.for_all.severity_of(finding("A", Severity::error)) == Severity::info);
    const auto on_route = policies.by_route.at("r").over(policies.for_all);
    BOOST_CHECK(on_route.severity_of(finding("A", Severity::info)) == Severity::error);
    BOOST_CHECK(on_route.verdict_of(finding("A", Severity::info)) == Verdict::held);
    const auto twice = folder.write("twice.xml", "<policy xmlns=\"urn:postern:policy:1\"><route name=\"r\"/>"
                                                 "<route name=\"r\"/></policy>");
    BOOST_CHECK_THROW(judge::Policies::load(twice, schema), core::Failure);
}

BOOST_AUTO_TEST_CASE(the_shipped_policy_loads_and_a_wrong_one_names_its_line) {
    const xml::Runtime runtime;
    const std::string schema = POSTERN_SOURCE_DIR "/schemas/policy.xsd";
    BOOST_CHECK_NO_THROW(judge::Policies::load(POSTERN_SOURCE_DIR "/config/policy.xml", schema));
    const tests::ScratchFolder folder;
    const auto path = (folder.path() / "policy.xml").string();
    std::ofstream(path)
        << "<policy xmlns=\"urn:postern:policy:1\">\n<finding severity=\"loud\" code=\"X\"/>\n</policy>";
    try {
        static_cast<void>(judge::Policies::load(path, schema));
        BOOST_FAIL("a severity that does not exist was taken");
    } catch (const core::Failure& wrong) {
        BOOST_CHECK(std::string(wrong.what()).find("line 2") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
