// What a post does over HTTP: single items, batches, validations, repeats, item ids.
#include "api/command_run.hpp"
#include "story.hpp"

#include "csv/reader.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <set>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_post)

using namespace postern::tests::api;
namespace csv = postern::csv;
namespace json = postern::json;

BOOST_AUTO_TEST_CASE(a_test_message_under_a_live_key_is_judged_and_points_nowhere) {
    // the key is added beside the running gateway
    auto key =
        run_postern("keys add --role post --post np-post --mode live --label live --data " + story_gateway().data());
    BOOST_REQUIRE(key.exit_code == 0);
    key.output.pop_back();
    Client live(story_gateway().port(), key.output);
    const auto message = sample("itmatt-good-interchange-test.xml");
    const Answer answer = live.post_xml("/v1/declarations", message);
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.header("Location").empty());
    BOOST_TEST(answer.body.find("TEST-MESSAGE") != std::string::npos);
    BOOST_TEST(answer.body.find("dec_") == std::string::npos);
    BOOST_TEST(answer.body.find("sub_") == std::string::npos);
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

BOOST_AUTO_TEST_CASE(what_was_sent_stands_in_the_report_and_in_no_problem) {
    Client client = post();
    const auto message = sample("cn23-bad-hs-shape.xml"); // "6405A010"
    const Answer report = client.post_xml("/v1/validations", message);
    BOOST_TEST(report.status == 200);
    BOOST_TEST(report.body.find(R"("value":"6405A010","example":"6109.10")") != std::string::npos);
    BOOST_TEST(report.body.find(R"("docs":"/problems/HS-SHAPE")") != std::string::npos);
    const Answer problem = client.post_xml("/v1/declarations", message);
    BOOST_TEST(problem.status == 422);
    BOOST_TEST(problem.body.find("HS-SHAPE") != std::string::npos);
    BOOST_TEST(problem.body.find("6405A010") == std::string::npos);
    // it is read again from the sealed source
    const std::string kept = "/v1/declarations/" + text_of(problem.json(), "declaration_id") + "/report";
    BOOST_TEST(client.get(kept).body.find(R"("value":"6405A010")") != std::string::npos);
    const Answer csv = client.get(kept, {{"Accept", "text/csv"}});
    BOOST_TEST(csv.header("Content-Type") == "text/csv; charset=utf-8");
    BOOST_TEST(csv.body.find(",HS-SHAPE,error,CP-4,") != std::string::npos);
    BOOST_TEST(csv.body.find(",6405A010,6109.10,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_report_comes_as_csv_where_it_is_asked_for) {
    Client client = post();
    const Answer answer = client.post_xml("/v1/validations", sample("itmatt-100-items.xml"),
                                          {{"Accept", "text/csv"}, {"Accept-Language", "fr"}});
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.body.starts_with("\xef\xbb\xbfordinal,"));
    const auto table = csv::read(answer.body, "report");
    std::set<std::string> items;
    std::size_t rejected = 0;
    for (const auto& row : table.rows) {
        items.insert(row.cells[table.column("ordinal")]);
        if (row.cells[table.column("code")] != "S10-CHECK-DIGIT") continue;
        ++rejected;
        BOOST_TEST(row.cells[table.column("ordinal")] == "17");
        BOOST_TEST(row.cells[table.column("title")].find("contrôle") != std::string::npos);
    }
    BOOST_TEST(items.size() == 100u);
    BOOST_TEST(rejected == 1u);
    const Answer both =
        client.post_xml("/v1/validations", sample("cn23-bad-hs-shape.xml"), {{"Accept", "text/csv, application/json"}});
    BOOST_TEST(both.header("Content-Type") == "application/json");
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
    const auto repeated = again.json();
    for (const json::Value& item : repeated.find("items")->items())
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

BOOST_AUTO_TEST_SUITE_END()
