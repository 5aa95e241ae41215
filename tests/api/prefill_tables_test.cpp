// Templates of prefills and tables of a shop's parcels over HTTP.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(api_prefill_tables)

using namespace postern::tests::api;
namespace json = postern::json;

namespace {

Answer sent_table(const std::string& table, const std::string& query = {}, const std::string& accept = {}) {
    Headers headers{{"Content-Type", "text/csv"}};
    if (!accept.empty()) headers.emplace_back("Accept", accept);
    return post().call("POST", "/v1/prefills/tables" + query, headers, table);
}
std::string told(const Answer& answer) {
    return std::to_string(answer.status) + " " + answer.code();
}
json::Value template_made(const std::string& body) {
    const Answer answer = post().send_json("POST", "/v1/templates", body);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    check_form(answer.json(), "Template");
    BOOST_TEST(answer.header("Location") == "/v1/templates/" + text_of(answer.json(), "id"));
    return answer.json();
}
const json::Value& parcel(const json::Value& result, std::size_t i) {
    return result.find("parcels")->items().at(i);
}
/// "3 hs_code HS-MISSING" of each thing that is said.
std::string said_of(const json::Value& one) {
    std::string said;
    for (const auto& row : one.find("rows")->items())
        for (const auto& finding : row.find("findings")->items())
            said += row.find("row")->text() + " " + text_of(finding, "column") + " " + text_of(finding, "code") + "; ";
    return said;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_template_stands_under_what_a_draft_says) {
    const auto kept = template_made(R"({"name":"Felt to Köln","owner":"K-1041",)"
                                    R"("sender":{"name":"Sunita","city":"Lalitpur","country":"NP"},)"
                                    R"("lines":[{"descriptions":"felt","hs_code":"640520"}]})");
    const auto id = text_of(kept, "id");
    const Answer draft = post().send_json("POST", "/v1/prefills",
                                          R"({"declaration":{"sender":{"city":"Patan"}},"template":")" + id + "\"}");
    BOOST_REQUIRE_MESSAGE(draft.status == 201, draft.body);
    const json::Value whole = draft.json();
    const auto& sender = *whole.find("declaration")->find("sender");
    BOOST_TEST(text_of(sender, "city") == "Patan");
    BOOST_TEST(text_of(sender, "name") == "Sunita");
    BOOST_TEST(whole.find("declaration")->find("lines")->items().size() == 1u);
    BOOST_TEST(post().send_json("POST", "/v1/prefills", R"({"template":")" + id + "\"}").status == 201);
    BOOST_TEST(told(post().send_json("POST", "/v1/prefills", R"({"template":"tpl_x"})")) == "404 not-found");
    Client other(story_gateway().port(), kOtherPost);
    BOOST_TEST(told(other.send_json("POST", "/v1/prefills", R"({"template":")" + id + "\"}")) == "404 not-found");
    BOOST_TEST(told(other.get("/v1/templates/" + id)) == "404 not-found");
    BOOST_TEST(told(other.call("DELETE", "/v1/templates/" + id)) == "404 not-found");
    BOOST_TEST(told(customs().get("/v1/templates/" + id)) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(templates_are_listed_by_customer_changed_and_removed) {
    for (int i = 0; i < 3; ++i)
        template_made(R"({"name":"T)" + std::to_string(i) + R"(","owner":"K-7","addressee":{"country":"DE"}})");
    const Answer page = post().get("/v1/templates?owner=K-7&limit=2");
    BOOST_REQUIRE(page.status == 200);
    const json::Value first = page.json();
    check_form(first, "TemplateList");
    BOOST_REQUIRE(first.find("templates")->items().size() == 2u);
    BOOST_TEST(text_of(first.find("templates")->items()[0], "name") == "T2");
    const json::Value rest = post().get("/v1/templates?owner=K-7&limit=2&after=" + text_of(first, "next")).json();
    BOOST_REQUIRE(rest.find("templates")->items().size() == 1u);
    BOOST_TEST(rest.find("next") == nullptr);
    BOOST_TEST(post().get("/v1/templates?owner=nobody").json().find("templates")->items().empty());
    BOOST_TEST(told(post().get("/v1/templates?after=tpl_x")) == "400 bad-cursor");
    BOOST_TEST(told(post().get("/v1/templates?limit=0")) == "400 bad-parameter");

    const auto path = "/v1/templates/" + text_of(rest.find("templates")->items()[0], "id");
    BOOST_TEST(post().get(path).header("ETag") == "\"v1\"");
    const auto change = [&](const std::string& tag) {
        return post().call("PUT", path, {{"Content-Type", "application/json"}, {"If-Match", tag}},
                           R"({"name":"anew","lines":[]})");
    };
    BOOST_TEST(told(post().send_json("PUT", path, R"({"name":"anew","lines":[]})")) == "400 bad-parameter");
    BOOST_TEST(told(change("\"v2\"")) == "412 if-match-failed");
    const Answer changed = change("\"v1\"");
    BOOST_REQUIRE(changed.status == 200);
    BOOST_TEST(changed.header("ETag") == "\"v2\"");
    BOOST_TEST(text_of(changed.json(), "name") == "anew");
    BOOST_TEST(changed.json().find("addressee") == nullptr);
    BOOST_TEST(post().call("DELETE", path).status == 204);
    BOOST_TEST(told(post().get(path)) == "404 not-found");
    BOOST_TEST(told(change("*")) == "404 not-found");
}

BOOST_AUTO_TEST_CASE(a_template_is_refused_for_its_form) {
    const auto add = [](const std::string& body) { return told(post().send_json("POST", "/v1/templates", body)); };
    BOOST_TEST(add(R"({"sender":{}})") == "400 bad-parameter");
    BOOST_TEST(add(R"({"name":1,"sender":{}})") == "400 bad-json");
    BOOST_TEST(add(R"({"name":")" + std::string(201, 'n') + R"(","sender":{}})") == "400 bad-parameter");
    BOOST_TEST(add(R"({"name":"n","owner":")" + std::string(65, 'o') + R"(","sender":{}})") == "400 bad-parameter");
    BOOST_TEST(add(R"({"name":"n"})") == "400 bad-json");
    BOOST_TEST(add(R"({"name":"n","sender":[]})") == "400 bad-json");
    BOOST_TEST(add(R"({"name":"n","lines":{}})") == "400 bad-json");
    BOOST_TEST(add(R"({"name":"n","postage":{}})") == "400 bad-json");
    BOOST_TEST(add(R"({"name":"n","sender":{"nmae":"x"}})") == "400 bad-json");
}

BOOST_AUTO_TEST_CASE(the_table_that_is_shown_as_an_example_makes_a_draft) {
    const Answer columns = post().get("/v1/prefills/tables/columns.csv");
    BOOST_REQUIRE(columns.status == 200);
    BOOST_TEST(columns.header("Content-Type") == "text/csv; charset=utf-8");
    const Answer answer = sent_table(columns.body);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const json::Value result = answer.json();
    check_form(result, "PrefillTableResult");
    BOOST_TEST(result.find("counts")->find("made")->text() == "1");
    const auto& one = parcel(result, 0);
    BOOST_TEST(text_of(one, "result") == "made");
    BOOST_TEST(said_of(one).find("SCHEMA") == std::string::npos, said_of(one));
    const json::Value kept = post().get("/v1/prefills/" + text_of(one, "id")).json();
    BOOST_TEST(text_of(kept, "reference") == text_of(one, "reference"));
    BOOST_TEST(kept.find("declaration")->find("lines")->items().size() == 2u);
}

BOOST_AUTO_TEST_CASE(each_parcel_stands_for_itself_and_is_told_by_its_cells) {
    const auto table = "parcel,sender_city,description,quantity,hs_code,nature,sender_country,addressee_country\n"
                       "A,Patan,felt slippers,2,640520,sale,NP,DE\n"
                       "B,Patan,felt slippers,two,640520,sale,NP,DE\n"
                       "C,Patan,wool scarf,1,,sale,NP,DE\n"
                       "C,Lalitpur,wool hat,1,650500,sale,NP,DE\n"
                       "D,Patan,wool hat,1,,sale,NP,DE\n"
                       ",Patan,wool hat,1,650500\n";
    const Answer answer = sent_table(table);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const json::Value result = answer.json();
    check_form(result, "PrefillTableResult");
    BOOST_REQUIRE(result.find("parcels")->items().size() == 5u);
    BOOST_TEST(text_of(parcel(result, 0), "result") == "made");
    BOOST_TEST(text_of(parcel(result, 1), "result") == "refused");
    BOOST_TEST(said_of(parcel(result, 1)).find("3 quantity SCHEMA-") != std::string::npos, said_of(parcel(result, 1)));
    BOOST_TEST(text_of(parcel(result, 2), "result") == "refused");
    BOOST_TEST(said_of(parcel(result, 2)).find("5 sender_city cell-differs; ") != std::string::npos);
    BOOST_TEST(said_of(parcel(result, 2)).find("4 hs_code HS-MISSING; ") != std::string::npos);
    BOOST_TEST(text_of(parcel(result, 3), "result") == "made");
    BOOST_TEST(said_of(parcel(result, 3)).find("6 hs_code HS-MISSING; ") != std::string::npos);
    BOOST_TEST(said_of(parcel(result, 4)) == "7 parcel parcel-missing; ");

    const Answer as_csv = sent_table(table, "", "text/csv");
    BOOST_TEST(as_csv.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(as_csv.body.starts_with("\xef\xbb\xbfrow,parcel,result,reference,id,link,expires,column,code,"));
    BOOST_TEST(as_csv.body.find("\r\n5,C,refused,,,,,sender_city,cell-differs,error,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_template_stands_under_every_row) {
    const auto kept = template_made(R"({"name":"shop","sender":{"name":"Sunita","city":"Lalitpur","country":"NP"}})");
    const Answer answer = sent_table("parcel,description\nA,felt\nB,wool\n", "?template=" + text_of(kept, "id"));
    BOOST_REQUIRE(answer.status == 200);
    const json::Value result = answer.json();
    for (std::size_t i = 0; i < 2; ++i) {
        const json::Value draft = post().get("/v1/prefills/" + text_of(parcel(result, i), "id")).json();
        BOOST_TEST(text_of(*draft.find("declaration")->find("sender"), "name") == "Sunita");
    }
    BOOST_TEST(told(sent_table("parcel\nA\n", "?template=tpl_x")) == "404 not-found");
}

BOOST_AUTO_TEST_CASE(a_table_is_refused_for_its_form_and_its_size) {
    BOOST_TEST(told(sent_table("")) == "400 message-empty");
    BOOST_TEST(told(sent_table("parcel\n")) == "400 message-empty");
    BOOST_TEST(told(sent_table("colour\nred\n")) == "422 message-structure");
    BOOST_TEST(told(sent_table("parcel\n\xff\n")) == "400 invalid-encoding");
    BOOST_TEST(told(sent_table(std::string("parcel\n\0\n", 9))) == "400 nul-byte");
    std::string many = "parcel\n";
    for (int i = 0; i < 1001; ++i)
        many += "P" + std::to_string(i) + "\n";
    BOOST_TEST(told(sent_table(many)) == "413 too-many-items");
    RawSocket socket(story_gateway().port());
    socket.send("POST /v1/prefills/tables HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + std::string(kPost) +
                "\r\nContent-Type: text/csv\r\nContent-Length: 4194305\r\n\r\n");
    BOOST_TEST(refusal_of(socket.read_all()) == "413 body-too-large");
    BOOST_TEST(told(post().send_json("POST", "/v1/prefills/tables", "{}")) == "415 unsupported-media-type");
}

BOOST_AUTO_TEST_SUITE_END()
