// A parcel from the exporter's telephone to the aircraft: draft, scan, scale, label, acceptance, paper, customs, and
// what the exporter sees of it.
#include "counter_clerk.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_counter_story)

using namespace postern::tests;
using namespace postern::tests::api;
using namespace postern::tests::api::at_counter;
namespace core = postern::core;
namespace json = postern::json;

namespace {

constexpr const char* kOffice = "NPKTM01";

/// What an exporter knows at home: no scale, no label.
std::string written_at_home() {
    auto text = replaced(sample("json-good-sale-np-de.json"), "\"item_id\": \"CP400185005NP\",", "");
    text = replaced(text, "\"sender_reference\": \"JSN-2026-0001\",", "");
    return replaced(text, "\"gross_weight_kg\": \"1.750\",", "");
}

std::string drawn(Clerk& clerk) {
    const Answer answer = clerk.post("/v1/item-ids", R"({"service": "CP", "count": 1})");
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    const json::Value ids = answer.json();
    return ids.find("item_ids")->items().at(0).text();
}

std::string state_seen(Client& exporter, const std::string& item_id, const std::string& secret) {
    const Answer seen = exporter.get("/v1/status/" + item_id + "?s=" + secret);
    BOOST_REQUIRE_MESSAGE(seen.status == 200, seen.body);
    return text_of(seen.json(), "state");
}

void customs_say(Client& customs, const std::string& filing, const std::string& state) {
    const Answer said = customs.send_json("POST", "/v1/agencies/np-customs/responses",
                                          R"({"events":[{"filing":")" + filing + R"(","state":")" + state +
                                              R"(","number":"MRN-STORY-1"}]})");
    BOOST_REQUIRE_MESSAGE(said.status == 201, said.body);
}

bool is_pdf(const Answer& answer) {
    return answer.status == 200 && answer.body.starts_with("%PDF-");
}

} // namespace

BOOST_AUTO_TEST_CASE(from_the_telephone_to_the_aircraft) {
    const RunningGateway own;
    Client web_shop(own.port(), kPost);
    Client customs(own.port(), kCustoms);
    Client exporter(own.port(), "");
    Clerk clerk(own.port());

    // at home
    const Answer made = web_shop.send_json("POST", "/v1/prefills", "{\"declaration\": " + written_at_home() + "}");
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const json::Value draft = made.json();
    const std::string prefill = text_of(draft, "id");
    const std::string link = text_of(draft, "link");
    BOOST_TEST(web_shop.get("/v1/prefills/" + prefill + "/qr.png").body.starts_with("\x89PNG"));
    BOOST_TEST(web_shop.get("/v1/prefills/" + prefill + "/qr.svg").body.find("<svg") != std::string::npos);

    // at the counter: the scanner types what the code holds
    const std::string what = R"({"token": ")" + link + "\"}";
    const Answer scanned = clerk.post("/v1/prefills/scan", what);
    BOOST_REQUIRE_MESSAGE(scanned.status == 200, scanned.body);
    BOOST_TEST(scanned.body.find("\"GROSS-WEIGHT-MISSING\"") != std::string::npos);
    Clerk elsewhere(own.port(), "NPPKR01", "c400");
    BOOST_TEST(elsewhere.post("/v1/prefills/scan", what).code() == "prefill-taken");

    // weight from the scale, a label, the sender's word
    const json::Value kept = scanned.json();
    const std::string item_id = drawn(clerk);
    auto whole = json::with_string(written_at_home(), "gross_weight_kg", "1.750");
    whole = json::with_string(whole, "item_id", item_id);
    const Answer tried = clerk.post("/v1/validations", whole);
    BOOST_REQUIRE_MESSAGE(tried.status == 200, tried.body);
    BOOST_TEST(text_of(tried.json().find("items")->items().at(0), "verdict") == "accepted");
    const std::string used = R"(, "prefill": ")" + prefill + "\"";
    const Answer accepted = clerk.accept(whole, used, "story-1");
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const auto path = path_of(accepted);
    const json::Value report = accepted.json();
    const std::string secret = text_of(*report.find("receipt"), "secret");
    BOOST_TEST(secret.size() == 16U);
    // the line was lost: the same again is the same
    BOOST_TEST(clerk.accept(whole, used, "story-1").status == 200);
    BOOST_TEST(posted_events(clerk, path) == 1U);
    // and the draft is used, for everybody
    BOOST_TEST(clerk.post("/v1/prefills/scan", what).code() == "prefill-used");
    BOOST_TEST(elsewhere.post("/v1/prefills/scan", what).code() == "prefill-used");
    const auto another = json::with_string(whole, "item_id", drawn(clerk));
    BOOST_TEST(clerk.accept(another, used).code() == "prefill-used");

    // paper, and once more when the printer jams
    for (const std::string number : {"1", "2"}) {
        const Answer print = clerk.post(path + "/prints", R"({"form": "CN23", "size": "A5", "reason": "jammed"})");
        BOOST_REQUIRE_MESSAGE(print.status == 201, print.body);
        const json::Value said = print.json();
        BOOST_TEST(said.find("number")->text() == number);
        BOOST_TEST(is_pdf(clerk.get(text_of(said, "href"))));
    }
    BOOST_TEST(is_pdf(clerk.get(path + "/receipt.pdf?lang=es")));

    // customs, and what the exporter sees with the secret of his receipt
    BOOST_TEST(state_seen(exporter, item_id, secret) == "waiting-for-customs");
    customs_say(customs, filing_of(report.find("items")->items().at(0)), "RELEASED");
    BOOST_TEST(state_seen(exporter, item_id, secret) == "customs-released");
    BOOST_TEST(exporter.get("/status/" + item_id + "?s=" + secret + "&lang=en").body.find("Customs let it go") !=
               std::string::npos);
    BOOST_TEST(exporter.get("/v1/status/" + item_id + "?s=0000000000000000").status == 404);
    const auto sums = clerk.totals();
    BOOST_TEST(number(sums, "accepted") == "1");
    BOOST_TEST(number(sums, "printed") == "1");
    BOOST_TEST(number(sums, "reprinted") == "1");

    // it leaves, and the evidence can be printed
    const Answer left = clerk.post("/v1/item-events", R"({"events": [{"item_id": ")" + item_id +
                                                          R"(", "event": "EMC", "when": ")" + now_text() + "\"}]}");
    BOOST_REQUIRE_MESSAGE(left.status == 200 || left.status == 201, left.body);
    BOOST_TEST(state_seen(exporter, item_id, secret) == "on-its-way");
    BOOST_TEST(is_pdf(clerk.get(path + "/evidence.pdf")));
}

BOOST_AUTO_TEST_SUITE_END()
