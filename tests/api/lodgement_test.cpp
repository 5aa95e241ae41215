// The exporter's own number over HTTP.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_lodgement)

using namespace postern::tests::api;

BOOST_AUTO_TEST_CASE(a_number_is_taken_once_and_checked) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    const Answer accepted = client.post_xml("/v1/declarations", sample("cn23-good-parcel-pe-us.xml"));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const auto item = accepted.json().find("items")->items().at(0);
    const std::string path = "/v1/declarations/" + text_of(item, "declaration_id") + "/filings";
    BOOST_TEST(text_of(item.find("filings")->items().at(0), "state") == "AWAITING_NUMBER");
    const auto body = [](const std::string& number, const std::string& date) {
        return R"({"agency":"pe-customs","number":")" + number + R"(","date":")" + date + "\"}";
    };
    BOOST_TEST(client.send_json("POST", path, body("12", "2026-11-20")).code() == "number-invalid");
    BOOST_TEST(client.send_json("POST", path, body("235-2026-48-001042", "2026-13-20")).code() == "bad-parameter");
    BOOST_TEST(client.send_json("POST", path, R"({"agency":"pe-customs"})").code() == "bad-json");
    BOOST_TEST(client.send_json("POST", "/v1/declarations/dec_nothing/filings", body("1", "2026-11-20")).status == 404);
    const Answer given = client.send_json("POST", path, body("235-2026-48-001042", "2026-11-20"));
    BOOST_REQUIRE_MESSAGE(given.status == 201, given.body);
    check_form(given.json(), "Item");
    BOOST_TEST(text_of(given.json().find("filings")->items().at(0), "state") == "SUBMITTED");
    BOOST_TEST(client.send_json("POST", path, body("235-2026-48-001043", "2026-11-20")).code() == "number-known");
    Client other(gateway.port(), kOtherPost);
    BOOST_TEST(other.send_json("POST", path, body("235-2026-48-001042", "2026-11-20")).status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
