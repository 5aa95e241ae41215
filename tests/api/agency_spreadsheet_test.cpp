// An agency without a programmer: what it was offered as a table, and its decisions as a table.
#include "csv/reader.hpp"
#include "story.hpp"
#include "support/archive.hpp"
#include "support/list_world.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_agency_spreadsheet)

using namespace postern::tests::api;
using postern::tests::files_in;
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

/// The cells of a table as the gateway writes it, a row each, by column.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& table) {
    const auto read = postern::csv::read(table, "table");
    std::vector<std::map<std::string, std::string>> rows;
    for (const auto& row : read.rows) {
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            cells[read.columns[i]] = row.cells[i];
    }
    return rows;
}

const std::string kFeed = "/v1/agencies/np-customs/filings";
const std::string kLeases = "/v1/agencies/np-customs/leases";
const Headers kCsv = {{"Accept", "text/csv"}};
const Headers kZip = {{"Accept", "application/zip"}};

/// Lease, table out, decided by hand, table in, and the states are as decided.
BOOST_AUTO_TEST_CASE(a_spreadsheet_users_day) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    for (const char* file : {"cn23-good-parcel-np-us.xml", "cn23-good-ems-np-jp.xml", "cn23-good-sample-np-fr.xml"})
        BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", sample(file)).status == 201, file);

    // in the morning: what is to be done is taken, as a table and as documents
    const Answer taken = agency.send_json("POST", kLeases, R"({"max":10,"seconds":600})");
    BOOST_TEST_REQUIRE(taken.status == 201, taken.body);
    const std::string lease = kLeases + "/" + text_of(taken.json(), "lease_id");
    const Answer held = agency.get(lease);
    check_form(held.json(), "Lease");
    BOOST_TEST(held.body == taken.body);
    const Answer table = agency.get(lease, kCsv);
    BOOST_TEST_REQUIRE(table.status == 200, table.body);
    BOOST_TEST(table.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(table.header("Link") == "");
    BOOST_TEST(table.body.starts_with("\xef\xbb\xbf"
                                      "filing,version,why,offered,reference,state,"));
    const auto rows = rows_of(table.body);
    std::map<std::string, std::string> filings; // by item, in the sheet's order
    for (const auto& row : rows)
        filings[row.at("item_id")] = row.at("filing");
    BOOST_TEST_REQUIRE(filings.size() == 3u);
    const auto& second = rows.at(1);
    BOOST_TEST(second.at("item_id") == "CP400182012NP");
    BOOST_TEST(second.at("line") == "2");
    BOOST_TEST(second.at("description") == "Pashmina shawl, hand woven, 200 x 70 cm");
    BOOST_TEST(second.at("net_weight_kg") == "0.380");
    BOOST_TEST(second.at("line_value") == "92.00");
    BOOST_TEST(second.at("currency") == "USD");
    BOOST_TEST(second.at("origin_country") == "NP");
    BOOST_TEST(second.at("hs_code").size() >= 6u);
    BOOST_TEST(second.at("sender") == "Sunita Maharjan");
    BOOST_TEST(second.at("sender_country") == "NP");
    BOOST_TEST(second.at("addressee") == "Alice Bellamy");
    BOOST_TEST(second.at("addressee_country") == "US");
    BOOST_TEST(second.at("natures") == "11");
    BOOST_TEST(second.at("total_value") == "244.00");
    BOOST_TEST(second.at("why") == "new");
    BOOST_TEST(second.at("version") == "1");
    BOOST_TEST(second.at("state") == "QUEUED");
    BOOST_TEST(agency.get(lease, {{"Accept", "text/csv"}, {"If-None-Match", table.header("ETag")}}).status == 304);

    // at noon: each is decided, in the sheet's own way
    const std::vector<std::string> words = {"RELEASED", "CONTROL_PHYSICAL", "REJECTED"};
    std::map<std::string, std::string> wanted; // by item
    std::string decisions = "Decision;Filing;Reason;Text\r\n";
    for (const auto& [item, filing] : filings) {
        const std::string& word = words.at(wanted.size());
        wanted[item] = word;
        decisions += word + ";" + filing + ";K-1;seen\r\n";
    }
    const Answer decided = send_table(agency, decisions);
    BOOST_TEST_REQUIRE(decided.status == 201, decided.body);
    for (const json::Value read = decided.json(); const json::Value& row : read.find("rows")->items())
        BOOST_TEST(text_of(row, "result") == "taken");

    // what was decided is taken over: nobody is handed it again
    for (const json::Value read = agency.get(kFeed).json(); const json::Value& offer : read.find("offers")->items())
        BOOST_TEST(offer.find("acknowledged")->boolean());

    // in the evening: the states are as decided, for the post too
    std::map<std::string, std::string> states;
    for (const auto& row : rows_of(agency.get(kFeed, kCsv).body))
        states[row.at("item_id")] = row.at("state");
    BOOST_TEST((states == wanted));
    const Answer seen = client.get("/v1/items/CP400182012NP");
    BOOST_TEST(seen.body.find("\"" + wanted.at("CP400182012NP") + "\"") != std::string::npos);

    // another client of the agency has no part in the lease, and another agency sees nothing
    Client other(gateway.port(), kOtherCustoms);
    BOOST_TEST(other.get(lease, kCsv).status == 404);
    BOOST_TEST(rows_of(other.get("/v1/agencies/other-customs/filings", kCsv).body).empty());
    BOOST_TEST(agency.get(kLeases + "/lea_nothing", kCsv).status == 404);
    BOOST_TEST(agency.get(lease + "?after=cur_nothing", kCsv).code() == "bad-cursor");
    BOOST_TEST(agency.call("DELETE", lease).status == 204);
    BOOST_TEST(agency.get(lease, kCsv).code() == "lease-lost");
}

BOOST_AUTO_TEST_CASE(documents_come_as_an_archive) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    Client admin(gateway.port(), kAdmin);
    const auto nothing = files_in(agency.get(kFeed, kZip).body);
    BOOST_TEST(nothing.size() == 1u);
    BOOST_TEST(rows_of(nothing.at("index.csv").bytes).empty());
    for (const char* file : {"cn23-good-parcel-np-us.xml", "cn23-good-ems-np-jp.xml"})
        BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", sample(file)).status == 201, file);
    const Answer page = agency.get(kFeed, {{"Accept", "application/zip"}, {"X-Request-Id", "zip-1"}});
    BOOST_TEST_REQUIRE(page.status == 200);
    BOOST_TEST(page.header("Content-Type") == "application/zip");
    BOOST_TEST(page.body == agency.get(kFeed, kZip).body);
    BOOST_TEST(agency.get(kFeed, {{"Accept", "application/zip"}, {"If-None-Match", page.header("ETag")}}).status ==
               304);
    const auto files = files_in(page.body);
    BOOST_TEST(files.size() == 3u);
    const auto index = rows_of(files.at("index.csv").bytes);
    BOOST_TEST_REQUIRE(index.size() == 2u);
    for (const auto& row : index) {
        BOOST_TEST(row.at("file") == row.at("filing") + "-1.xml");
        const Answer document = agency.get(kFeed + "/" + row.at("filing") + "/document");
        BOOST_TEST(files.at(row.at("file")).bytes == document.body);
        BOOST_TEST(document.header("ETag") == "\"" + row.at("sha256") + "\"");
    }
    // each document that was given away stands in the audit by its filing
    std::set<std::string> noted;
    for (int look = 0; look < 200 && noted.size() < 2; ++look) { // notes are written when there is time
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const json::Value audit = admin.get("/v1/admin/audit?limit=100").json();
        for (const json::Value& row : audit.find("rows")->items())
            if (text_of(row, "request_id") == "zip-1" && text_of(row, "action") == "filings.document")
                noted.insert(text_of(row, "object"));
    }
    BOOST_TEST((noted == std::set<std::string>{index[0].at("filing"), index[1].at("filing")}));
}

/// A page that would grow too large ends earlier, and its cursor says where.
BOOST_AUTO_TEST_CASE(a_batch_is_bounded_and_the_cursor_goes_on) {
    const RunningGateway gateway("feed.batch-bytes = 2048\n");
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    for (const char* file : {"cn23-good-parcel-np-us.xml", "cn23-good-ems-np-jp.xml", "cn23-good-sample-np-fr.xml"})
        BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", sample(file)).status == 201, file);
    const Answer lease = agency.send_json("POST", kLeases, "{}");
    for (const Headers& form : {kCsv, kZip}) {
        for (const std::string& start : {kFeed, kLeases + "/" + text_of(lease.json(), "lease_id")}) {
            std::string target = start;
            std::vector<std::string> filings;
            for (int page = 0; page < 5 && !target.empty(); ++page) {
                const Answer answer = agency.get(target, form);
                BOOST_TEST_REQUIRE(answer.status == 200, answer.body);
                const auto rows = rows_of(form == kCsv ? answer.body : files_in(answer.body).at("index.csv").bytes);
                if (rows.empty()) break;
                for (const auto& row : rows)
                    if (filings.empty() || filings.back() != row.at("filing")) filings.push_back(row.at("filing"));
                const std::string link = answer.header("Link");
                target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
            }
            BOOST_TEST(filings.size() == 3u);
            BOOST_TEST((std::set<std::string>(filings.begin(), filings.end()).size() == 3u));
        }
    }
    const auto one = files_in(agency.get(kFeed, kZip).body);
    BOOST_TEST(one.size() == 2u); // a document of more than the bound goes alone
}

BOOST_AUTO_TEST_CASE(what_was_typed_is_no_formula) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    auto message = replaced(sample("cn23-good-parcel-np-us.xml"), "Felt slippers with leather sole, pair",
                            "=HYPERLINK(\"http://x\",\"Felt slippers with leather sole\")");
    BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", message).status == 201);
    const Answer table = agency.get(kFeed, kCsv);
    BOOST_TEST(table.body.find(",=HYPERLINK") == std::string::npos);
    BOOST_TEST(rows_of(table.body).at(0).at("description").starts_with("'=HYPERLINK("));
}

/// An earlier offer shows what its document says, whatever was declared since.
BOOST_AUTO_TEST_CASE(each_offer_shows_its_own_version) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    const std::string message = sample("itmatt-good-3-items.xml");
    BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", message).status == 200);
    const auto before = rows_of(agency.get(kFeed, kCsv).body);
    const std::string words = before.at(0).at("description");
    BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", replaced(message, words, words + " of wool")).status == 200);
    std::vector<std::string> told;
    for (const auto& row : rows_of(agency.get(kFeed, kCsv).body))
        if (row.at("filing") == before[0].at("filing") && row.at("line") == "1")
            told.push_back(row.at("version") + " " + row.at("why") + " " + row.at("description"));
    BOOST_TEST(told == (std::vector<std::string>{"1 new " + words, "2 amended " + words + " of wool"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_register_has_the_goods_of_all_its_rows) {
    const postern::tests::ListWorld world;
    const RunningGateway gateway("home.mappings = " + world.mappings() + "\nhome.config = " + world.config() + "\n");
    Client client(gateway.port(), kPost);
    Client agency(gateway.port(), kCustoms);
    const std::string first = sample("cn23-good-parcel-np-us.xml");
    BOOST_TEST_REQUIRE(client.post_xml("/v1/declarations", first).status == 201);
    const Answer closed = client.send_json("POST", "/v1/registers", "{}");
    BOOST_TEST_REQUIRE(closed.status == 201, closed.body);
    const auto id = text_of(closed.json().find("registers")->items().at(0), "register_id");
    const auto rows = rows_of(agency.get(kFeed, kCsv).body);
    BOOST_TEST_REQUIRE(rows.size() == 3u);
    for (const auto& row : rows) {
        BOOST_TEST(row.at("filing") == id);
        BOOST_TEST(row.at("row") == "1");
        BOOST_TEST(row.at("item_id") == "CP400182012NP");
    }
    const auto files = files_in(agency.get(kFeed, kZip).body);
    BOOST_TEST(files.count(id + "-1.csv") == 1u);
    // a row can be decided by itself
    const std::string row = rows[0].at("row_filing");
    BOOST_TEST(row != id);
    const Answer decided = send_table(agency, "filing,decision\n" + row + ",CONTROL_PHYSICAL\n");
    BOOST_TEST(text_of(decided.json().find("rows")->items().at(0), "state") == "CONTROL_PHYSICAL");
}

BOOST_AUTO_TEST_SUITE_END()
