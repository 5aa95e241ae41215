// Referrals over HTTP: told as a message or typed in, listed by urgency, answered, put out, and never overlooked.
#include "core/time.hpp"
#include "story.hpp"
#include "support/xerces_validator.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <tuple>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_referrals)

using namespace postern::tests::api;
using namespace std::string_literals;
namespace json = postern::json;

namespace {

const std::string kLetter = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
const std::string kScreening = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"s;
constexpr const char* kParcel = "CP400182012NP"; // of cn23-good-parcel-np-us.xml

std::string office_sample(const std::string& name) {
    return file_text("samples/office/" + name);
}

std::string said(const std::string& kind, const std::string& reference, const std::string& when,
                 const std::string& more = {}) {
    return R"({"item_id":")"s + kParcel + R"(","kind":")" + kind + R"(","reference":")" + reference +
           R"(","authority":"US-NTC","when":")" + when + "\"" + more + "}";
}

/// A gateway whose post declared the parcel.
struct Referred {
    RunningGateway own;
    Client post{own.port(), kPost};
    Client counter{own.port(), kCounter};
    Client stranger{own.port(), kOtherPost};
    std::string declaration;

    explicit Referred(bool declared = true) {
        if (!declared) return;
        const Answer sent = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        const json::Value report = sent.json();
        declaration = text_of(report.find("items")->items().at(0), "declaration_id");
    }
    Answer tell(const std::string& body) { return post.send_json("POST", "/v1/referrals", body); }
    std::string told(const std::string& body) {
        const Answer answer = tell(body);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const json::Value results = answer.json();
        check_form(results, "ReferralResults");
        const json::Value& first = results.find("referrals")->items().at(0);
        BOOST_REQUIRE_MESSAGE(text_of(first, "result") == "accepted", answer.body);
        return "/v1/referrals/" + text_of(first, "referral_id");
    }
    json::Value whole(const std::string& path) {
        const Answer answer = counter.get(path);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        json::Value value = answer.json();
        check_form(value, "ReferralWhole");
        return value;
    }
    std::string state(const std::string& path) { return text_of(whole(path), "state"); }
    std::vector<std::string> heard() {
        std::vector<std::string> events;
        const Answer answer = post.get("/v1/events?item_id="s + kParcel);
        const json::Value page = answer.json();
        check_form(page, "Events");
        for (const json::Value& event : page.find("events")->items()) {
            const auto name = text_of(event, "event");
            if (name.starts_with("referral-") || name == "item-alarm")
                events.push_back(name + " " + text_of(event, "reason"));
        }
        return events;
    }
};

using Words = std::vector<std::string>;

/// Minutes ahead, as an authority's clock may be: after whatever was said in this test.
std::string soon(std::int64_t minutes = 30) {
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    return postern::core::to_rfc3339({now + minutes * 60'000});
}

void check_refrsp(const Answer& answer) {
    const postern::xml::Runtime runtime;
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.header("Content-Type") == "application/xml");
    BOOST_TEST(postern::tests::xerces_faults("schemas/refrsp.xsd", answer.body) == Words{},
               boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_CASE(a_question_is_told_answered_and_cleared) {
    Referred one;
    const auto path = one.told(said("RFI", "US-1", "2026-01-05T09:12:00Z",
                                    R"(,"deadline":"2036-01-06T09:12:00Z","reason":"DESCRIPTION",)"
                                    R"("text":"What is it made of?","wanted":["lines.descriptions","invoice"])"));
    auto asked = one.whole(path);
    BOOST_TEST(text_of(asked, "state") == "OPEN");
    BOOST_TEST(text_of(asked, "deadline") == "2036-01-06T09:12:00.000Z");
    BOOST_TEST(!asked.find("overdue")->boolean());
    const json::Value& message = asked.find("messages")->items().at(0);
    BOOST_TEST(text_of(message, "text") == "What is it made of?");
    BOOST_TEST(text_of(message, "by") == "message");
    BOOST_TEST(message.find("wanted")->items().size() == 2u);

    const Answer item = one.post.get("/v1/items/"s + kParcel);
    const json::Value shown = item.json();
    check_form(shown, "ItemDeclarations");
    BOOST_TEST(text_of(shown.find("referrals")->items().at(0), "state") == "OPEN");
    BOOST_TEST(item.body.find("made of") == std::string::npos);

    const Answer record = one.counter.call("POST", path + "/evidence", {{"Content-Type", "image/png"}}, kScreening);
    BOOST_REQUIRE_MESSAGE(record.status == 201, record.body);
    const json::Value given = record.json();
    check_form(given, "EvidenceGiven");
    const std::string document = text_of(*given.find("document"), "document_id");
    const std::string body = R"({"kind":"information","version":1,"fields":{"lines[1].descriptions":"Cotton shirts"},)"
                             R"("text":"See the <photo>.","documents":[")" +
                             document + R"("]})";
    const Answer answer = one.counter.send_json("POST", path + "/answer", body);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    check_form(answer.json(), "ReferralAnswerGiven");
    const Answer again = one.post.send_json("POST", path + "/answer", body);
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.json().find("repeat")->boolean());
    BOOST_TEST(one.state(path) == "ANSWERED");
    const json::Value newest = one.post.get(path + "/answer").json();
    check_form(newest, "PutOutReferralAnswer");
    BOOST_TEST(text_of(*newest.find("fields"), "lines[1].descriptions") == "Cotton shirts");
    check_refrsp(one.post.get(path + "/answer", {{"Accept", "application/xml"}}));

    // asked again, answered with the same words: open in between
    one.told(said("RFS", "US-1", soon(10)));
    BOOST_TEST(one.state(path) == "OPEN");
    const std::string screened = R"({"kind":"screening-done","screening":{"methods":["XRY","EDD"],"result":"clear",)"
                                 R"("when":"2026-01-05T10:20:00Z","office":"NPKTMA"}})";
    BOOST_REQUIRE(one.post.send_json("POST", path + "/answer", screened).status == 201);
    one.told(said("AC", "US-1", soon()));
    BOOST_TEST(one.state(path) == "CLEARED_TO_LOAD");
    BOOST_TEST(one.heard() == (Words{"referral-for-information DESCRIPTION", "referral-answered information",
                                     "referral-for-screening ", "referral-answered screening-done",
                                     "referral-assessment-complete "}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_message_is_answered_row_by_row) {
    Referred one(false);
    const Answer first = one.post.post_xml("/v1/referrals", office_sample("itmref-questions.xml"));
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    const json::Value results = first.json();
    check_form(results, "ReferralResults");
    Words words;
    for (const json::Value& each : results.find("referrals")->items())
        words.push_back(text_of(each, "item_id") + " " + text_of(each, "result"));
    BOOST_TEST(words == (Words{"CP500010015NP accepted", "RR222222225NP accepted"}), boost::test_tools::per_element());
    const Answer again = one.post.post_xml("/v1/referrals", office_sample("itmref-questions.xml"));
    BOOST_TEST(again.body.find("accepted") == std::string::npos);
    // the same said as JSON is known by what it says
    const Answer as_json = one.tell(office_sample("itmref-questions.json"));
    const json::Value third = as_json.json();
    BOOST_TEST(text_of(third.find("referrals")->items().at(0), "result") == "repeat");
    BOOST_TEST(text_of(third.find("referrals")->items().at(1), "result") == "accepted");

    // a bad one sinks no other, and each says what is wrong with it
    const Answer mixed =
        one.tell(R"({"sender":"USA","referrals":[)" + said("RFI", "US-1", "2026-01-05T09:12:00Z") + "," +
                 said("ASK", "US-1", "2026-01-05T09:12:00Z") + ",7," + said("RFI", "US 1", "2026-01-05T09:12:00Z") +
                 "," + said("RFI", "US-1", "2026-01-05T09:12:00Z", R"(,"wanted":["lines.colour"])") + "]}");
    const json::Value parts = mixed.json();
    check_form(parts, "ReferralResults");
    Words codes;
    for (const json::Value& each : parts.find("referrals")->items())
        codes.push_back(text_of(each, "result") + " " + text_of(each, "code"));
    BOOST_TEST(codes == (Words{"accepted ", "refused bad-parameter", "refused bad-json", "refused bad-parameter",
                               "refused bad-parameter"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_whole_that_cannot_be_read_is_refused) {
    Referred one(false);
    std::string many = said("RFI", "US-1", "2026-01-05T09:12:00Z");
    for (int i = 1; i <= 1'000; ++i)
        many += "," + said("RFI", "US-1", "2026-01-05T09:12:00Z");
    for (const auto& [body, code] : std::vector<std::pair<std::string, std::string>>{
             {"{", "bad-json"},
             {"[]", "bad-json"},
             {R"({"referrals":[]})", "bad-json"},
             {R"({"referrals":{}})", "bad-json"},
             {R"({"by":"me","referrals":[1]})", "bad-parameter"},
             {R"({"sender":"Post of the States","referrals":[1]})", "bad-parameter"},
             {R"({"sender":7,"referrals":[1]})", "bad-json"},
             {R"({"referrals":[)" + many + "]}", "too-many-items"}})
        BOOST_TEST(one.tell(body).code() == code, body.substr(0, 60));
    const auto xml = office_sample("itmref-questions.xml");
    for (const auto& [body, code] : std::vector<std::pair<std::string, std::string>>{
             {"<itmref/>", "source-unknown"},
             {replaced(xml, "<sender>USA</sender>", ""), "message-structure"},
             {replaced(xml, "<itmref xml", "<!DOCTYPE itmref><itmref xml"), "doctype-forbidden"},
             {"", "message-empty"}})
        BOOST_TEST(one.post.post_xml("/v1/referrals", body).code() == code, body.substr(0, 60));
    BOOST_TEST(one.counter.post_xml("/v1/referrals", xml).code() == "forbidden");
    for (const auto& [target, code] :
         std::vector<std::pair<std::string, std::string>>{{"?state=shut", "bad-parameter"},
                                                          {"?item_id=RR1", "bad-parameter"},
                                                          {"?after=cur_1", "bad-cursor"},
                                                          {"?limit=0", "bad-parameter"},
                                                          {"/answers?after=evt_1", "bad-cursor"},
                                                          {"/ref_aaaaaaaaaaaaaaaaaaaaaaaaaa", "not-found"}})
        BOOST_TEST(one.post.get("/v1/referrals" + target).code() == code, target);
}

BOOST_AUTO_TEST_CASE(a_do_not_load_stands_on_top_whatever_comes_after) {
    Referred one(false);
    const auto question = one.told(said("RFI", "US-1", "2026-01-05T09:12:00Z"));
    const auto path = one.told(office_sample("itmref-typed-in.json"));
    const auto other = one.told(said("DNL", "US-2", "2026-01-05T09:13:00Z", R"(,"by":"officer")"));
    BOOST_TEST(text_of(one.whole(path).find("messages")->items().at(0), "by") == "officer");
    // seen with the item before anybody declared it
    BOOST_TEST(one.post.get("/v1/items/"s + kParcel).status == 200);
    const Answer letter = one.post.call("POST", path + "/evidence", {{"Content-Type", "application/pdf"}}, kLetter);
    BOOST_REQUIRE_MESSAGE(letter.status == 201, letter.body);
    BOOST_TEST(one.post.call("POST", path + "/evidence", {{"Content-Type", "application/pdf"}}, kLetter).status == 200);
    const Answer fetched = one.counter.get(letter.header("Location"));
    BOOST_TEST(fetched.body == kLetter);
    BOOST_TEST(fetched.header("Content-Type") == "application/pdf");
    BOOST_TEST(fetched.header("Content-Disposition").starts_with("attachment;"));
    for (const auto& [media, bytes, code] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"application/pdf", "<html></html>", "unsupported-media-type"},
             {"image/png", kLetter, "unsupported-media-type"},
             {"application/pdf", "", "message-empty"}})
        BOOST_TEST(one.post.call("POST", path + "/evidence", {{"Content-Type", media}}, bytes).code() == code);

    const auto metrics = [&] { return one.post.get("/metrics").body; };
    BOOST_TEST(metrics().find("postern_do_not_loads_unanswered{mode=\"test\"} 2\n") != std::string::npos);
    BOOST_TEST(metrics().find("postern_referrals_open{mode=\"test\"} 1\n") != std::string::npos);
    one.told(said("AC", "US-2", soon()));
    const Answer told = one.post.send_json("POST", other + "/answer", R"({"kind":"not-loaded"})");
    BOOST_REQUIRE_MESSAGE(told.status == 201, told.body);
    BOOST_TEST(one.state(other) == "DO_NOT_LOAD");
    BOOST_TEST(metrics().find("postern_do_not_loads_unanswered{mode=\"test\"} 1\n") != std::string::npos);

    Words order;
    std::string next;
    for (bool more = true; more;) {
        const Answer page = one.counter.get("/v1/referrals?limit=1&after=" + next);
        const json::Value list = page.json();
        check_form(list, "ReferralList");
        next = text_of(list, "next");
        more = !list.find("referrals")->items().empty();
        for (const json::Value& each : list.find("referrals")->items())
            order.push_back("/v1/referrals/" + text_of(each, "referral_id"));
    }
    BOOST_TEST(order == (Words{path, question, other}), boost::test_tools::per_element());

    // the declaration that comes hears of all of it
    BOOST_REQUIRE(one.post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 201);
    const auto heard = one.heard();
    BOOST_TEST((std::ranges::count(heard, "item-alarm do-not-load"s) == 1));
    BOOST_TEST((std::ranges::count(heard, "referral-answered not-loaded"s) == 1));
    BOOST_TEST(heard.size() == 5u);
}

BOOST_AUTO_TEST_CASE(answers_say_what_their_kind_needs) {
    Referred one;
    const auto path = one.told(said("RFI", "US-1", "2026-01-05T09:12:00Z"));
    const auto refused = [&](const std::string& body) {
        const Answer answer = one.post.send_json("POST", path + "/answer", body);
        const auto detail = text_of(answer.json(), "detail");
        return answer.code() + detail.substr(detail.rfind(':') + 1);
    };
    const std::string when = R"("when":"2026-01-05T10:20:00Z")";
    const std::string more_fields = [] {
        std::string text = R"({"kind":"information","text":")";
        text.append(2'001, 'x');
        return text + "\"}";
    }();
    for (
        const auto& [body, code] : std::vector<std::pair<std::string, std::string>>{
            {"{}", "bad-parameter kind."},
            {R"({"kind":"maybe"})", "bad-parameter kind."},
            {R"({"kind":"information"})", "bad-parameter fields."},
            {R"({"kind":"information","fields":{"colour":"red"}})", "bad-parameter fields."},
            {R"({"kind":"information","fields":{"lines.descriptions":""}})", "bad-parameter fields."},
            {R"({"kind":"information","fields":{"lines[0].hs_code":"1"}})", "bad-parameter fields."},
            {R"({"kind":"information","fields":{"lines.descriptions":7}})", "bad-json fields."},
            {R"({"kind":"information","fields":[]})", "bad-json fields."},
            {more_fields, "bad-parameter text."},
            {R"({"kind":"information","text":"x\u0007"})", "bad-parameter text."},
            {R"({"kind":"information","text":"x","version":2})", "bad-parameter version."},
            {R"({"kind":"information","text":"x","version":0})", "bad-parameter version."},
            {R"({"kind":"information","text":"x","documents":["doc_1"]})", "bad-parameter documents."},
            {R"({"kind":"information","text":"x","documents":"doc_1"})", "bad-json documents."},
            {R"({"kind":"information","text":"x","screening":{}})", "bad-parameter screening."},
            {R"({"kind":"screening-done"})", "bad-parameter screening."},
            {R"({"kind":"screening-done","screening":[]})", "bad-json screening."},
            {R"({"kind":"screening-done","screening":{"result":"clear",)" + when + "}}",
             "bad-parameter screening.methods."},
            {R"({"kind":"screening-done","screening":{"methods":["X RAY"],"result":"clear",)" + when + "}}",
             "bad-parameter screening.methods."},
            {R"({"kind":"screening-done","screening":{"methods":["XRY"],"result":"good",)" + when + "}}",
             "bad-parameter screening.result."},
            {R"({"kind":"screening-done","screening":{"methods":["XRY"],"result":"clear","when":"2036-01-05T10:20:00Z"}})",
             "bad-parameter screening.when."}})
        BOOST_TEST(refused(body) == code, body.substr(0, 80));
    BOOST_TEST(one.state(path) == "OPEN");
    BOOST_TEST(one.post.get(path + "/answer").code() == "not-found"); // there is none
}

BOOST_AUTO_TEST_CASE(answers_are_put_out_in_order) {
    Referred one;
    const Answer empty = one.post.get("/v1/referrals/answers");
    check_form(empty.json(), "ReferralAnswerList");
    check_refrsp(one.post.get("/v1/referrals/answers", {{"Accept", "application/xml"}}));
    one.post.post_xml("/v1/referrals", office_sample("itmref-do-not-load.xml"));
    const auto first = one.told(said("RFI", "US-1", "2026-01-05T09:12:00Z"));
    const auto second = one.told(said("RFS", "US-2", "2026-01-05T09:12:00Z", R"(,"sender":"USA","recipient":"NPA")"));
    BOOST_REQUIRE(one.post.send_json("POST", second + "/answer", R"({"kind":"not-loaded"})").status == 201);
    BOOST_REQUIRE(one.post.send_json("POST", first + "/answer", R"({"kind":"information","text":"<&>"})").status ==
                  201);
    const Answer page = one.post.get("/v1/referrals/answers?limit=1");
    const json::Value list = page.json();
    check_form(list, "ReferralAnswerList");
    const json::Value& put_out = list.find("answers")->items().at(0);
    BOOST_TEST("/v1/referrals/" + text_of(put_out, "referral_id") == second);
    BOOST_TEST(text_of(put_out, "to") == "USA");
    BOOST_TEST(text_of(put_out, "from") == "NPA");
    const auto next = text_of(list, "next");
    BOOST_TEST(page.header("Link") == "</v1/referrals/answers?after=" + next + "&limit=1>; rel=\"next\"");
    const Answer rest = one.counter.get("/v1/referrals/answers?wait=1&after=" + next, {{"Accept", "application/xml"}});
    check_refrsp(rest);
    BOOST_TEST(rest.body.find("<text>&lt;&amp;&gt;</text>") != std::string::npos);
    BOOST_TEST(rest.body.find("<number>1</number>") != std::string::npos);
    check_refrsp(one.post.get(second + "/answer", {{"Accept", "application/xml"}}));
}

BOOST_AUTO_TEST_CASE(another_posts_referral_is_not_there) {
    Referred one;
    const auto path = one.told(said("RFI", "US-1", "2026-01-05T09:12:00Z"));
    const Answer letter = one.post.call("POST", path + "/evidence", {{"Content-Type", "application/pdf"}}, kLetter);
    BOOST_REQUIRE(letter.status == 201);
    BOOST_REQUIRE(one.post.send_json("POST", path + "/answer", R"({"kind":"not-loaded"})").status == 201);
    for (const std::string& target : Words{path, path + "/answer", letter.header("Location"), "/v1/items/"s + kParcel})
        BOOST_TEST(one.stranger.get(target).code() == "not-found", target);
    BOOST_TEST(one.stranger.send_json("POST", path + "/answer", R"({"kind":"not-loaded"})").code() == "not-found");
    BOOST_TEST(one.stranger.call("POST", path + "/evidence", {{"Content-Type", "application/pdf"}}, kLetter).code() ==
               "not-found");
    BOOST_TEST(one.stranger.get("/v1/referrals").json().find("referrals")->items().empty());
    BOOST_TEST(one.stranger.get("/v1/referrals/answers").json().find("answers")->items().empty());
    BOOST_TEST(Client(one.own.port(), kCustoms).get("/v1/referrals").code() == "forbidden");
    // it is all there after a restart
    one.own.restart();
    const Answer after = Client(one.own.port(), kPost).get(path);
    const json::Value whole = after.json();
    check_form(whole, "ReferralWhole");
    BOOST_TEST(text_of(whole, "state") == "ANSWERED");
    BOOST_TEST(whole.find("answers")->items().size() == 1u);
    BOOST_TEST(whole.find("evidence")->items().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
