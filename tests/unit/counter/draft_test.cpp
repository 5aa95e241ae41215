// Drafts: what stands above what, what a copy leaves behind, who mends what; and who guesses too often.
#include "counter/draft.hpp"

#include "core/finding_codes.hpp"
#include "counter/gaps.hpp"
#include "counter/misses.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(counter_draft)

using namespace postern;
using counter::fresh_copy;
using counter::kept_draft;

std::string merged(const std::vector<std::string>& texts) {
    std::vector<json::Value> values;
    for (const auto& text : texts)
        values.push_back(kept_draft(text));
    std::vector<const json::Value*> layers;
    for (const auto& value : values)
        layers.push_back(&value);
    return counter::merged_draft(layers);
}

BOOST_AUTO_TEST_CASE(what_an_earlier_layer_says_counts) {
    BOOST_TEST(merged({R"({"natures":["sale"]})"}) == R"({"natures":["sale"]})");
    BOOST_TEST(merged({R"({"a":1.50,"lines":[]})", R"({"lines":[{"quantity":"1"}],"b":null})"}) ==
               R"({"a":1.50,"lines":[],"b":null})");
    // of a party member by member, and only there
    BOOST_TEST(merged({R"({"sender":{"city":"Patan"},"total_value":{"amount":"1"}})",
                       R"({"sender":{"city":"X","name":"S"},"total_value":{"currency":"USD"}})",
                       R"({"sender":{"name":"T","email":"e"}})"}) ==
               R"({"sender":{"city":"Patan","name":"S","email":"e"},"total_value":{"amount":"1"}})");
    BOOST_TEST(merged({R"({"sender":null})", R"({"sender":{"name":"S"}})"}) == R"({"sender":null})");
    BOOST_TEST(merged({}) == "{}");
}

BOOST_AUTO_TEST_CASE(a_copy_is_without_what_belongs_to_one_item) {
    BOOST_TEST(fresh_copy(kept_draft(R"({"item_id":"CP1","sender_reference":"R","posting_date":"2026-01-01",)"
                                     R"("certification":{},"postage":{},"duties_prepaid":{},"metadata":{},)"
                                     R"("sender":{"name":"S"},"lines":[{"hs_code":"6217"}]})")) ==
               R"({"sender":{"name":"S"},"lines":[{"hs_code":"6217"}]})");
}

BOOST_AUTO_TEST_CASE(a_canonical_declaration_becomes_the_members_of_json) {
    core::Declaration declaration;
    declaration.form = "CN23";
    declaration.item_id = "CP123456785NP";
    declaration.sender_reference = "R";
    declaration.natures = {"11"};
    declaration.gross_weight_kg = core::Weight{core::Decimal(1750, 3)};
    declaration.total_value = core::Money{core::Decimal(13000, 2), "EUR"};
    declaration.postage = core::Money{core::Decimal(1, 0), "NPR"};
    declaration.sender.name = "S";
    declaration.sender.address_lines = {"a", "b"};
    declaration.sender.numbers = {{"EXIM", "1", "origin"}, {"UNKNOWN", "2", ""}};
    declaration.addressee.country = "DE";
    core::ContentLine line;
    line.descriptions = {{"scarf", "en"}};
    line.quantity = core::Decimal(2, 0);
    line.line_value = core::Decimal(4000, 2);
    line.currency = "EUR";
    declaration.lines = {line};
    declaration.documents = {{core::DocumentKind::invoice, "I-1", ""}};
    declaration.certification.emplace();
    declaration.claim = core::Claim::drawback;
    declaration.non_delivery = core::NonDelivery{"return-after", 14, ""};
    BOOST_TEST(fresh_copy(declaration) ==
               R"({"form":"CN23","natures":["11"],"gross_weight_kg":"1.750",)"
               R"("total_value":{"amount":"130.00","currency":"EUR"},)"
               R"("sender":{"name":"S","address_lines":["a","b"],"numbers":[{"scheme":"EXIM","value":"1",)"
               R"("side":"origin"},{"value":"2"}]},"addressee":{"country":"DE"},)"
               R"("lines":[{"descriptions":[{"lang":"en","text":"scarf"}],"quantity":"2","line_value":"40.00",)"
               R"("currency":"EUR"}],"documents":[{"kind":"invoice","number":"I-1"}],"claim":"drawback",)"
               R"("non_delivery":{"instruction":"return-after","after_days":14}})");
}

core::Finding of(std::string_view code, const std::string& field, const std::string& pointer = {}) {
    core::Finding finding;
    finding.code = code;
    finding.field = field;
    finding.place.xpath = pointer;
    finding.place.line = 4;
    return finding;
}

BOOST_AUTO_TEST_CASE(weight_item_id_postage_and_signature_are_the_clerks) {
    namespace codes = core::codes;
    const std::vector findings{
        of(codes::kNameMissing, "sender.name"), of(codes::kGrossWeightMissing, "gross_weight_kg"),
        of(codes::kItemIdAwaited, ""),          of("SCHEMA-TYPE", "certification.on"),
        of("SCHEMA-TYPE", "postage.currency"),  of(codes::kHsMissing, "lines.hs_code")};
    const auto gaps = counter::gaps_of(findings, false);
    BOOST_REQUIRE(gaps.size() == 2u);
    BOOST_TEST(gaps[0].code == codes::kNameMissing);
    BOOST_TEST(gaps[0].place.line == 0u);
    BOOST_TEST(gaps[1].code == codes::kHsMissing);
    BOOST_TEST(counter::gaps_of(findings, true).size() == findings.size());
}

BOOST_AUTO_TEST_CASE(a_member_that_no_declaration_has_is_found_where_it_stands) {
    constexpr std::string_view kUnexpected = core::codes::kSchemaElementUnexpected;
    const auto draft = kept_draft(R"({"sendr":1,"sender":{"address_lines":["1","2","3","4","5","6"],"x~/y":2},)"
                                  R"("lines":[{"hs":"6217"}]})");
    BOOST_TEST((counter::unknown_member(of(kUnexpected, "", "#/sendr"), draft) == draft.find("sendr")));
    BOOST_TEST(
        (counter::unknown_member(of(kUnexpected, "", "#/sender/x~0~1y"), draft) == draft.find("sender")->find("x~/y")));
    BOOST_TEST((counter::unknown_member(of(kUnexpected, "", "#/lines/0/hs"), draft)->text() == "6217"));
    // the object around one whose name is the sender's own word, and the whole
    BOOST_TEST((counter::unknown_member(of(kUnexpected, "", "#/lines/0"), draft) != nullptr));
    BOOST_TEST((counter::unknown_member(of(kUnexpected, "", "#"), draft) == &draft));
    // a list that is too long, and something else
    BOOST_TEST((counter::unknown_member(of(kUnexpected, "", "#/sender/address_lines/5"), draft) == nullptr));
    BOOST_TEST((counter::unknown_member(of("SCHEMA-TYPE", "", "#/sendr"), draft) == nullptr));
}

BOOST_AUTO_TEST_CASE(who_guesses_too_often_waits) {
    counter::Misses misses;
    const core::Instant at{1'000'000};
    for (std::uint32_t i = 0; i < counter::Misses::kAtMost; ++i) {
        BOOST_TEST(misses.may_try({1}, at));
        misses.missed({1}, at);
    }
    BOOST_TEST(!misses.may_try({1}, at));
    BOOST_TEST(misses.may_try({2}, at));
    BOOST_TEST(!misses.may_try({1}, {at.ms + counter::Misses::kTimeMs - 1}));
    const core::Instant later{at.ms + counter::Misses::kTimeMs};
    BOOST_TEST(misses.may_try({1}, later));
    misses.missed({1}, later);
    BOOST_TEST(misses.may_try({1}, later));
}

BOOST_AUTO_TEST_SUITE_END()
