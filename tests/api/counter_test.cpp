// The counter over HTTP: a clerk's whole conversation, each failure that a clerk meets, the door, the lost line.
#include "core/decimal.hpp"
#include "counter_clerk.hpp"
#include "support/own_config.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_counter)

using namespace postern::tests;
using namespace postern::tests::api;
using namespace postern::tests::api::at_counter;
namespace core = postern::core;
namespace json = postern::json;

BOOST_AUTO_TEST_CASE(a_clerk_has_the_whole_conversation) {
    const RunningGateway own;
    Clerk clerk(own.port());
    const Answer here = clerk.get("/v1/counter");
    BOOST_REQUIRE_MESSAGE(here.status == 200, here.body);
    const json::Value who = here.json();
    check_form(who, "CounterHere");
    BOOST_TEST(text_of(*who.find("office"), "name") == "Kathmandu General Post Office");
    BOOST_TEST(text_of(who, "time_zone") == "Asia/Kathmandu");
    BOOST_TEST(number(clerk.totals(), "accepted") == "0");

    const std::string id = s10(41000001);
    const Answer tried = clerk.post("/v1/validations", declared(id));
    BOOST_REQUIRE_MESSAGE(tried.status == 200, tried.body);
    BOOST_TEST(acts(clerk).empty());
    const Answer accepted = clerk.accept(declared(id));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const json::Value report = accepted.json();
    check_form(report, "CounterAcceptance");
    BOOST_TEST(text_of(report.find("forms")->items().at(0), "form") == "CN23");
    BOOST_TEST(text_of(*report.find("receipt"), "status").ends_with("/status/" + id));
    const auto path = path_of(accepted);
    BOOST_TEST(accepted.header("Location") == path);
    BOOST_TEST(posted_events(clerk, path) == 1U);
    BOOST_TEST(text_of(clerk.get("/v1/items/" + id).json(), "position") == "POSTED");
    BOOST_TEST(clerk.get(path + "/source").body.find("\"office_of_origin\":\"NPKTM01\"") != std::string::npos);

    for (const bool again : {false, true}) {
        const Answer printed = clerk.post(path + "/prints", R"({"form": "CN23", "size": "100x150"})");
        BOOST_REQUIRE_MESSAGE(printed.status == 201, printed.body);
        const json::Value print = printed.json();
        check_form(print, "Print");
        BOOST_TEST(print.find("reprint")->boolean() == again);
        BOOST_TEST(text_of(print, "href") == path + "/form.pdf?form=CN23&size=100x150");
    }
    const Answer amended = clerk.client.call("PUT", path, clerk.headers({{"If-Match", "*"}}), declared(id, "1.900"));
    BOOST_REQUIRE_MESSAGE(amended.status == 200, amended.body);
    auto sums = clerk.totals();
    BOOST_TEST(number(sums, "accepted") == "1");
    BOOST_TEST(number(sums, "printed") == "1");
    BOOST_TEST(number(sums, "reprinted") == "1");
    BOOST_TEST(number(sums, "amended") == "1");
    BOOST_TEST(number(sums, "items") == "1");
    BOOST_TEST(number(sums, "gross_weight_kg") == "1.900");
    BOOST_TEST(text_of(sums.find("postage")->items().at(0), "amount") == "4200.00");
    BOOST_TEST(text_of(sums.find("clerks")->items().at(0), "clerk") == "c017");

    const Answer voided = clerk.post(path + "/void", R"({"reason": "sender-changed-mind"})");
    BOOST_REQUIRE_MESSAGE(voided.status == 200, voided.body);
    BOOST_TEST(clerk.post(path + "/void", "{}").status == 200);
    sums = clerk.totals();
    BOOST_TEST(number(sums, "voided") == "1");
    BOOST_TEST(number(sums, "items") == "0");
    BOOST_TEST(core::Decimal::parse(number(sums, "gross_weight_kg"))->is_zero());
    BOOST_TEST((acts(clerk) == Words{"accepted", "printed", "reprinted", "amended", "voided"}));
    // the label is used up: said before, and said when it is tried
    BOOST_TEST(clerk.post("/v1/validations", declared(id)).body.find("\"S10-REUSED\"") != std::string::npos);
    const Answer spoilt = clerk.accept(declared(id));
    BOOST_TEST(spoilt.status == 409);
    BOOST_TEST(spoilt.code() == "item-id-spoilt");
    BOOST_TEST(clerk.post(path + "/prints", R"({"form": "CN23"})").code() == "declaration-cancelled");
    // who did it is in the audit
    Client admin(own.port(), kAdmin);
    const Answer audit = admin.get("/v1/admin/audit");
    check_form(audit.json(), "Audit");
    BOOST_TEST(audit.body.find("\"action\":\"counter.void\"") != std::string::npos);
    BOOST_TEST(audit.body.find("\"office\":\"NPKTM01\",\"clerk\":\"c017\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_and_nothing_is_posted) {
    const RunningGateway own;
    Clerk clerk(own.port());
    struct Case {
        std::string what, with, code;
    };
    const std::vector<Case> cases = {
        {"\"1.750\"", "\"0.400\"", "NET-EXCEEDS-GROSS"},
        {"\"1.750\"", "\"900\"", "WEIGHT-LIMIT"},
        {"\"64052010\"", "\"64999910\"", "HS-HEADING"},
        {"Felt slippers with leather sole, pair", "Sparklers and fireworks", "GOODS-PROHIBITED"},
        {"\"CN23\"", "\"CN22\"", "CN22-CEILING"},
    };
    int serial = 42000000;
    for (const auto& [what, with, code] : cases) {
        const std::string id = s10(++serial);
        auto wrong = replaced(declared(id), what, with);
        if (code == "CN22-CEILING") wrong = replaced(wrong, "\"130.00\"", "\"900.00\"");
        if (code == "GOODS-PROHIBITED") wrong = replaced(wrong, "\"64052010\"", "\"36041000\"");
        const Answer rejected = clerk.accept(wrong);
        BOOST_REQUIRE_MESSAGE(rejected.status == 422, rejected.body);
        BOOST_TEST(names(rejected, code), code << ": " << rejected.body);
        BOOST_TEST(acts(clerk).size() == static_cast<std::size_t>(serial - 42000001));
        // mended, with the same number and label
        const Answer mended = clerk.accept(declared(id));
        BOOST_REQUIRE_MESSAGE(mended.status == 201, mended.body);
        BOOST_TEST(posted_events(clerk, path_of(mended)) == 1U);
    }
    BOOST_TEST(number(clerk.totals(), "items") == std::to_string(cases.size()));
}

BOOST_AUTO_TEST_CASE(the_line_is_lost_and_nothing_is_done_twice) {
    const RunningGateway own;
    Clerk clerk(own.port());
    const std::string id = s10(43000001);
    const Answer first = clerk.accept(declared(id), "", "till-3/17");
    BOOST_REQUIRE_MESSAGE(first.status == 201, first.body);
    const Answer by_key = clerk.accept(declared(id), "", "till-3/17");
    BOOST_TEST(by_key.status == 200);
    check_form(by_key.json(), "CounterAcceptance");
    BOOST_TEST(by_key.header("Content-Location") == path_of(first));
    BOOST_TEST(clerk.accept(declared(id)).status == 200); // by its content
    // what was sent is of the request, not of the item
    const Answer sent = clerk.accept(declared(id), ",\"sent_at\":\"" + now_text(-90) + "\"", "till-3/17");
    BOOST_TEST(sent.status == 200);
    BOOST_TEST(std::abs(std::stoi(number(sent.json(), "clock_offset_seconds")) - 90) <= 5);
    BOOST_TEST(posted_events(clerk, path_of(first)) == 1U);
    BOOST_TEST((acts(clerk) == Words{"accepted"}));
    const Answer other = clerk.accept(declared(s10(43000002)), "", "till-3/17");
    BOOST_TEST(other.code() == "idempotency-key-reused");
    BOOST_TEST(clerk.accept(declared(id, "1.800")).code() == "content-differs");
    // the printer asks again
    const auto prints = path_of(first) + "/prints";
    for (const int status : {201, 200}) {
        const Answer printed = clerk.post(prints, R"({"form": "receipt"})", "print-1");
        BOOST_TEST(printed.status == status);
        BOOST_TEST(number(printed.json(), "number") == "1");
        BOOST_TEST(text_of(printed.json(), "href") == path_of(first) + "/receipt.pdf");
    }
    // a message that the post handed over itself is taken in when the clerk has the parcel
    Client post(own.port(), kPost);
    const std::string theirs = declared(s10(43000003));
    const Answer handed =
        post.call("POST", "/v1/declarations", {{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}},
                  json::with_string(theirs, "office_of_origin", "NPKTM01"));
    BOOST_REQUIRE_MESSAGE(handed.status == 201, handed.body);
    const auto path = path_of(handed);
    BOOST_TEST(posted_events(clerk, path) == 0U);
    const Answer taken = clerk.accept(theirs, "", "k");
    BOOST_TEST(taken.status == 200, taken.body);
    BOOST_TEST(posted_events(clerk, path) == 1U);
    BOOST_TEST(number(clerk.totals(), "items") == "2");
}

BOOST_AUTO_TEST_CASE(collected_at_the_door_posted_at_the_office) {
    const OwnConfig config;
    config.replace("routes.xml", "after=\"np-restricted-consent\" lodge-on=\"acceptance\"",
                   "after=\"np-restricted-consent\" lodge-on=\"posting\"");
    const RunningGateway own(config.setting());
    Clerk carrier(own.port(), "NPKTM01", "r08");
    Clerk clerk(own.port());
    const auto captured = now_text(-7200);
    // no scale stands at a door
    const auto content = replaced(declared(""), "\"gross_weight_kg\"", "\"comments\"");
    const Answer collected = carrier.accept(content, R"(,"taken_at":"door","captured_at":")" + captured +
                                                         R"(","sent_at":")" + now_text() + "\"");
    BOOST_REQUIRE_MESSAGE(collected.status == 201, collected.body);
    const auto path = path_of(collected);
    BOOST_TEST(posted_events(clerk, path) == 0U);
    BOOST_TEST(clerk.get(path + "/timeline").body.find("\"item-collected\"") != std::string::npos);
    BOOST_TEST(number(clerk.totals(), "items") == "0");

    const std::string id = s10(44000001);
    for (const char* bad : {"{}", R"({"gross_weight_kg": true})"})
        BOOST_TEST(clerk.post(path + "/posting", bad).code() == "bad-json", bad);
    for (const char* bad : {"0", "-1", "1,5", "heavy"})
        BOOST_TEST(clerk.post(path + "/posting", std::string(R"({"gross_weight_kg": ")") + bad + "\"}").code() ==
                       "bad-parameter",
                   bad);
    // what the scale says is less than the goods weigh
    const Answer wrong = clerk.post(path + "/posting", R"({"gross_weight_kg": "0.300", "item_id": ")" + id + "\"}");
    BOOST_TEST(wrong.status == 422, wrong.body);
    BOOST_TEST(posted_events(clerk, path) == 0U);
    const std::string weighed = R"({"gross_weight_kg": "1.820", "item_id": ")" + id + "\"}";
    for (int i = 0; i < 2; ++i) {
        const Answer posted = clerk.post(path + "/posting", weighed);
        BOOST_REQUIRE_MESSAGE(posted.status == 200, posted.body);
        check_form(posted.json(), "Item");
        BOOST_TEST(text_of(posted.json(), "item_id") == id);
    }
    BOOST_TEST(posted_events(clerk, path) == 1U);
    const auto sums = clerk.totals();
    BOOST_TEST(number(sums, "collected") == "1");
    BOOST_TEST(number(sums, "posted") == "1");
    BOOST_TEST(number(sums, "accepted") == "0");
    BOOST_TEST(number(sums, "gross_weight_kg") == "1.820");
    BOOST_TEST(clerk.post("/v1/declarations/dec_nonsense/posting", weighed).code() == "not-found");
}

BOOST_AUTO_TEST_CASE(what_comes_late_and_is_refused_is_in_the_journal) {
    const RunningGateway own;
    Clerk clerk(own.port());
    const std::string times = R"(,"captured_at":")" + now_text(-86400) + R"(","sent_at":")" + now_text() + "\"";
    const Answer rejected = clerk.accept(declared(s10(45000001), "0.100"), times);
    BOOST_TEST(rejected.status == 422);
    const std::string id = s10(45000002);
    BOOST_REQUIRE(clerk.accept(declared(id), times).status == 201);
    BOOST_TEST(clerk.accept(declared(id, "1.800"), times).code() == "content-differs");
    BOOST_TEST((acts(clerk) == Words{"refused-late", "accepted", "refused-late"}));
    const json::Value journal = clerk.get("/v1/counter/journal").json();
    const auto& last = journal.find("acts")->items().at(2);
    BOOST_TEST(text_of(last, "reason") == "content-differs");
    BOOST_TEST(text_of(last, "item_id") == id);
    BOOST_TEST(last.find("clock_offset_seconds") != nullptr);
    // pages
    const Answer first = clerk.get("/v1/counter/journal?limit=2");
    const auto next = text_of(first.json(), "next");
    BOOST_TEST((acts(clerk, "?after=" + next) == Words{"refused-late"}));
    BOOST_TEST(clerk.get("/v1/counter/journal?after=cur_nonsense").code() == "bad-cursor");
}

BOOST_AUTO_TEST_CASE(exact_codes_of_what_cannot_be_asked) {
    const RunningGateway own;
    Clerk clerk(own.port());
    const std::string id = s10(46000001);
    for (const char* more : {R"(,"taken_at":"window")", R"(,"captured_at":"yesterday")",
                             R"(,"captured_at":"2020-01-01T00:00:00Z")", R"(,"sent_at":"2099-01-01T00:00:00Z")"})
        BOOST_TEST(clerk.accept(declared(id), more).code() == "bad-parameter", more);
    BOOST_TEST(clerk.accept(declared(id), R"(,"prefill":"pre_nonsense")").code() == "not-found");
    for (const char* bad : {"{}", R"({"declaration": 7})", R"({"declaration": {"declarations": []}})", "[]", "{"})
        BOOST_TEST(clerk.post("/v1/counter/acceptances", bad).code() == "bad-json", bad);
    const Answer accepted = clerk.accept(declared(id));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const auto path = path_of(accepted);
    for (const char* bad : {R"({"form": "CN24"})", R"({"form": "CN23", "size": "A3"})",
                            R"({"form":"receipt","size":"A5"})", R"({"form": "CN23", "reason": "out of paper"})", "{}"})
        BOOST_TEST(clerk.post(path + "/prints", bad).code() == "bad-parameter", bad);
    BOOST_TEST(clerk.get("/v1/counter/totals?day=2026-02-30").code() == "bad-parameter");
    // whose office
    Clerk nobody(own.port(), "", "");
    BOOST_TEST(nobody.accept(declared(s10(46000002))).code() == "bad-parameter");
    BOOST_TEST(nobody.get("/v1/counter/totals").code() == "bad-parameter");
    BOOST_TEST(number(nobody.totals("?office=NPKTM01"), "accepted") == "1");
    BOOST_TEST(number(nobody.totals("?office=NPPKR01"), "accepted") == "0");
    BOOST_TEST(number(nobody.totals("?office=NPKTM01&day=2026-01-05"), "accepted") == "0");
    BOOST_TEST(clerk.get("/v1/counter/totals?office=NPPKR01").code() == "forbidden");
    BOOST_TEST(clerk.get("/v1/counter/journal?office=NPPKR01").code() == "forbidden");
    Clerk odd(own.port(), "NP/KTM");
    BOOST_TEST(odd.get("/v1/counter").code() == "bad-parameter");
    Clerk unlisted(own.port(), "NPBRT01");
    BOOST_TEST(text_of(*unlisted.get("/v1/counter").json().find("office"), "code") == "NPBRT01");
    // others have none of it
    Client agency(own.port(), kCustoms);
    BOOST_TEST(agency.get("/v1/counter").status == 403);
    Client stranger(own.port(), kOtherPost);
    BOOST_TEST(stranger.send_json("POST", path + "/void", "{}").code() == "not-found");
    BOOST_TEST(stranger.send_json("POST", path + "/prints", R"({"form": "CN23"})").code() == "not-found");
    BOOST_TEST(number(stranger.get("/v1/counter/totals?office=NPKTM01").json(), "accepted") == "0");
    // a key of an office and a clerk
    auto key =
        run_postern("keys add --role counter --post np-post --office NPKTM01 --clerk c017 --mode test --label one"
                    " --data " +
                    own.data());
    BOOST_REQUIRE(key.exit_code == 0);
    while (!key.output.empty() && key.output.back() == '\n')
        key.output.pop_back();
    Clerk bound(own.port(), "", "", key.output);
    const json::Value me = bound.get("/v1/counter").json();
    BOOST_TEST(text_of(me, "clerk") == "c017");
    BOOST_TEST(text_of(*me.find("office"), "code") == "NPKTM01");
    for (const auto& [office, who] : {std::pair("NPPKR01", "c017"), std::pair("NPKTM01", "c018")}) {
        Clerk other(own.port(), office, who, key.output);
        BOOST_TEST(other.get("/v1/counter").code() == "forbidden");
    }
}

BOOST_AUTO_TEST_CASE(what_left_is_not_voided) {
    const RunningGateway own;
    Clerk clerk(own.port());
    const std::string id = s10(47000001);
    const Answer accepted = clerk.accept(declared(id));
    BOOST_REQUIRE_MESSAGE(accepted.status == 201, accepted.body);
    const Answer seen =
        clerk.post("/v1/item-events", R"({"events":[{"item_id":")" + id + R"(","event":"dispatch-closed","when":")" +
                                          now_text() + "\"}]}");
    BOOST_REQUIRE_MESSAGE(seen.status == 200, seen.body);
    const Answer late = clerk.post(path_of(accepted) + "/void", "{}");
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.code() == "item-dispatched");
}

BOOST_AUTO_TEST_SUITE_END()
