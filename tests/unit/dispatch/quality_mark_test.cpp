// The quality mark: dimensions, counts, and who and where without a name.
#include "core/finding_codes.hpp"
#include "dispatch/quality_mark.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(dispatch_quality_mark)

using namespace postern;
using core::Severity;

codelists::FindingDefaults kinds() {
    codelists::FindingDefaults made;
    made.add("ACC", {Severity::error, "R-1", "goods", "accuracy"});
    made.add("ACC-2", {Severity::error, "R-1", "goods", "accuracy"});
    made.add("COM", {Severity::error, "R-2", "goods", "completeness"});
    made.add("CON", {Severity::error, "R-2", "goods", "consistency"});
    made.add("TIM", {Severity::error, "R-3", "goods", "timeliness"});
    made.add("NONE", {Severity::error, "", "routes", ""});
    return made;
}

core::Finding finding(const std::string& code, Severity severity) {
    core::Finding made;
    made.code = code;
    made.severity = severity;
    return made;
}

ports::QualityMark mark(const std::vector<core::Finding>& findings, const core::Declaration& declaration = {},
                        const std::string& post = "np-post") {
    static const crypto::Pseudonyms kPseudonyms("a secret of some length");
    return dispatch::quality_mark(findings, declaration, post, kinds(), kPseudonyms);
}

BOOST_AUTO_TEST_CASE(nothing_found_is_good_in_every_way) {
    const auto good = mark({});
    BOOST_TEST((good.accurate && good.complete && good.consistent && good.timely));
    BOOST_TEST(good.findings.all() == 0);
    BOOST_TEST(good.codes.empty());
    BOOST_TEST(good.rules.empty());
}

BOOST_AUTO_TEST_CASE(a_warning_or_an_error_spoils_its_dimension_alone) {
    for (const auto severity : {Severity::warning, Severity::error}) {
        const auto inaccurate = mark({finding("ACC", severity)});
        BOOST_TEST((!inaccurate.accurate && inaccurate.complete && inaccurate.consistent && inaccurate.timely));
        const auto incomplete = mark({finding("COM", severity)});
        BOOST_TEST((incomplete.accurate && !incomplete.complete && incomplete.consistent && incomplete.timely));
        const auto inconsistent = mark({finding("CON", severity)});
        BOOST_TEST((inconsistent.accurate && inconsistent.complete && !inconsistent.consistent && inconsistent.timely));
        const auto late = mark({finding("TIM", severity)});
        BOOST_TEST((late.accurate && late.complete && late.consistent && !late.timely));
    }
}

BOOST_AUTO_TEST_CASE(an_info_and_a_finding_without_dimension_spoil_none) {
    const auto good = mark(
        {finding("ACC", Severity::info), finding("NONE", Severity::error), finding("OF-A-PROFILE", Severity::error)});
    BOOST_TEST((good.accurate && good.complete && good.consistent && good.timely));
    BOOST_TEST((good.findings == ports::FindingCounts{1, 0, 2}));
}

BOOST_AUTO_TEST_CASE(a_code_and_a_rule_stand_once_with_all_their_findings) {
    const auto hits = mark({finding("ACC", Severity::error), finding("ACC-2", Severity::warning),
                            finding("ACC", Severity::warning), finding("OF-A-PROFILE", Severity::error)});
    BOOST_REQUIRE(hits.codes.size() == 3U);
    BOOST_TEST(hits.codes[0].name == "ACC");
    BOOST_TEST((hits.codes[0].findings == ports::FindingCounts{0, 1, 1}));
    BOOST_REQUIRE(hits.rules.size() == 2U);
    BOOST_TEST(hits.rules[0].name == "R-1");
    BOOST_TEST((hits.rules[0].findings == ports::FindingCounts{0, 2, 1}));
    BOOST_TEST(hits.rules[1].name == "");
}

core::Declaration from(const std::string& name, const std::string& postcode) {
    core::Declaration declaration;
    declaration.sender.name = name;
    declaration.sender.postcode = postcode;
    declaration.sender.country = "NP";
    return declaration;
}

std::int64_t sender(const core::Declaration& declaration, const std::string& post = "np-post") {
    return mark({}, declaration, post).sender;
}

BOOST_AUTO_TEST_CASE(a_sender_is_known_by_what_people_would_call_the_same) {
    const auto asha = sender(from("Asha Rai", "44600"));
    BOOST_TEST(asha != 0);
    BOOST_TEST(asha == sender(from("  ASHA   rai ", "44600")));
    BOOST_TEST(asha != sender(from("Asha Rai", "44700")));
    BOOST_TEST(asha != sender(from("Asha Rai", "44600"), "in-post"));
    auto parts = from("", "44600");
    parts.sender.first_name = "Asha";
    parts.sender.last_name = "Rai";
    BOOST_TEST(asha == sender(parts));
    auto elsewhere = from("Asha Rai", "44600");
    elsewhere.sender.telephone = "1";
    elsewhere.sender.address_lines = {"Road 2"};
    BOOST_TEST(asha == sender(elsewhere));
}

BOOST_AUTO_TEST_CASE(a_number_of_the_origins_side_goes_before_the_name) {
    auto first = from("Asha Rai", "44600");
    first.sender.numbers = {{"VOEC", "2", "destination"}, {"PAN", "301445890", "origin"}, {"EXIM", "3", "origin"}};
    auto second = from("Rai Crafts", "1");
    second.sender.numbers = {{"PAN", " 301445890", "origin"}};
    BOOST_TEST(sender(first) == sender(second));
    second.sender.numbers = {{"EXIM", "301445890", "origin"}};
    BOOST_TEST(sender(first) != sender(second));
    first.sender.numbers = {{"VOEC", "2", "destination"}};
    BOOST_TEST(sender(first) == sender(from("Asha Rai", "44600")));
}

BOOST_AUTO_TEST_CASE(who_names_nobody_is_nobody) {
    BOOST_TEST(sender(from(" ", "44600")) == 0);
    auto business = from("", "44600");
    business.sender.business = "Rai Crafts";
    BOOST_TEST(sender(business) != 0);
}

BOOST_AUTO_TEST_CASE(an_office_is_folded_and_no_longer_than_a_form_has_it) {
    core::Declaration declaration;
    BOOST_TEST(mark({}, declaration).office == "");
    declaration.office_of_origin = "  Kathmandu   GPO ";
    BOOST_TEST(mark({}, declaration).office == "kathmandu gpo");
    declaration.office_of_origin = std::string(34, 'x') + "\xC3\xA9z";
    BOOST_TEST(mark({}, declaration).office == std::string(34, 'x') + "\xC3\xA9");
    declaration.office_of_origin = std::string(100'000, 'x');
    BOOST_TEST(mark({}, declaration).office == std::string(35, 'x'));
}

BOOST_AUTO_TEST_CASE(what_a_report_of_advance_data_asks_is_marked) {
    core::Declaration declaration;
    BOOST_TEST(!mark({}, declaration).has_hs6); // no lines, no codes
    BOOST_TEST(!mark({}, declaration).has_contact);
    BOOST_TEST(mark({}, declaration).mail_class.empty());
    declaration.lines.resize(2);
    declaration.lines[0].hs_code = "610910";
    declaration.lines[1].hs_code = "6109100010";
    declaration.addressee.email = "someone@example.com";
    declaration.mail_class = "C";
    const auto good = mark({}, declaration);
    BOOST_TEST(good.has_hs6);
    BOOST_TEST(good.has_contact);
    BOOST_TEST(good.mail_class == "C");
    BOOST_TEST(good.stop_hits == 0U);
    for (const auto* code : {"6109", "", "61.091", "61091O"}) {
        declaration.lines[1].hs_code = code;
        BOOST_TEST(!mark({}, declaration).has_hs6, code);
    }
    declaration.addressee.email.clear();
    declaration.addressee.telephone = "+33 1 23 45 67 89";
    BOOST_TEST(mark({}, declaration).has_contact);
    for (const auto* odd : {"c", "CC", "", "1"}) {
        declaration.mail_class = odd;
        BOOST_TEST(mark({}, declaration).mail_class.empty(), odd);
    }
    const auto vague = mark({finding(std::string(core::codes::kDescriptionVague), Severity::warning),
                             finding(std::string(core::codes::kDescriptionVaguePart), Severity::info),
                             finding(std::string(core::codes::kNameVague), Severity::error),
                             finding(std::string(core::codes::kNameVague), Severity::off),
                             finding(std::string(core::codes::kNameMissing), Severity::error)});
    BOOST_TEST(vague.stop_hits == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
