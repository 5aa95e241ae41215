// Dispatches over HTTP, from the first word of them until they have left; and item events in all their formats.
#include "core/item_id.hpp"
#include "story.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_dispatches)

using namespace postern;
using namespace postern::tests::api;

namespace {

const std::string kDispatch = "NPKTMAUSJFKAACN60012";
const std::string kFirst = kDispatch + "001000150";
const std::string kSecond = kDispatch + "002100042";
const std::string kPath = "/v1/dispatches/" + kDispatch;
constexpr const char* kHeld = "CP400182012NP"; // customs has it and did not release it
constexpr const char* kFree = "RR400182088NP"; // its form suffices

/// Items that nobody declared.
std::vector<std::string> undeclared(int count) {
    std::vector<std::string> items;
    for (int i = 0; i < count; ++i) {
        const auto serial = std::to_string(71'000'000 + i);
        items.push_back("LX" + serial + core::ItemId::check_digit(serial) + "NP");
    }
    return items;
}

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items)
        text += (text.empty() ? "\"" : ",\"") + item + "\"";
    return "[" + text + "]";
}

std::string told(std::vector<std::string> first, const std::vector<std::string>& second) {
    return R"({"dispatch":")" + kDispatch + R"(","flight":"QR651","receptacles":[{"receptacle":")" + kFirst +
           R"(","items":)" + listed(first) + R"(},{"receptacle":")" + kSecond + R"(","items":)" + listed(second) +
           "}]}";
}

std::size_t alarms_told(Client& client) {
    const auto stream = client.get("/v1/events?event=item-alarm").json();
    check_form(stream, "Events");
    return stream.find("events")->items().size();
}

} // namespace

BOOST_AUTO_TEST_CASE(a_dispatch_of_twenty_from_told_to_departed) {
    const RunningGateway gateway;
    Client post(gateway.port(), kPost);
    for (const char* name : {"cn23-good-parcel-np-us.xml", "cn22-good-gift-np-us.xml"})
        BOOST_REQUIRE(post.post_xml("/v1/declarations", sample(name)).status == 201);
    const auto others = undeclared(18);
    auto first = others;
    first.emplace_back(kHeld);
    const auto message = told(first, {kFree});
    const Answer taken = post.send_json("POST", "/v1/dispatches", message);
    BOOST_REQUIRE_MESSAGE(taken.status == 201, taken.body);
    check_form(taken.json(), "DispatchTaken");
    BOOST_TEST(taken.json().find("counts")->find("items")->text() == "20");
    const Answer again = post.send_json("POST", "/v1/dispatches", message);
    BOOST_TEST(again.status == 200);
    BOOST_TEST(text_of(again.json(), "result") == "repeat");
    std::string rows = "receptacle,item_id,dispatch\n";
    for (const auto& item : first)
        rows += kFirst + "," + item + "," + kDispatch + "\n";
    BOOST_TEST(post.call("POST", "/v1/dispatches", {{"Content-Type", "text/csv"}}, rows).status == 200);
    BOOST_TEST(post.post_xml("/v1/dispatches", "<predes xmlns=\"urn:postern:predes:1\" dispatch=\"" + kDispatch +
                                                   "\"><receptacle id=\"" + kSecond + "\"><item id=\"" + kFree +
                                                   "\"/></receptacle></predes>")
                   .status == 200);

    const auto list = post.get("/v1/dispatches").json();
    check_form(list, "Dispatches");
    BOOST_TEST(list.find("dispatches")->items().size() == 1u);
    const auto detail = post.get(kPath).json();
    check_form(detail, "DispatchDetail");
    BOOST_TEST(text_of(detail, "state") == "OPEN");
    BOOST_TEST(detail.find("receptacles")->items().at(0).find("items")->items().size() == 19u);

    const auto check = post.get(kPath + "/check").json();
    check_form(check, "DispatchCheck");
    BOOST_TEST(check.find("pull_out")->items().size() == 19u);
    BOOST_TEST(check.find("free")->text() == "1");
    const auto dry = post.send_json("POST", kPath + "/closing", "{\"dry_run\":true}").json();
    check_form(dry, "DispatchCheck");
    BOOST_TEST(text_of(dry, "state") == "OPEN");

    const Answer closed = post.send_json("POST", kPath + "/closing", "{}");
    BOOST_REQUIRE_MESSAGE(closed.status == 200, closed.body);
    const auto result = closed.json();
    check_form(result, "DispatchCheck");
    BOOST_TEST(text_of(result, "state") == "CLOSED");
    BOOST_TEST(!result.find("may_depart")->boolean());
    BOOST_TEST(text_of(result.find("pull_out")->items().at(0).find("hindrances")->items().at(0), "code") ==
               "not-released");
    BOOST_TEST(post.send_json("POST", "/v1/dispatches", told(others, {kFree})).code() == "dispatch-fixed");

    const auto out =
        post.send_json("POST", kPath + "/removals", "{\"reason\":\"no-data\",\"items\":" + listed(others) + "}").json();
    check_form(out, "DispatchRemovals");
    for (const auto& item : out.find("items")->items())
        BOOST_TEST(text_of(item, "result") == "taken-out");
    const auto unknown = post.send_json("POST", kPath + "/removals", "{\"items\":[\"RR222222225NP\"]}").json();
    BOOST_TEST(text_of(unknown.find("items")->items().at(0), "result") == "unknown-item");

    const std::string left = R"({"when":"2026-01-05T18:00:00Z","carrier":"QR"})";
    const Answer departed = post.send_json("POST", kPath + "/departure", left);
    BOOST_REQUIRE_MESSAGE(departed.status == 200, departed.body);
    const auto gone = departed.json();
    check_form(gone, "DispatchLeft");
    BOOST_REQUIRE(gone.find("alarms")->items().size() == 1u);
    BOOST_TEST(text_of(gone.find("alarms")->items()[0], "item_id") == kHeld);
    BOOST_TEST(text_of(gone.find("alarms")->items()[0], "reason") == "departed-not-released");
    const auto once_more = post.send_json("POST", kPath + "/departure", left).json();
    BOOST_TEST(text_of(once_more, "result") == "repeat");
    BOOST_TEST(once_more.find("alarms")->items().size() == 1u);
    BOOST_TEST(alarms_told(post) == 1u);
    BOOST_TEST(post.send_json("POST", kPath + "/removals", "{\"items\":[\"" + std::string(kFree) + "\"]}").code() ==
               "dispatch-fixed");

    const auto item = post.get("/v1/items/" + std::string(kFree)).json();
    check_form(item, "ItemDeclarations");
    BOOST_REQUIRE(item.find("dispatch") != nullptr);
    BOOST_TEST(text_of(*item.find("dispatch"), "receptacle") == kSecond);
    BOOST_TEST(text_of(*item.find("dispatch"), "flight") == "QR651");
    BOOST_TEST(text_of(*item.find("dispatch"), "departed") == "2026-01-05T18:00:00.000Z");
    const auto events = post.get("/v1/events?item_id=" + std::string(kFree) + "&event=item-in-receptacle").json();
    check_form(events, "Events");
    BOOST_REQUIRE(events.find("events")->items().size() == 1u);
    BOOST_TEST(text_of(events.find("events")->items()[0], "receptacle") == kSecond);
}

BOOST_AUTO_TEST_CASE(the_pull_out_list_prints_and_speaks_the_clerks_language) {
    Client client = tests::api::post();
    const std::string dispatch = "NPKTMADEFRAAACN60040";
    const auto receptacle = dispatch + "001100010";
    const auto items = undeclared(19);
    const auto item = items.back(); // of this test alone
    BOOST_REQUIRE(client
                      .send_json("POST", "/v1/dispatches",
                                 R"({"dispatch":")" + dispatch + R"(","receptacles":[{"receptacle":")" + receptacle +
                                     R"(","items":[")" + item + "\"]}]}")
                      .status == 201);
    const auto path = "/v1/dispatches/" + dispatch + "/check";
    const Answer table = client.get(path, {{"Accept", "text/csv"}, {"Accept-Language", "es"}});
    BOOST_TEST(table.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(table.body.find(item + "," + receptacle + ",no-data,Sin declaración") != std::string::npos);
    for (const char* lang : {"en", "es", "fr", "pt", "ar"}) {
        const Answer page = client.get(path, {{"Accept", "text/html"}, {"Accept-Language", lang}});
        BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8");
        BOOST_TEST(page.header("Content-Language") == lang);
        BOOST_TEST(page.header("Content-Security-Policy").find("default-src 'none'") != std::string::npos);
        BOOST_TEST(page.body.find("<html lang=\"" + std::string(lang)) != std::string::npos);
        BOOST_TEST(page.body.find("(no-data)") != std::string::npos);
        BOOST_TEST(page.body.find("<td>" + item + "</td>") != std::string::npos);
        for (const char* never : {"<script", "http://", "https://", "departure.", "pull-out."})
            BOOST_TEST(page.body.find(never) == std::string::npos, never);
    }
    BOOST_TEST(client.get(path, {{"Accept-Language", "ar"}, {"Accept", "text/html"}}).body.find("dir=\"rtl\"") !=
               std::string::npos);
    const auto packed = client.get("/v1/items/" + item).json(); // nobody declared it, and it is packed
    check_form(packed, "ItemDeclarations");
    BOOST_TEST(packed.find("declarations")->items().empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_or_not_theirs_is_refused) {
    Client client = tests::api::post();
    const std::string dispatch = "NPKTMAGBLONAACN60041";
    const auto receptacle = dispatch + "001100010";
    const auto message = R"({"dispatch":")" + dispatch + R"(","receptacles":[{"receptacle":")" + receptacle +
                         R"(","items":["LX710000000XX","RR333333335NP"]}]})";
    const Answer taken = client.send_json("POST", "/v1/dispatches", message);
    BOOST_REQUIRE_MESSAGE(taken.status == 201, taken.body);
    const auto refused = taken.json();
    check_form(refused, "DispatchTaken");
    BOOST_REQUIRE(refused.find("refused")->items().size() == 1u);
    BOOST_TEST(text_of(refused.find("refused")->items()[0], "code") == "item-id-invalid");
    const auto path = "/v1/dispatches/" + dispatch;

    Client other(story_gateway().port(), kOtherPost);
    Client agency(story_gateway().port(), kCustoms);
    Client counter(story_gateway().port(), kCounter);
    BOOST_TEST(counter.get(path).status == 200);
    for (const auto& part : {path, path + "/check"}) {
        BOOST_TEST(other.get(part).code() == "not-found");
        BOOST_TEST(agency.get(part).code() == "forbidden");
    }
    for (const char* part : {"/closing", "/removals", "/departure"}) {
        const std::string body = R"({"when":"2026-01-05T18:00:00Z","items":["RR333333335NP"]})";
        BOOST_TEST(other.send_json("POST", path + part, body).code() == "not-found");
        BOOST_TEST(client.send_json("POST", "/v1/dispatches/NPKTMA" + std::string(part), body).code() == "not-found");
    }
    BOOST_TEST(client.send_json("POST", path + "/departure", "{}").code() == "bad-json");
    BOOST_TEST(client.send_json("POST", path + "/departure", R"({"when":"soon"})").code() == "bad-parameter");
    BOOST_TEST(
        client.send_json("POST", path + "/departure", R"({"when":"2026-01-05T18:00:00Z","flight":"a b"})").code() ==
        "bad-parameter");
    BOOST_TEST(client.send_json("POST", path + "/closing", R"({"dry_run":"yes"})").code() == "bad-json");
    BOOST_TEST(client.send_json("POST", path + "/closing", R"({"when":"2999-01-01T00:00:00Z"})").code() ==
               "bad-parameter");
    BOOST_TEST(client.send_json("POST", path + "/removals", "{}").code() == "bad-json");
    BOOST_TEST(client.send_json("POST", path + "/removals", R"({"items":["RR333333336NP"]})").code() ==
               "item-id-invalid");
    BOOST_TEST(client.get("/v1/dispatches?after=NPKTMA").code() == "bad-cursor");
    BOOST_TEST(client.get("/v1/dispatches?limit=0").code() == "bad-parameter");
    BOOST_TEST(client.get("/v1/dispatches?limit=1").json().find("next") != nullptr);
    BOOST_TEST(client.call("POST", "/v1/dispatches", {{"Content-Type", "text/plain"}}, "x").code() ==
               "unsupported-media-type");
    BOOST_TEST(client.post_xml("/v1/dispatches", "<!DOCTYPE predes><predes/>").code() == "doctype-forbidden");
    BOOST_TEST(client.post_xml("/v1/dispatches", "<predes/>").code() == "source-unknown");
    BOOST_TEST(client.send_json("POST", "/v1/dispatches", "{}").code() == "bad-parameter");
    BOOST_TEST(client.call("POST", "/v1/dispatches", {{"Content-Type", "text/csv"}}, "dispatch\n").code() ==
               "message-structure");
    RawSocket wire(story_gateway().port()); // it is refused unread
    wire.send("POST /v1/dispatches HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + std::string(kPost) +
              "\r\nContent-Type: text/csv\r\nContent-Length: 2097153\r\n\r\n");
    BOOST_TEST(refusal_of(wire.read_all()) == "413 body-too-large");
}

BOOST_AUTO_TEST_CASE(item_events_come_as_xml_and_csv_and_a_scan_alone_raises_the_alarm) {
    const RunningGateway gateway;
    Client post(gateway.port(), kPost);
    BOOST_REQUIRE(post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 201);
    const auto results = [](const Answer& answer) {
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const auto json = answer.json();
        check_form(json, "ItemEventResults");
        std::string words;
        for (const auto& row : json.find("events")->items())
            words += text_of(row, "result") + " ";
        return words;
    };
    BOOST_TEST(results(post.post_xml("/v1/item-events", file_text("samples/office/events.xml"))) ==
               "accepted accepted unknown-item ");
    const Headers table{{"Content-Type", "text/csv"}};
    BOOST_TEST(results(post.call("POST", "/v1/item-events", table, file_text("samples/office/events.csv"))) ==
               "repeat repeat unknown-item ");
    BOOST_TEST(results(post.call("POST", "/v1/item-events", table,
                                 "item_id,event,when\nCP400182012NP,EMC,2026-11-22T10:00:00Z\n"
                                 "CP400182012NP,EXE,2026-11-22T10:00:00Z\n")) == "accepted refused ");
    BOOST_TEST(alarms_told(post) == 1u);
    BOOST_TEST(results(post.call("POST", "/v1/item-events", table,
                                 "item_id,event,when\nCP400182012NP,EMC,2026-11-22T10:00:00Z\n"
                                 "CP400182012NP,EMC,2026-11-22T10:05:00Z\n")) == "repeat accepted ");
    BOOST_TEST(alarms_told(post) == 1u);
    BOOST_TEST(post.post_xml("/v1/item-events", "<events/>").code() == "source-unknown");
    BOOST_TEST(post.post_xml("/v1/item-events", "<events xmlns=\"urn:postern:item-events:1\"/>").code() ==
               "message-structure");
    BOOST_TEST(post.call("POST", "/v1/item-events", table, "item_id\nX\n").code() == "message-structure");
    for (const char* sample : {"predes.xml", "predes.csv", "predes.json"}) {
        const std::string name(sample);
        const auto media = name.ends_with("xml")   ? "application/xml"
                           : name.ends_with("csv") ? "text/csv"
                                                   : "application/json";
        const Answer answer =
            post.call("POST", "/v1/dispatches", {{"Content-Type", media}}, file_text("samples/office/" + name));
        BOOST_TEST(answer.status == (name.ends_with("xml") ? 201 : 200), answer.body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
