// An agency without a programmer: what it was offered as a table, and its decisions as a table.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_agency_spreadsheet)

using namespace postern::tests::api;
namespace json = postern::json;

/// Of this file alone: others count what they hand over.
RunningGateway& office() {
    static RunningGateway running;
    return running;
}
Client officer() {
    return {office().port(), kCustoms};
}
Client sender() {
    return {office().port(), kPost};
}
json::Value handed_over(const std::string& message) {
    Client client = sender();
    const Answer answer = client.post_xml("/v1/declarations", message);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    return answer.json().find("items")->items().at(0);
}

const std::string kResponses = "/v1/agencies/np-customs/responses";

Answer send_table(Client& agency, const std::string& table, const Headers& more = {}) {
    Headers headers = more;
    headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    return agency.call("POST", kResponses, headers, table);
}

BOOST_AUTO_TEST_CASE(decisions_are_answered_row_by_row) {
    const json::Value item = handed_over(sample("cn23-good-gift-np-gb.xml"));
    const std::string filing = filing_of(item);
    Client agency = officer();
    const std::string table = "\xef\xbb\xbf"
                              "filing,decision,reason,text\r\n" +
                              filing + ",released,,\"All is well, go on.\"\r\nfil_nobody,RELEASED,,\r\n" + filing +
                              ",RELEASD,,\r\n";
    const Answer first = send_table(agency, table, {{"Accept-Language", "fr"}});
    BOOST_TEST_REQUIRE(first.status == 201, first.body);
    BOOST_TEST(first.header("Content-Language") == "fr");
    const json::Value told = first.json();
    check_form(told, "AnswerResult");
    const auto& rows = told.find("rows")->items();
    BOOST_TEST_REQUIRE(rows.size() == 3u);
    BOOST_TEST(text_of(rows[0], "result") == "taken");
    BOOST_TEST(text_of(rows[0], "state") == "RELEASED");
    BOOST_TEST(text_of(rows[1], "code") == "answer-filing-unknown");
    BOOST_TEST(text_of(rows[1], "filing") == "fil_nobody");
    BOOST_TEST(rows[2].find("row")->text() == "4");
    BOOST_TEST(text_of(rows[2], "code") == "decision-unreadable");
    BOOST_TEST(text_of(rows[2], "detail").find("decision") != std::string::npos);
    BOOST_TEST(text_of(rows[2], "detail").find("Ce que porte cette ligne") == 0u);

    const Answer again = send_table(agency, table, {{"Accept", "text/csv"}});
    BOOST_TEST_REQUIRE(again.status == 200, again.body);
    BOOST_TEST(again.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(again.body.starts_with("\xef\xbb\xbf"
                                      "row,filing,result,filing_id,state,code,detail,hint\r\n2," +
                                      filing + ",taken," + filing + ",RELEASED,,,\r\n3,fil_nobody,refused,,,"));
    // what the officer wrote is for the kept answer alone
    BOOST_TEST(again.body.find("All is well") == std::string::npos);

    Client client = sender();
    const Answer timeline = client.get("/v1/declarations/" + text_of(item, "declaration_id") + "/timeline");
    BOOST_TEST(timeline.body.find("All is well") == std::string::npos);
    BOOST_TEST(timeline.body.find("filing-released") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_table_that_is_none_is_refused_whole) {
    Client agency = officer();
    BOOST_TEST(send_table(agency, "").code() == "message-empty");
    BOOST_TEST(send_table(agency, "filing,decision\nfil_x,\"RELEASED\n").code() == "answer-unreadable");
    BOOST_TEST(send_table(agency, "filing,remark\nfil_x,RELEASED\n").code() == "answer-unreadable");
    BOOST_TEST(send_table(agency, file_text("tests/hostile/csv/nul-byte.csv")).code() == "nul-byte");
    BOOST_TEST(send_table(agency, file_text("tests/hostile/csv/windows-1252.csv")).code() == "invalid-encoding");
    const Answer many = send_table(agency, file_text("tests/hostile/csv/ten-thousand-and-one-rows.csv"));
    BOOST_TEST(many.status == 413);
    BOOST_TEST(many.code() == "too-many-items");
    BOOST_TEST(agency.call("POST", kResponses, {{"Content-Type", "text/csv; charset=utf-16"}}, "x").code() ==
               "unsupported-media-type");
    Client client = sender();
    BOOST_TEST(send_table(client, "filing,decision\nx,PAID\n").code() == "forbidden");
    // a table is for agencies; a post's messages are XML or JSON
    BOOST_TEST(client.call("POST", "/v1/declarations", {{"Content-Type", "text/csv"}}, "a\n").code() ==
               "unsupported-media-type");
}

BOOST_AUTO_TEST_SUITE_END()
