// The whole way over real HTTP: a post submits, customs polls, takes, acknowledges and answers, the post sees it.
#include "client.hpp"
#include "running_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(api_story)

using namespace postern::tests::api;
namespace json = postern::json;

RunningGateway& gateway() {
    static RunningGateway running;
    return running;
}
Client post() {
    return {gateway().port(), kPost};
}
Client customs() {
    return {gateway().port(), kCustoms};
}

std::string text_of(const json::Value& value, std::string_view name) {
    return value.string(name).value_or("");
}

/// Submits a good single item and gives the item's part of the report.
json::Value submitted(const std::string& message, int expected_status = 201) {
    Client client = post();
    const Answer answer = client.post_xml("/v1/declarations", message);
    BOOST_REQUIRE_MESSAGE(answer.status == expected_status, answer.status << " " << answer.body);
    const json::Value report = answer.json();
    check_form(report, "Submission");
    BOOST_REQUIRE(report.find("items")->items().size() == 1u);
    return report.find("items")->items()[0];
}

/// The whole feed, page by page, as an agency reads it.
std::vector<json::Value> whole_feed(Client& client, std::string* cursor = nullptr) {
    std::vector<json::Value> offers;
    std::string next;
    for (;;) {
        const Answer page = client.get("/v1/agencies/np-customs/filings?limit=50&after=" + next);
        BOOST_REQUIRE_MESSAGE(page.status == 200, page.body);
        const json::Value feed = page.json();
        check_form(feed, "Feed");
        next = text_of(feed, "next");
        BOOST_TEST(page.header("Link") ==
                   "</v1/agencies/np-customs/filings?after=" + next + "&limit=50>; rel=\"next\"");
        if (cursor != nullptr) *cursor = next;
        if (feed.find("offers")->items().empty()) return offers;
        for (const json::Value& offer : feed.find("offers")->items())
            offers.push_back(offer);
    }
}

json::Value offer_of(Client& client, const std::string& filing_id) {
    for (const json::Value& offer : whole_feed(client))
        if (text_of(offer, "filing_id") == filing_id) return offer;
    BOOST_FAIL("not in the feed: " << filing_id);
    return {};
}

std::string filing_of(const json::Value& item) {
    for (const json::Value& filing : item.find("filings")->items())
        if (text_of(filing, "outcome") == "file") return text_of(filing, "filing_id");
    return "";
}

BOOST_AUTO_TEST_CASE(from_received_to_released) {
    const json::Value item = submitted(sample("cn23-good-parcel-np-us.xml"));
    const std::string declaration = text_of(item, "declaration_id");
    const std::string filing = filing_of(item);
    BOOST_TEST(text_of(item, "verdict") == "accepted");
    BOOST_REQUIRE(!filing.empty());

    // the same again is answered, not repeated
    const json::Value again = submitted(sample("cn23-good-parcel-np-us.xml"), 200);
    BOOST_TEST(text_of(again, "declaration_id") == declaration);
    BOOST_TEST(again.find("repeat")->boolean());

    Client agency = customs();
    const json::Value offer = offer_of(agency, filing);
    BOOST_TEST(text_of(offer, "why") == "new");
    BOOST_TEST(text_of(offer, "profile") == "np-asycuda");

    const std::string path = "/v1/agencies/np-customs/filings/" + filing + "/document";
    const Answer document = agency.get(path);
    BOOST_TEST(document.status == 200);
    BOOST_TEST(document.body.find("<ASYCUDA") != std::string::npos);
    const std::string tag = document.header("ETag");
    BOOST_TEST(tag.size() == 66u);
    BOOST_TEST(agency.get(path, {{"If-None-Match", tag}}).status == 304);
    BOOST_TEST(agency.get(path + "?version=1").body == document.body);
    BOOST_TEST(agency.get(path + "?version=2").status == 404);

    const Answer acknowledged =
        agency.send_json("POST", "/v1/agencies/np-customs/acknowledgements", "{\"filings\":[\"" + filing + "\"]}");
    BOOST_TEST(acknowledged.status == 200);
    check_form(acknowledged.json(), "Acknowledgement");
    BOOST_TEST(offer_of(agency, filing).find("acknowledged")->boolean());

    const auto answer = [&](const std::string& id, const std::string& state, const std::string& when) {
        return agency.send_json("POST", "/v1/agencies/np-customs/responses",
                                "{\"id\":\"" + id + "\",\"events\":[{\"filing\":\"" + filing + "\",\"state\":\"" +
                                    state + "\",\"when\":\"" + when + "\"}]}");
    };
    const Answer registered = answer("a1", "ACCEPTED", "2026-11-18T08:00:00Z");
    BOOST_TEST(registered.status == 201);
    check_form(registered.json(), "AnswerResult");
    const Answer released = answer("a2", "RELEASED", "2026-11-18T09:00:00Z");
    BOOST_TEST(released.status == 201);
    BOOST_TEST(text_of(released.json().find("filings")->items().at(0), "state") == "RELEASED");
    const Answer told_twice = answer("a2", "RELEASED", "2026-11-18T09:00:00Z");
    BOOST_TEST(told_twice.status == 200);
    BOOST_TEST(told_twice.json().find("repeat")->boolean());
    BOOST_TEST(text_of(told_twice.json(), "answer_id") == text_of(released.json(), "answer_id"));

    Client client = post();
    const Answer timeline = client.get("/v1/declarations/" + declaration + "/timeline");
    BOOST_TEST(timeline.status == 200);
    check_form(timeline.json(), "Timeline");
    BOOST_TEST(timeline.json().find("events")->items().size() >= 3u);
    const Answer filings = client.get("/v1/declarations/" + declaration + "/filings");
    check_form(filings.json(), "DeclarationFilings");
    BOOST_TEST(filings.body.find("\"state\":\"RELEASED\"") != std::string::npos);
    check_form(client.get("/v1/declarations/" + declaration + "/report").json(), "DeclarationReport");
    check_form(client.get("/v1/declarations/" + declaration).json(), "Item");
    const Answer source = client.get("/v1/declarations/" + declaration + "/source");
    BOOST_TEST(source.header("Content-Type") == "application/xml");
    BOOST_TEST(source.body.find("<item_id>CP400182012NP</item_id>") != std::string::npos);
    const Answer item_page = client.get("/v1/items/CP400182012NP");
    check_form(item_page.json(), "ItemDeclarations");
    BOOST_TEST(item_page.json().find("declarations")->items().size() == 1u);

    // released: other content comes too late
    const Answer late = client.post_xml("/v1/declarations",
                                        replaced(sample("cn23-good-parcel-np-us.xml"), "Alice Bellamy", "Bea Smith"));
    BOOST_TEST(late.status == 409);
    check_form(late.json(), "Problem");
    BOOST_TEST(text_of(late.json(), "object_id") == declaration);
}

BOOST_AUTO_TEST_CASE(a_small_gift_needs_no_filing) {
    const json::Value item = submitted(sample("cn22-good-gift-np-us.xml"));
    BOOST_TEST(filing_of(item).empty());
    const auto& filings = item.find("filings")->items();
    BOOST_REQUIRE(filings.size() == 1u);
    BOOST_TEST(text_of(filings[0], "outcome") == "form");
    BOOST_TEST(!text_of(filings[0], "legal_basis").empty());
}

BOOST_AUTO_TEST_CASE(a_rejected_item_is_a_problem_that_names_box_and_line) {
    Client client = post();
    for (int time = 0; time < 2; ++time) { // the same again: the first verdict
        const Answer answer = client.post_xml("/v1/declarations", sample("cn23-bad-check-digit.xml"));
        BOOST_TEST(answer.status == 422);
        const json::Value problem = answer.json();
        check_form(problem, "Problem");
        BOOST_TEST(text_of(problem, "code") == "declaration-rejected");
        BOOST_TEST(text_of(problem, "declaration_id").starts_with("dec_"));
        BOOST_TEST(problem.find("repeat")->boolean() == (time == 1));
        bool found = false;
        for (const json::Value& error : problem.find("errors")->items())
            found = found || (text_of(error, "code") == "S10-CHECK-DIGIT" && error.find("line") != nullptr);
        BOOST_TEST(found);
    }
    const Answer xml = client.post_xml("/v1/declarations", sample("cn23-bad-check-digit.xml"),
                                       {{"Accept", "application/problem+xml"}});
    BOOST_TEST(xml.status == 422);
    BOOST_TEST(xml.body.find("<errors><i><code>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_batch_is_always_answered_with_its_report) {
    Client client = post();
    const Answer answer = client.post_xml("/v1/declarations", sample("itmatt-100-items.xml"));
    BOOST_TEST(answer.status == 200);
    const json::Value report = answer.json();
    check_form(report, "Submission");
    BOOST_TEST(report.find("counts")->find("items")->text() == "100");
    BOOST_TEST(report.find("counts")->find("accepted")->text() == "97");
    BOOST_TEST(report.find("counts")->find("rejected")->text() == "3");

    const std::string submission = text_of(report, "submission_id");
    const Answer head = client.get("/v1/submissions/" + submission);
    check_form(head.json(), "SubmissionHead");
    BOOST_TEST(head.json().find("counts")->find("rejected")->text() == "3");
    const Answer kept = client.get("/v1/submissions/" + submission + "/report");
    check_form(kept.json(), "Submission");
    BOOST_TEST(kept.json().find("items")->items().size() == 100u);

    const Answer again = client.post_xml("/v1/declarations", sample("itmatt-100-items.xml"));
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.json().find("counts")->find("accepted")->text() == "97");
    BOOST_TEST(again.json().find("counts")->find("rejected")->text() == "3");
    for (const json::Value& item : again.json().find("items")->items())
        BOOST_TEST(item.find("repeat")->boolean());
}

BOOST_AUTO_TEST_CASE(a_validation_says_the_same_and_keeps_nothing) {
    Client client = post();
    const Answer answer = client.post_xml("/v1/validations", sample("cn23-good-ems-np-jp.xml"));
    BOOST_TEST(answer.status == 200);
    check_form(answer.json(), "Submission");
    BOOST_TEST(answer.body.find("declaration_id") == std::string::npos);
    const Answer bad = client.post_xml("/v1/validations", sample("cn23-bad-quantity-zero.xml"));
    BOOST_TEST(bad.status == 200);
    BOOST_TEST(bad.json().find("counts")->find("rejected")->text() == "1");
}

BOOST_AUTO_TEST_CASE(an_idempotency_key_gives_the_first_answer_again) {
    Client client = post();
    const std::string message = sample("cn23-good-gift-np-gb.xml");
    const Answer first = client.post_xml("/v1/declarations", message, {{"Idempotency-Key", "k-1"}});
    BOOST_TEST(first.status == 201);
    BOOST_TEST(first.header("Location") ==
               "/v1/declarations/" + text_of(first.json().find("items")->items().at(0), "declaration_id"));
    const Answer second = client.post_xml("/v1/declarations", message, {{"Idempotency-Key", "k-1"}});
    BOOST_TEST(second.status == 200);
    BOOST_TEST(text_of(second.json(), "submission_id") == text_of(first.json(), "submission_id"));
    const Answer other =
        client.post_xml("/v1/declarations", sample("cn23-good-ems-np-jp.xml"), {{"Idempotency-Key", "k-1"}});
    BOOST_TEST(other.status == 422);
    BOOST_TEST(other.code() == "idempotency-key-reused");
}

BOOST_AUTO_TEST_CASE(an_item_id_is_bound_once) {
    const json::Value item = submitted(sample("cn23-good-no-item-id-np-de.xml"));
    const std::string path = "/v1/declarations/" + text_of(item, "declaration_id") + "/item-id";
    Client client = post();
    BOOST_TEST(client.send_json("PUT", path, "{\"item_id\":\"CP123456780NP\"}").code() == "item-id-invalid");
    BOOST_TEST(client.send_json("PUT", path, "{\"id\":1}").code() == "bad-json");
    const Answer bound = client.send_json("PUT", path, "{\"item_id\":\"CP123456785NP\"}");
    BOOST_TEST_REQUIRE(bound.status == 200, bound.body);
    check_form(bound.json(), "Item");
    BOOST_TEST(!filing_of(bound.json()).empty());
    const Answer twice = client.send_json("PUT", path, "{\"item_id\":\"CP400182043NP\"}");
    BOOST_TEST(twice.status == 409);
    BOOST_TEST(
        client.send_json("PUT", "/v1/declarations/dec_nothing/item-id", "{\"item_id\":\"CP123456785NP\"}").status ==
        404);
}

BOOST_AUTO_TEST_CASE(leases_hold_what_they_took) {
    (void)submitted(sample("cn23-good-sample-np-fr.xml"));
    Client agency = customs();
    const std::string leases = "/v1/agencies/np-customs/leases";
    const Answer taken = agency.send_json("POST", leases, "{\"max\":500,\"seconds\":60}");
    if (taken.status == 400) BOOST_TEST(taken.code() == "bad-parameter"); // more than the setting allows
    const Answer lease = agency.send_json("POST", leases, "{\"max\":1,\"seconds\":60}");
    BOOST_TEST_REQUIRE(lease.status == 201, lease.body);
    check_form(lease.json(), "Lease");
    const std::string id = text_of(lease.json(), "lease_id");
    const Answer longer = agency.send_json("PUT", leases + "/" + id, "{\"seconds\":120}");
    BOOST_TEST(longer.status == 200);
    check_form(longer.json(), "LeaseUntil");
    BOOST_TEST(text_of(longer.json(), "until") > text_of(lease.json(), "until"));
    BOOST_TEST(agency.call("DELETE", leases + "/" + id).status == 204);
    BOOST_TEST(agency.send_json("PUT", leases + "/" + id, "{}").code() == "lease-lost");
    for (const char* bad : {"{\"max\":0}", "{\"max\":\"1\"}", "{\"seconds\":999999}", "{\"max\":1.5}"})
        BOOST_TEST(agency.send_json("POST", leases, bad).code() == "bad-parameter", bad);
    BOOST_TEST(agency.send_json("POST", leases, "[]").code() == "bad-json");
}

BOOST_AUTO_TEST_CASE(the_feed_is_read_by_cursor_and_changes_nothing) {
    Client agency = customs();
    std::string cursor;
    const auto first = whole_feed(agency, &cursor);
    BOOST_TEST(whole_feed(agency).size() == first.size());
    const std::string end = "/v1/agencies/np-customs/filings?after=" + cursor;
    const Answer nothing = agency.get(end);
    BOOST_TEST(nothing.json().find("offers")->items().empty());
    BOOST_TEST(text_of(nothing.json(), "next") == cursor);
    BOOST_TEST(agency.get(end, {{"If-None-Match", nothing.header("ETag")}}).status == 304);
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?after=cur_nonsense").code() == "bad-cursor");
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?limit=0").code() == "bad-parameter");
    BOOST_TEST(agency.get("/v1/agencies/np-customs/filings?wait=9999").code() == "bad-parameter");

    // a waiting poll hears of what comes
    auto waiting = std::async(std::launch::async, [&end] {
        Client client = customs();
        return client.get(end + "&wait=30");
    });
    const json::Value item = submitted(sample("cn23-good-cp72-insured-np-ch.xml"));
    const Answer heard = waiting.get();
    BOOST_REQUIRE(heard.status == 200);
    BOOST_REQUIRE(heard.json().find("offers")->items().size() == 1u);
    BOOST_TEST(text_of(heard.json().find("offers")->items()[0], "filing_id") == filing_of(item));
}

BOOST_AUTO_TEST_CASE(another_tenants_things_do_not_exist) {
    const json::Value item = submitted(sample("cn23-good-returned-np-au.xml"));
    const std::string declaration = "/v1/declarations/" + text_of(item, "declaration_id");
    Client other(gateway().port(), kOtherPost);
    for (const char* part : {"", "/report", "/timeline", "/source", "/filings"})
        BOOST_TEST(other.get(declaration + part).status == 404, part);
    BOOST_TEST(other.get("/v1/items/" + text_of(item, "item_id")).status == 404);
    BOOST_TEST(other.send_json("PUT", declaration + "/item-id", "{\"item_id\":\"CP123456785NP\"}").status == 404);
    const std::string filing = filing_of(item);
    Client stranger(gateway().port(), kOtherCustoms);
    if (!filing.empty())
        BOOST_TEST(stranger.get("/v1/agencies/other-customs/filings/" + filing + "/document").status == 404);
    BOOST_TEST(stranger.get("/v1/agencies/other-customs/filings").json().find("offers")->items().empty());
}

BOOST_AUTO_TEST_CASE(a_stop_wakes_those_who_wait_and_exits_clean) {
    RunningGateway own;
    Client early(own.port(), kCustoms);
    BOOST_TEST(early.get("/v1/agencies/np-customs/filings").status == 200);
    auto waiting = std::async(std::launch::async, [&own] {
        Client client(own.port(), kCustoms);
        return client.get("/v1/agencies/np-customs/filings?wait=30");
    });
    // the poll is inside when the number of polls says so
    Client nobody(own.port(), "");
    while (nobody.get("/metrics").body.find("postern_long_polls 1\n") == std::string::npos)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    BOOST_TEST(own.stop() == 0);
    const Answer woken = waiting.get();
    BOOST_TEST(woken.status == 200);
    BOOST_TEST(woken.json().find("offers")->items().empty());
}

BOOST_AUTO_TEST_SUITE_END()
