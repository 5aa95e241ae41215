// Prefills over HTTP: an exporter writes, a counter scans; one office takes a draft, and nobody else sees it.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(api_prefills)

using namespace postern::tests::api;
namespace json = postern::json;

namespace {

const std::string kDraft =
    R"({"natures":["sale"],"sender":{"name":"Sunita Maharjan","city":"Lalitpur","country":"NP"},)"
    R"("addressee":{"name":"Jonas Weber","country":"DE"},)"
    R"("lines":[{"descriptions":"felt slippers","quantity":"2","currency":"EUR"}]})";

Answer asked(const std::string& key, const std::string& method, const std::string& target, const std::string& body = {},
             Headers headers = {}) {
    Client client(story_gateway().port(), key);
    if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
    return client.call(method, target, headers, body);
}
Answer make(const std::string& draft = kDraft, const std::string& more = {}) {
    return asked(kPost, "POST", "/v1/prefills", R"({"declaration":)" + draft + more + "}");
}
json::Value made(const std::string& draft = kDraft, const std::string& more = {}) {
    const Answer answer = make(draft, more);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    return answer.json();
}
Answer scan(const std::string& what, const std::string& office, const char* key = kCounter) {
    return asked(key, "POST", "/v1/prefills/scan", what, {{"Postern-Office", office}});
}
Answer scan_reference(const std::string& reference, const std::string& office, const char* key = kCounter) {
    return scan(R"({"reference":")" + reference + R"("})", office, key);
}
std::set<std::string> codes_of(const json::Value& answer) {
    std::set<std::string> codes;
    const auto* gaps = answer.find("gaps");
    BOOST_REQUIRE(gaps != nullptr);
    for (const auto& gap : gaps->items())
        codes.insert(text_of(gap, "code"));
    return codes;
}
std::string refused(const Answer& answer) {
    return std::to_string(answer.status) + " " + answer.code();
}

} // namespace

BOOST_AUTO_TEST_CASE(a_draft_is_kept_with_its_gaps_and_a_counter_reads_it_once) {
    const auto draft = made();
    check_form(draft, "NewPrefill");
    const auto id = text_of(draft, "id");
    BOOST_TEST(id.starts_with("pre_"));
    BOOST_TEST(text_of(draft, "state") == "open");
    BOOST_TEST(text_of(draft, "reference").size() == 9u);
    BOOST_TEST(text_of(draft, "token").size() == 32u);
    BOOST_TEST(text_of(draft, "link") ==
               "http://127.0.0.1:" + std::to_string(story_gateway().port()) + "/p/" + text_of(draft, "token"));
    const auto gaps = codes_of(draft);
    BOOST_TEST(gaps.count("ADDRESS-MISSING") == 1u);
    BOOST_TEST(gaps.count("HS-MISSING") == 1u);
    for (const char* of_clerk : {"GROSS-WEIGHT-MISSING", "IDENTITY-MISSING", "MAIL-CLASS-MISSING"})
        BOOST_TEST(gaps.count(of_clerk) == 0u, of_clerk);

    const Answer read = asked(kPost, "GET", "/v1/prefills/" + id);
    BOOST_REQUIRE(read.status == 200);
    check_form(read.json(), "Prefill");
    BOOST_TEST(read.json().find("token") == nullptr);
    BOOST_TEST(read.header("ETag") == "\"v1\"");

    const Answer taken = scan(R"({"token":")" + text_of(draft, "link") + R"("})", "NPKTM01");
    BOOST_REQUIRE_MESSAGE(taken.status == 200, taken.body);
    const json::Value whole = taken.json();
    check_form(whole, "Prefill");
    BOOST_TEST(text_of(whole, "id") == id);
    BOOST_TEST(text_of(whole, "state") == "taken");
    BOOST_TEST(text_of(whole, "office") == "NPKTM01");
    BOOST_TEST(text_of(*whole.find("declaration")->find("sender"), "name") == "Sunita Maharjan");
    BOOST_TEST(codes_of(whole).count("GROSS-WEIGHT-MISSING") == 1u);
    BOOST_TEST(scan(R"({"token":")" + text_of(draft, "token") + R"("})", "NPKTM01").status == 200);
    BOOST_TEST(scan_reference(text_of(draft, "reference"), "NPKTM01").status == 200);

    const Answer other = scan_reference(text_of(draft, "reference"), "NPPKR01");
    BOOST_TEST(refused(other) == "409 prefill-taken");
    BOOST_TEST(text_of(other.json(), "object_id") == id);
    const auto back = [&](const char* office) {
        return asked(kCounter, "DELETE", "/v1/prefills/" + id + "/taking", {}, {{"Postern-Office", office}});
    };
    BOOST_TEST(refused(back("NPPKR01")) == "409 prefill-taken");
    BOOST_TEST(back("NPKTM01").status == 204);
    BOOST_TEST(scan_reference(text_of(draft, "reference"), "NPPKR01").status == 200);
}

BOOST_AUTO_TEST_CASE(who_scans_says_where_and_what) {
    const auto draft = made();
    const auto reference = text_of(draft, "reference");
    const auto body = R"({"reference":")" + reference + R"("})";
    BOOST_TEST(refused(asked(kCounter, "POST", "/v1/prefills/scan", body)) == "400 bad-parameter");
    BOOST_TEST(refused(scan(body, "NP KTM")) == "400 bad-parameter");
    BOOST_TEST(refused(scan("{}", "NPKTM01")) == "400 bad-json");
    BOOST_TEST(refused(scan(R"({"reference":"A","token":"B"})", "NPKTM01")) == "400 bad-json");
    BOOST_TEST(refused(scan(R"({"reference":7})", "NPKTM01")) == "400 bad-json");
    BOOST_TEST(refused(scan(R"({"ref":"A"})", "NPKTM01")) == "400 bad-json");
    auto typed = reference;
    typed[0] = typed[0] == 'A' ? 'B' : 'A';
    BOOST_TEST(refused(scan_reference(typed, "NPKTM01")) == "422 reference-mistyped");
    BOOST_TEST(refused(scan_reference("K7QM-3XT0", "NPKTM01")) == "422 reference-mistyped");
    BOOST_TEST(refused(scan_reference("K7QM-3XT5", "NPKTM01")) == "404 not-found");
    BOOST_TEST(refused(scan(R"({"token":"abc"})", "NPKTM01")) == "404 not-found");
    // another post's scan of what is there says the same
    BOOST_TEST(refused(scan_reference(reference, "X1", kOtherPost)) == "404 not-found");
    BOOST_TEST(refused(scan(R"({"token":")" + text_of(draft, "token") + R"("})", "X1", kOtherPost)) == "404 not-found");
    BOOST_TEST(refused(scan_reference(reference, "X1", kCustoms)) == "403 forbidden");
    BOOST_TEST(refused(asked(kCustoms, "GET", "/v1/prefills/" + text_of(draft, "id"))) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(who_guesses_references_has_to_wait) {
    RunningGateway gateway;
    Client counter(gateway.port(), kCounter);
    const auto tries = [&] {
        return refused(counter.call("POST", "/v1/prefills/scan",
                                    {{"Content-Type", "application/json"}, {"Postern-Office", "NPKTM01"}},
                                    R"({"reference":"K7QM-3XT5"})"));
    };
    for (int i = 0; i < 30; ++i)
        BOOST_REQUIRE_EQUAL(tries(), "404 not-found");
    BOOST_TEST(tries() == "429 too-many-attempts");
}

BOOST_AUTO_TEST_CASE(a_draft_is_seen_by_its_maker_its_office_and_who_took_it) {
    const Answer answer = asked(kCounter, "POST", "/v1/prefills", R"({"declaration":)" + kDraft + "}");
    BOOST_REQUIRE(answer.status == 201);
    const auto id = text_of(answer.json(), "id");
    BOOST_TEST(asked(kCounter, "GET", "/v1/prefills/" + id).status == 200);
    BOOST_TEST(asked(kPost, "GET", "/v1/prefills/" + id).status == 200);
    BOOST_TEST(refused(asked(kOtherPost, "GET", "/v1/prefills/" + id)) == "404 not-found");
    BOOST_TEST(refused(asked(kPost, "GET", "/v1/prefills/pre_aaaa")) == "404 not-found");
    const auto posts = text_of(made(), "id");
    BOOST_TEST(refused(asked(kCounter, "GET", "/v1/prefills/" + posts)) == "404 not-found");
    BOOST_TEST(refused(asked(kCounter, "DELETE", "/v1/prefills/" + posts)) == "404 not-found");
    const auto office = [&](const char* path, const char* method) {
        return refused(asked(kOtherPost, method, std::string("/v1/prefills/") + posts + path, {},
                             {{"Postern-Office", "NPKTM01"}}));
    };
    BOOST_TEST(office("/taking", "DELETE") == "404 not-found");
    BOOST_TEST(office("", "DELETE") == "404 not-found");
}

BOOST_AUTO_TEST_CASE(a_draft_is_changed_with_its_etag_and_removed) {
    const auto draft = made();
    const auto path = "/v1/prefills/" + text_of(draft, "id");
    const auto body = R"({"declaration":{"sender":{"name":"Anita"}}})";
    const auto change = [&](const std::string& tag, const std::string& content, const char* office = "") {
        Headers headers;
        if (!tag.empty()) headers.emplace_back("If-Match", tag);
        if (*office != '\0') headers.emplace_back("Postern-Office", office);
        return asked(kPost, "PUT", path, content, headers);
    };
    BOOST_TEST(refused(change("", body)) == "400 bad-parameter");
    BOOST_TEST(refused(change("\"v7\"", body)) == "412 if-match-failed");
    BOOST_TEST(refused(change("\"v1\"", R"({"declaration":[]})")) == "400 bad-json");
    BOOST_TEST(refused(change("\"v1\"", R"({})")) == "400 bad-json");
    BOOST_TEST(refused(change("\"v1\"", R"({"declaration":{},"template":"x"})")) == "400 bad-json");
    const Answer changed = change("\"v1\"", body);
    BOOST_REQUIRE(changed.status == 200);
    check_form(changed.json(), "Prefill");
    BOOST_TEST(changed.header("ETag") == "\"v2\"");
    BOOST_TEST(refused(change("\"v1\"", body)) == "412 if-match-failed");
    BOOST_REQUIRE(scan_reference(text_of(draft, "reference"), "NPKTM01").status == 200);
    BOOST_TEST(refused(change("\"v2\"", body)) == "409 prefill-taken");
    BOOST_TEST(change("*", body, "NPKTM01").status == 200);
    BOOST_TEST(refused(asked(kPost, "DELETE", path)) == "409 prefill-taken");
    BOOST_TEST(asked(kCounter, "DELETE", path, {}, {{"Postern-Office", "NPKTM01"}}).status == 204);
    BOOST_TEST(refused(asked(kPost, "GET", path)) == "404 not-found");
}

BOOST_AUTO_TEST_CASE(only_the_form_of_a_draft_is_refused) {
    BOOST_TEST(make("{}").status == 201);
    BOOST_TEST(make(R"({"gross_weight_kg":"heavy","sender":{"country":"Nepal"}})").status == 201);
    BOOST_TEST(refused(make("[]")) == "400 bad-json");
    BOOST_TEST(refused(make("{")) == "400 bad-json");
    BOOST_TEST(refused(make(R"({"declarations":[{}]})")) == "400 bad-json");
    const Answer unknown = make("{\n\"sender\":{\"nmae\":\"x\"}}");
    BOOST_TEST(refused(unknown) == "400 bad-json");
    const json::Value problem = unknown.json();
    BOOST_REQUIRE(problem.find("line") != nullptr);
    BOOST_TEST(problem.find("line")->text() == "2");
    BOOST_TEST(refused(asked(kPost, "POST", "/v1/prefills", "{}")) == "400 bad-json");
    BOOST_TEST(refused(asked(kPost, "POST", "/v1/prefills", R"({"draft":{}})")) == "400 bad-json");
    BOOST_TEST(refused(make(R"({"comments":")" + std::string(140'000, 'x') + "\"}")) == "413 body-too-large");
    std::string many = R"({"lines":[)";
    for (int i = 0; i < 6'000; ++i)
        many += "1,";
    BOOST_TEST(refused(make(many + "1]}")) == "400 too-many-elements");
}

BOOST_AUTO_TEST_CASE(a_post_has_so_many_drafts_and_they_expire) {
    RunningGateway gateway("prefill.open = 1\nprefill.templates = 1\n");
    Client client(gateway.port(), kPost);
    const auto send = [&](const std::string& target, const std::string& body) {
        return client.send_json("POST", target, body);
    };
    BOOST_TEST(send("/v1/prefills", R"({"declaration":{}})").status == 201);
    BOOST_TEST(refused(send("/v1/prefills", R"({"declaration":{}})")) == "409 prefills-full");
    const auto wanted = R"({"name":"one","sender":{}})";
    BOOST_TEST(send("/v1/templates", wanted).status == 201);
    BOOST_TEST(refused(send("/v1/templates", wanted)) == "409 prefills-full");
    const Answer table = client.call("POST", "/v1/prefills/tables", {{"Content-Type", "text/csv"}}, "parcel\nA\n");
    BOOST_REQUIRE(table.status == 200);
    BOOST_TEST(table.body.find("prefills-full") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_earlier_declaration_is_copied_without_what_was_of_that_item) {
    const auto message = replaced(replaced(sample("json-good-sale-np-de.json"), "CP400185005NP", "CP400185019NP"),
                                  "JSN-2026-0001", "JSN-COPIED");
    const Answer declared = asked(kPost, "POST", "/v1/declarations", message);
    BOOST_REQUIRE_MESSAGE(declared.status == 201, declared.body);
    const json::Value report = declared.json();
    const auto earlier = text_of(report.find("items")->items().at(0), "declaration_id");
    const auto draft = made(R"({"addressee":{"city":"Bonn"}})", R"(,"copy_of":")" + earlier + "\"");
    const auto& copy = *draft.find("declaration");
    for (const char* dropped : {"item_id", "sender_reference", "posting_date", "certification", "postage", "metadata"})
        BOOST_TEST(copy.find(dropped) == nullptr, dropped);
    BOOST_TEST(text_of(*copy.find("addressee"), "city") == "Bonn");
    BOOST_TEST(text_of(*copy.find("addressee"), "postcode") == "50667");
    BOOST_TEST(copy.find("lines")->items().size() == 2u);
    BOOST_TEST(codes_of(draft).empty());
    BOOST_TEST(refused(asked(kOtherPost, "POST", "/v1/prefills", R"({"copy_of":")" + earlier + "\"}")) ==
               "404 not-found");
    BOOST_TEST(refused(asked(kPost, "POST", "/v1/prefills", R"({"copy_of":"dec_x"})")) == "404 not-found");
    BOOST_TEST(refused(asked(kPost, "POST", "/v1/prefills", R"({"copy_of":1})")) == "400 bad-json");
}

BOOST_AUTO_TEST_CASE(what_came_as_xml_is_copied_too) {
    const auto item = submitted(replaced(sample("cn23-good-parcel-gb-us.xml"), "CP400400018GB", "CP400185022GB"));
    const auto draft = made("{}", R"(,"copy_of":")" + text_of(item, "declaration_id") + "\"");
    const auto& copy = *draft.find("declaration");
    BOOST_TEST(copy.find("item_id") == nullptr);
    BOOST_TEST(!copy.find("lines")->items().empty());
    BOOST_TEST(text_of(*copy.find("sender"), "country") == "GB");
}

BOOST_AUTO_TEST_CASE(the_page_of_a_draft_says_how_it_stands_and_nothing_of_it) {
    const auto draft = made();
    Client anybody(story_gateway().port(), "");
    const auto path = "/p/" + text_of(draft, "token");
    const Answer page = anybody.get(path);
    BOOST_REQUIRE(page.status == 200);
    BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(page.header("Referrer-Policy") == "no-referrer");
    BOOST_TEST(page.header("Cache-Control") == "no-store");
    BOOST_TEST(page.header("Content-Security-Policy").starts_with("default-src 'none'; style-src 'sha256-"));
    BOOST_TEST(page.body.find(text_of(draft, "reference")) != std::string::npos);
    BOOST_TEST(page.body.find("Waiting for you at the counter") != std::string::npos);
    for (const char* personal : {"Sunita", "Lalitpur", "Jonas", "slippers"})
        BOOST_TEST(page.body.find(personal) == std::string::npos, personal);
    BOOST_REQUIRE(scan_reference(text_of(draft, "reference"), "NPKTM01").status == 200);
    BOOST_TEST(anybody.get(path).body.find("At the counter") != std::string::npos);
    const Answer french = anybody.get(path, {{"Accept-Language", "fr"}});
    BOOST_TEST(french.body.find("Au guichet") != std::string::npos);
    BOOST_TEST(french.header("Content-Language") == "fr");
    BOOST_TEST(anybody.get(path, {{"Accept-Language", "ar"}}).body.find("dir=\"rtl\"") != std::string::npos);
    const Answer gone = anybody.get("/p/abcdefghijklmnopqrstuvwxyz234567");
    BOOST_TEST(gone.status == 404);
    BOOST_TEST(gone.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(gone.header("Referrer-Policy") == "no-referrer");
}

BOOST_AUTO_TEST_SUITE_END()
