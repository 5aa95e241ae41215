// What an answer says beside its state: errors, taxes, lines as customs corrected them; in XML and in JSON alike.
#include "support/test_gateway.hpp"

BOOST_AUTO_TEST_SUITE(answer_details)

using namespace postern;

struct Reader {
    tests::TestGateway world;
    clearance::AnswerReader reader{world.gateway().chain()->editions};

    std::string fault(const std::string& details) const {
        const auto read = reader.read_json(R"({"events":[{"reference":"R","state":"QUERY",)" + details + "}]}");
        return read ? "" : read.refusal().argument;
    }
};

void check(const clearance::UnderstoodEvent& event) {
    BOOST_REQUIRE(event.errors.size() == 1u);
    BOOST_TEST(event.errors[0].code == "E1");
    BOOST_TEST(event.errors[0].pointer == "42A");
    BOOST_TEST(event.errors[0].text == "wrong");
    BOOST_REQUIRE(event.taxes.size() == 1u);
    BOOST_TEST(event.taxes[0].type == "A00");
    BOOST_TEST(event.taxes[0].amount.amount.to_string() == "12.50");
    BOOST_TEST(event.taxes[0].amount.currency == "NPR");
    BOOST_REQUIRE(event.revised.size() == 2u);
    BOOST_TEST(event.revised[0].line == 2u);
    BOOST_TEST(event.revised[0].hs_code == "61101100");
    BOOST_TEST(event.revised[0].description == "Pullover of wool");
    BOOST_TEST(event.revised[1].line == 3u);
    BOOST_TEST(event.revised[1].hs_code.empty());
}

BOOST_FIXTURE_TEST_CASE(the_same_in_xml_and_in_json, Reader) {
    auto xml = reader.read_xml(
        R"(<answer xmlns="urn:postern:answer:1"><event reference="R" state="CUSTOMS_AMENDED">)"
        R"(<error><code>E1</code><pointer>42A</pointer><text>wrong</text></error>)"
        R"(<tax><type>A00</type><amount currency="NPR">12.50</amount></tax>)"
        R"(<revised line="2"><hs_code>61101100</hs_code><description>Pullover of wool</description></revised>)"
        R"(<revised line="3"><description>Shawl</description></revised></event></answer>)");
    BOOST_REQUIRE(xml);
    check(xml.value().at(0).events.at(0));
    auto json = reader.read_json(
        R"({"events":[{"reference":"R","state":"CUSTOMS_AMENDED","errors":[{"code":"E1","pointer":"42A","text":"wrong"}],)"
        R"("taxes":[{"type":"A00","amount":"12.50","currency":"NPR"}],"revised":[{"line":2,"hs_code":"61101100",)"
        R"("description":"Pullover of wool"},{"line":3,"description":"Shawl"}]}]})");
    BOOST_REQUIRE(json);
    check(json.value().events.at(0));
}

BOOST_FIXTURE_TEST_CASE(what_is_no_detail_is_refused_by_its_name, Reader) {
    BOOST_TEST(fault(R"("errors":[])").empty());
    for (const char* bad : {R"("errors":{})", R"("errors":[{}])", R"("errors":[{"code":1}])", R"("errors":["E1"])"})
        BOOST_TEST(fault(bad) == "errors", bad);
    BOOST_TEST(fault(R"("errors":[{"code":")" + std::string(65, 'E') + "\"}]") == "errors");
    BOOST_TEST(fault(R"("errors":[{"code":"E","text":")" + std::string(513, 'x') + "\"}]") == "errors");
    for (const char* bad : {R"("taxes":[{"type":"A","amount":12.5,"currency":"NPR"}])",
                            R"("taxes":[{"type":"A","amount":"a","currency":"NPR"}])",
                            R"("taxes":[{"type":"A","amount":"1","currency":"RUPEE"}])", R"("taxes":"1")"})
        BOOST_TEST(fault(bad) == "taxes", bad);
    for (const char* bad :
         {R"("revised":[{}])", R"("revised":[{"line":0}])", R"("revised":[{"line":1.5}])", R"("revised":[{"line":-1}])",
          R"("revised":[{"line":10000}])", R"("revised":[{"line":"1"}])"})
        BOOST_TEST(fault(bad) == "revised", bad);
    std::string many = R"("revised":[{"line":1})";
    for (int i = 0; i < 200; ++i)
        many += R"(,{"line":1})";
    BOOST_TEST(fault(many + "]") == "revised");
}

BOOST_AUTO_TEST_SUITE_END()
