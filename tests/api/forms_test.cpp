// Paper over HTTP: forms and receipts of a declaration, what is refused, and evidence whose code verifies offline.
#include "command_run.hpp"
#include "story.hpp"
#include "support/drawn_pages.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(api_forms)

using namespace postern;
using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

struct Printed {
    RunningGateway gateway{"http.public-url = https://post.example.org/\n"};
    Client post{gateway.port(), kPost};

    /// The path of its declaration.
    std::string declared(const std::string& message) {
        const Answer sent = post.post_xml("/v1/declarations", message);
        BOOST_REQUIRE_MESSAGE(sent.status == 201 || sent.status == 422, sent.body);
        const auto report = sent.json();
        if (sent.status == 422) return "/v1/declarations/" + text_of(report, "declaration_id");
        return "/v1/declarations/" + text_of(report.find("items")->items().at(0), "declaration_id");
    }
    Answer form(const std::string& path) { return post.get(path + "/form.pdf"); }
    void refused(const std::string& path, int status, const std::string& code) {
        const Answer answer = post.get(path);
        BOOST_TEST(answer.status == status, path << ": " << answer.body);
        BOOST_TEST(text_of(answer.json(), "code") == code, path);
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(a_form_is_printed_and_read_again) {
    Printed one;
    const auto path = one.declared(sample("cn23-good-parcel-np-us.xml"));
    const Answer answer = one.form(path);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    BOOST_TEST(answer.header("Content-Type") == "application/pdf");
    BOOST_TEST(answer.header("Content-Disposition") == "inline; filename=\"CP400182012NP-CN23.pdf\"");
    const DrawnPages pages(answer.body);
    const auto page = pages.grey(1, 203, true);
    BOOST_TEST(code_on(page, false) == "CP400182012NP");
    BOOST_TEST(code_on(page, true) == "https://post.example.org/status/CP400182012NP");
    const auto text = pages.text(1);
    for (const char* wanted : {"CP 400 182 012 NP", "CN 23", "DÉCLARATION EN DOUANE"})
        BOOST_TEST(text.find(wanted) != std::string::npos, wanted);

    const auto tag = std::string(answer.header("ETag"));
    const Answer again = one.post.call("GET", path + "/form.pdf", {{"If-None-Match", tag}}, "");
    BOOST_TEST(again.status == 304);
    BOOST_TEST(again.body.empty());
    // another process, the same bytes
    one.gateway.restart();
    Client post{one.gateway.port(), kPost};
    BOOST_TEST((post.get(path + "/form.pdf").body == answer.body));
    Client counter{one.gateway.port(), kCounter};
    BOOST_TEST((counter.get(path + "/form.pdf").body == answer.body));
    BOOST_TEST((post.get(path + "/form.pdf?size=100x150").body != answer.body));
    BOOST_TEST((post.get(path + "/form.pdf?lang=ar").body != answer.body));
    BOOST_TEST(post.get(path + "/form.pdf?form=CP72").header("Content-Disposition") ==
               "inline; filename=\"CP400182012NP-CP72.pdf\"");
}

BOOST_AUTO_TEST_CASE(a_receipt_has_the_link_to_the_state) {
    Printed one;
    const auto path = one.declared(sample("cn23-good-parcel-np-us.xml"));
    const Answer answer = one.post.get(path + "/receipt.pdf?lang=pt");
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    BOOST_TEST(answer.header("Content-Disposition") == "inline; filename=\"CP400182012NP-RECEIPT.pdf\"");
    const DrawnPages pages(answer.body);
    const auto link = code_on(pages.grey(1, 150), true);
    BOOST_TEST(link.starts_with("https://post.example.org/status/CP400182012NP"), link);
    BOOST_TEST(pages.text(1).find("RECIBO") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_printed_says_why) {
    Printed one;
    const auto path = one.declared(sample("cn23-good-parcel-np-us.xml"));
    one.refused(path + "/form.pdf?form=CN24", 400, "bad-parameter");
    one.refused(path + "/form.pdf?size=A4", 400, "bad-parameter");
    one.refused(path + "/form.pdf?form=CP72&size=A5", 400, "bad-parameter");
    one.refused(path + "/form.pdf?lang=xx", 400, "bad-parameter");
    one.refused(path + "/form.pdf?colour=red", 400, "bad-parameter");
    one.refused(path + "/form.pdf?form=CN22", 409, "form-does-not-suffice");
    one.refused(path + "/evidence.pdf?lang=xx", 400, "bad-parameter");
    one.refused("/v1/declarations/dec_nothing/form.pdf", 404, "not-found");
    Client other{one.gateway.port(), kOtherPost};
    BOOST_TEST(other.get(path + "/form.pdf").status == 404);
    Client customs{one.gateway.port(), kCustoms};
    BOOST_TEST(customs.get(path + "/form.pdf").status == 403);

    const auto unbound = one.declared(sample("cn23-good-no-item-id-np-de.xml"));
    one.refused(unbound + "/form.pdf", 409, "item-id-missing");
    one.refused(unbound + "/receipt.pdf", 409, "item-id-missing");
    const auto rejected = one.declared(sample("cn23-bad-hs-missing.xml"));
    one.refused(rejected + "/form.pdf", 409, "rejected-not-printed");
    BOOST_TEST(one.post.send_json("POST", path + "/cancellation", R"({"reason":"spoilt"})").status < 300);
    one.refused(path + "/form.pdf", 409, "declaration-cancelled");
    one.refused(path + "/receipt.pdf", 409, "declaration-cancelled");
}

BOOST_AUTO_TEST_CASE(the_code_of_evidence_on_paper_verifies_without_a_connection) {
    Printed one;
    const auto path = one.declared(sample("cn23-good-parcel-np-us.xml"));
    const Answer answer = one.post.get(path + "/evidence.pdf");
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    BOOST_TEST(answer.header("Content-Disposition") == "inline; filename=\"CP400182012NP-EVIDENCE.pdf\"");
    const DrawnPages pages(answer.body);
    const auto code = code_on(pages.grey(1, 203), true);
    BOOST_REQUIRE(!code.empty());
    const auto folder = std::filesystem::path(one.gateway.data());
    std::ofstream(folder / "scanned.jws", std::ios::binary) << code;
    std::ofstream(folder / "jwks.json", std::ios::binary) << one.post.get("/.well-known/jwks.json").body;
    const auto run =
        run_postern("verify " + (folder / "scanned.jws").string() + " --keys " + (folder / "jwks.json").string());
    BOOST_TEST(run.exit_code == 0, run.output);
    BOOST_TEST(run.output.find("item: CP400182012NP") != std::string::npos);
    const auto tag = std::string(answer.header("ETag"));
    BOOST_TEST(tag.starts_with("W/"));
    BOOST_TEST(one.post.call("GET", path + "/evidence.pdf", {{"If-None-Match", tag}}, "").status == 304);
    BOOST_TEST((one.post.get(path + "/evidence.pdf?lang=fr").header("ETag") != tag));
}

BOOST_AUTO_TEST_SUITE_END()
