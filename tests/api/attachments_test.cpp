// Documents beside a declaration over HTTP: uploaded, repeated, listed, fetched; read by customs where it may.
#include "story.hpp"
#include "support/list_world.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_attachments)

using namespace postern::tests::api;
using namespace std::string_literals;
namespace json = postern::json;

const std::string kPdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
const std::string kJpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"s;
const std::string kPng = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"s;
constexpr std::size_t kMegabyte = 1u << 20;

/// A PDF of that length, other than those of other numbers.
std::string large_pdf(std::size_t bytes, int number = 0) {
    std::string pdf = "%PDF-1.4\n" + std::to_string(number) + " ";
    pdf.resize(bytes, 'x');
    return pdf;
}

/// A gateway with one declaration.
struct Uploading {
    RunningGateway own;
    Client post{own.port(), kPost};
    Client counter{own.port(), kCounter};
    Client agency{own.port(), kCustoms};
    std::string path, filing;

    explicit Uploading(const std::string& settings = {}) : own(settings) {
        const Answer sent = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        const json::Value item = sent.json().find("items")->items().at(0);
        path = "/v1/declarations/" + text_of(item, "declaration_id");
        filing = filing_of(item);
    }
    Answer give(const std::string& bytes, const std::string& media, const std::string& type = "invoice") {
        return post.call("POST", path + "/documents?type=" + type, {{"Content-Type", media}}, bytes);
    }
    std::string given(const std::string& bytes, const std::string& media, const std::string& type = "invoice") {
        const Answer answer = give(bytes, media, type);
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return text_of(*answer.json().find("document"), "document_id");
    }
    std::string beside() const { return "/v1/agencies/np-customs/filings/" + filing + "/attachments"; }
    Answer respond(const std::string& event) {
        return agency.send_json("POST", "/v1/agencies/np-customs/responses", R"({"events":[)" + event + "]}");
    }
    /// customs asks for these types ("\"invoice\"")
    void ask(const std::string& types, const std::string& when) {
        const Answer asked = respond(R"({"filing":")" + filing + R"(","state":"QUERY","when":")" + when +
                                     R"(","deadline":"2026-12-01T17:00:00+05:45","documents":[)" + types + "]}");
        BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    }
    std::vector<std::string> offers() {
        std::vector<std::string> whys;
        for (const json::Value& offer : whole_feed(agency))
            whys.push_back(text_of(offer, "why"));
        return whys;
    }
};

BOOST_AUTO_TEST_CASE(a_document_is_uploaded_listed_and_fetched) {
    Uploading one;
    const Answer first = one.give(kPdf, "application/pdf");
    BOOST_REQUIRE_MESSAGE(first.status == 201, first.body);
    check_form(first.json(), "AttachmentGiven");
    const json::Value document = *first.json().find("document");
    const std::string id = text_of(document, "document_id");
    BOOST_TEST(id.starts_with("doc_"));
    BOOST_TEST(first.header("Location") == one.path + "/documents/" + id);
    BOOST_TEST(text_of(document, "media_type") == "application/pdf");
    BOOST_TEST(document.find("bytes")->text() == std::to_string(kPdf.size()));
    BOOST_TEST(!first.json().find("repeat")->boolean());

    // the same again, by whomever of the post
    const Answer again = one.counter.call("POST", one.path + "/documents?type=invoice",
                                          {{"Content-Type", "application/octet-stream"}}, kPdf);
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.json().find("repeat")->boolean());
    BOOST_TEST(text_of(*again.json().find("document"), "document_id") == id);
    BOOST_TEST(again.header("Content-Location") == one.path + "/documents/" + id);
    const auto as_licence = one.given(kPdf, "application/pdf", "licence");
    const auto photo = one.given(kJpeg, "image/jpeg", "photo");
    const auto scan = one.given(kPng, "IMAGE/PNG", "certificate");
    BOOST_TEST(as_licence != id);

    const Answer list = one.counter.get(one.path + "/documents");
    BOOST_REQUIRE_MESSAGE(list.status == 200, list.body);
    check_form(list.json(), "Attachments");
    std::vector<std::string> ids;
    const json::Value listed = list.json();
    for (const json::Value& each : listed.find("documents")->items())
        ids.push_back(text_of(each, "document_id"));
    BOOST_CHECK(ids == (std::vector{id, as_licence, photo, scan}));

    const Answer fetched = one.post.get(one.path + "/documents/" + photo);
    BOOST_TEST(fetched.status == 200);
    BOOST_TEST(fetched.body == kJpeg);
    BOOST_TEST(fetched.header("Content-Type") == "image/jpeg");
    BOOST_TEST(fetched.header("X-Content-Type-Options") == "nosniff");
    BOOST_TEST(fetched.header("Content-Disposition") == "attachment; filename=\"" + photo + ".jpeg\"");
    const Answer known = one.post.get(one.path + "/documents/" + id, {{"If-None-Match", first.header("ETag")}});
    BOOST_TEST(known.status == 200);
    const std::string tag = known.header("ETag");
    BOOST_TEST(tag == "\"" + text_of(document, "sha256") + "\"");
    BOOST_TEST(one.post.get(one.path + "/documents/" + id, {{"If-None-Match", tag}}).status == 304);
    // it is still there after a restart
    one.own.restart();
    BOOST_TEST(Client(one.own.port(), kPost).get(one.path + "/documents/" + id).body == kPdf);
}

BOOST_AUTO_TEST_CASE(bytes_tell_what_it_is) {
    Uploading one;
    for (const auto& [bytes, media] :
         std::vector<std::pair<std::string, std::string>>{{kPdf, "image/jpeg"},
                                                          {kPdf + kJpeg, "image/jpeg"},
                                                          {kJpeg, "application/pdf"},
                                                          {kPng, "image/jpeg"},
                                                          {std::string(64, '\0'), "application/octet-stream"},
                                                          {kPng.substr(0, 12), "image/png"},
                                                          {"<html></html>", "application/pdf"},
                                                          {kPdf, "text/plain"},
                                                          {kPdf, "application/xml"},
                                                          {kPdf, "application/pdf; charset=binary"}}) {
        const Answer answer = one.give(bytes, media);
        BOOST_TEST(answer.status == 415, media);
        BOOST_TEST(answer.code() == "unsupported-media-type", media);
    }
    BOOST_TEST(one.post.call("POST", one.path + "/documents?type=invoice", {}, kPdf).status == 415);
    BOOST_TEST(one.give("", "application/pdf").code() == "message-empty");
    BOOST_TEST(one.give("", "application/pdf").status == 400);
    for (const char* type : {"", "Invoice", "passport"})
        BOOST_TEST(one.give(kPdf, "application/pdf", type).code() == "bad-parameter", type);
    BOOST_TEST(one.post.call("POST", one.path + "/documents", {{"Content-Type", "application/pdf"}}, kPdf).code() ==
               "bad-parameter");
    BOOST_TEST(one.post.get(one.path + "/documents").json().find("documents")->items().empty());
}

BOOST_AUTO_TEST_CASE(five_megabytes_each_and_twenty_together) {
    // its own bound counts, not that of messages
    Uploading one("http.body-bytes = 100000\n");
    RawSocket wire(one.own.port());
    wire.send("POST " + one.path + "/documents?type=photo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + kPost +
              "\r\nContent-Type: application/pdf\r\nContent-Length: " + std::to_string(5 * kMegabyte + 1) + "\r\n\r\n");
    BOOST_TEST(refusal_of(wire.read_all()) == "413 body-too-large");
    const auto give = [&](const std::string& bytes) { return one.give(bytes, "application/pdf", "photo"); };
    for (int i = 0; i < 4; ++i)
        BOOST_REQUIRE(give(large_pdf(5 * kMegabyte, i)).status == 201);
    const Answer full = give(kPdf);
    BOOST_TEST(full.status == 409);
    BOOST_TEST(full.code() == "documents-full");
    BOOST_TEST(text_of(full.json(), "detail").find("20 MB") != std::string::npos);
    BOOST_TEST(give(large_pdf(5 * kMegabyte, 3)).status == 200);
}

BOOST_AUTO_TEST_CASE(an_answer_to_a_request_is_told_to_customs_once) {
    Uploading one;
    const auto early = one.given(kPng, "image/png", "photo"); // nobody asked
    BOOST_CHECK(one.offers() == std::vector<std::string>{"new"});
    one.ask(R"("invoice","licence")", "2026-11-26T10:00:00Z");
    const Answer answered = one.give(kPdf, "application/pdf");
    BOOST_REQUIRE_MESSAGE(answered.status == 201, answered.body);
    BOOST_TEST(answered.json().find("answers")->items().at(0).text() == one.filing);
    const std::string id = text_of(*answered.json().find("document"), "document_id");
    BOOST_CHECK(one.offers() == (std::vector<std::string>{"new", "reply"}));
    BOOST_TEST(one.give(kPdf, "application/pdf").json().find("answers")->items().empty());
    BOOST_TEST(one.give(kPng, "image/png", "photo").status == 200);
    BOOST_CHECK(one.offers() == (std::vector<std::string>{"new", "reply"}));

    const json::Value timeline = one.post.get(one.path + "/timeline").json();
    check_form(timeline, "Timeline");
    std::vector<std::string> uploads;
    bool asked = false;
    for (const json::Value& event : timeline.find("events")->items()) {
        if (text_of(event, "event") == "documents-given")
            uploads.push_back(text_of(event, "reason") + " " + text_of(event, "document_id") + " " +
                              text_of(event, "filing_id"));
        if (event.find("documents") == nullptr) continue;
        asked = true;
        BOOST_TEST(text_of(event, "event") == "filing-query");
        BOOST_TEST(event.find("documents")->items().size() == 2u);
        BOOST_TEST(event.find("documents")->items()[1].text() == "licence");
        BOOST_TEST(text_of(event, "deadline").starts_with("2026-12-01T11:15:00"));
    }
    BOOST_TEST(asked);
    std::ranges::sort(uploads);
    BOOST_CHECK(uploads == (std::vector{"invoice " + id + " " + one.filing, "photo " + early + " "}));
    const Answer events = one.post.get("/v1/events?event=filing-query");
    check_form(events.json(), "Events");
    BOOST_TEST(events.body.find(R"("documents":["invoice","licence"],"deadline":"2026-12-01T11:15:00)") !=
               std::string::npos);
    check_form(one.post.get("/v1/events?event=documents-given").json(), "Events");

    // customs reads all that is beside the filing, takes the reply over, and goes on
    const Answer list = one.agency.get(one.beside());
    BOOST_REQUIRE_MESSAGE(list.status == 200, list.body);
    check_form(list.json(), "Attachments");
    BOOST_TEST(list.json().find("documents")->items().size() == 2u);
    const Answer fetched = one.agency.get(one.beside() + "/" + id);
    BOOST_TEST(fetched.body == kPdf);
    BOOST_TEST(fetched.header("Content-Disposition") == "attachment; filename=\"" + id + ".pdf\"");
    const Answer taken = one.agency.send_json("POST", "/v1/agencies/np-customs/acknowledgements",
                                              R"({"filings":[")" + one.filing + "\"]}");
    BOOST_TEST(taken.status == 200);
    BOOST_TEST(one.post.get(one.path).body.find("\"state\":\"QUERY\"") != std::string::npos);
    BOOST_REQUIRE(one.respond(R"({"filing":")" + one.filing + R"(","state":"ACCEPTED"})").status == 201);
    BOOST_TEST(one.give(kJpeg, "image/jpeg", "licence").json().find("answers")->items().empty());
    BOOST_CHECK(one.offers() == (std::vector<std::string>{"new", "reply"}));
}

BOOST_AUTO_TEST_CASE(a_request_comes_in_every_form_of_an_answer) {
    Uploading one;
    const std::string responses = "/v1/agencies/np-customs/responses";
    const std::string head = R"({"filing":")" + one.filing + R"(","state":"QUERY",)";
    for (const char* bad : {R"("documents":["passport"]})", R"("documents":"invoice"})", R"("documents":[7]})",
                            R"("deadline":"tomorrow"})"})
        BOOST_TEST(one.respond(head + bad).code() == "answer-unreadable", bad);
    const auto xml = [&](const std::string& documents) {
        return one.agency.post_xml(responses, "<answer xmlns=\"urn:postern:answer:1\"><event filing=\"" + one.filing +
                                                  "\" state=\"QUERY\" documents=\"" + documents +
                                                  "\" deadline=\"2026-12-01T17:00:00Z\"/></answer>");
    };
    BOOST_TEST(xml("passport").code() == "answer-unreadable");
    const Answer asked = xml("invoice mandate");
    BOOST_TEST(asked.status == 201, asked.body);
    BOOST_TEST(one.give(kPdf, "application/pdf", "mandate").json().find("answers")->items().size() == 1u);

    const auto table = [&](const std::string& documents, const std::string& deadline) {
        return one.agency.call("POST", responses, {{"Content-Type", "text/csv"}},
                               "filing,decision,documents,deadline\r\n" + one.filing + ",query," + documents + "," +
                                   deadline + "\r\n");
    };
    BOOST_TEST(table("passport", "").body.find("decision-unreadable") != std::string::npos);
    BOOST_TEST(table("photo", "tomorrow").body.find("decision-unreadable") != std::string::npos);
    BOOST_TEST(table("Photo", "2026-12-02T17:00:00Z").status == 201);
    BOOST_TEST(one.give(kPng, "image/png", "photo").json().find("answers")->items().size() == 1u);
    // a state that is about documents asks for any
    BOOST_REQUIRE(one.respond(R"({"filing":")" + one.filing + R"(","state":"CONTROL_DOCUMENTS"})").status == 201);
    BOOST_TEST(one.give(kJpeg, "image/jpeg", "certificate").json().find("answers")->items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_not_the_callers_is_not_there) {
    Uploading one;
    const auto id = one.given(kPdf, "application/pdf");
    Client other_post(one.own.port(), kOtherPost);
    Client other_customs(one.own.port(), kOtherCustoms);
    BOOST_TEST(other_post.get(one.path + "/documents").status == 404);
    BOOST_TEST(other_post.get(one.path + "/documents/" + id).status == 404);
    BOOST_TEST(
        other_post.call("POST", one.path + "/documents?type=invoice", {{"Content-Type", "application/pdf"}}, kPdf)
            .status == 404);
    BOOST_TEST(other_customs.get(one.beside()).status == 404);
    BOOST_TEST(other_customs.get("/v1/agencies/other-customs/filings/" + one.filing + "/attachments").status == 404);
    BOOST_TEST(one.agency.get(one.path + "/documents").status == 403);
    BOOST_TEST(one.post.get(one.beside()).status == 403);
    for (const std::string& wrong : {"doc_nonsense"s, "doc_" + one.filing.substr(4), one.filing}) {
        BOOST_TEST(one.post.get(one.path + "/documents/" + wrong).status == 404, wrong);
        BOOST_TEST(one.agency.get(one.beside() + "/" + wrong).status == 404, wrong);
    }
    // beside another declaration
    const Answer second = one.post.post_xml("/v1/declarations", sample("cn23-good-ems-np-jp.xml"));
    BOOST_REQUIRE(second.status == 201);
    const json::Value item = second.json().find("items")->items().at(0);
    BOOST_TEST(one.post.get("/v1/declarations/" + text_of(item, "declaration_id") + "/documents/" + id).status == 404);
    BOOST_TEST(one.agency.get("/v1/agencies/np-customs/filings/" + filing_of(item) + "/attachments/" + id).status ==
               404);
    // nothing more beside what was cancelled; what is there can be read
    BOOST_REQUIRE(one.post.send_json("POST", one.path + "/cancellation", "{}").status == 200);
    const Answer late = one.give(kPng, "image/png");
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.code() == "declaration-cancelled");
    BOOST_TEST(one.post.get(one.path + "/documents/" + id).body == kPdf);
}

BOOST_AUTO_TEST_CASE(an_agency_reads_only_where_its_route_lets_it) {
    const postern::tests::ScratchFolder folder;
    std::filesystem::copy(std::filesystem::path(POSTERN_SOURCE_DIR) / "config", folder.path() / "config",
                          std::filesystem::copy_options::recursive);
    folder.write("config/routes.xml", replaced(file_text("config/routes.xml"), " documents=\"true\"", ""));
    Uploading one("home.config = " + (folder.path() / "config").string() + "\n");
    one.ask(R"("invoice")", "2026-11-26T10:00:00Z");
    const Answer answered = one.give(kPdf, "application/pdf");
    BOOST_REQUIRE_MESSAGE(answered.status == 201, answered.body);
    BOOST_TEST(answered.json().find("answers")->items().size() == 1u);
    BOOST_CHECK(one.offers() == std::vector<std::string>{"new"});
    const std::string id = text_of(*answered.json().find("document"), "document_id");
    for (const std::string& target : {one.beside(), one.beside() + "/" + id}) {
        BOOST_TEST(one.agency.get(target).status == 403, target);
        BOOST_TEST(one.agency.get(target).code() == "forbidden", target);
    }
    BOOST_TEST(one.agency.get("/v1/agencies/np-customs/filings/fil_nonsense/attachments").status == 404);
}

BOOST_AUTO_TEST_CASE(of_a_register_what_is_beside_its_rows_is_read) {
    const postern::tests::ListWorld world;
    Uploading one("home.mappings = " + world.mappings() + "\nhome.config = " + world.config() + "\n");
    const auto id = one.given(kPdf, "application/pdf");
    BOOST_TEST(one.agency.get(one.beside()).status == 404); // it waits, and customs knows nothing of it
    const Answer closed = one.post.send_json("POST", "/v1/registers", "{}");
    BOOST_REQUIRE_MESSAGE(closed.status == 201, closed.body);
    const auto whole = text_of(closed.json().find("registers")->items().at(0), "register_id");
    const std::string beside = "/v1/agencies/np-customs/filings/" + whole + "/attachments";
    const Answer list = one.agency.get(beside);
    BOOST_REQUIRE_MESSAGE(list.status == 200, list.body);
    check_form(list.json(), "Attachments");
    const json::Value document = list.json().find("documents")->items().at(0);
    BOOST_TEST(text_of(document, "document_id") == id);
    BOOST_TEST(text_of(document, "filing_id") == one.filing);
    BOOST_TEST(one.agency.get(beside + "/" + id).body == kPdf);
    BOOST_TEST(one.agency.get(one.beside() + "/" + id).body == kPdf);
    one.ask(R"("licence")", "2026-11-26T10:00:00Z");
    BOOST_TEST(one.give(kJpeg, "image/jpeg", "licence").json().find("answers")->items().at(0).text() == one.filing);
    const auto offers = whole_feed(one.agency);
    BOOST_TEST(text_of(offers.back(), "why") == "reply");
    BOOST_TEST(text_of(offers.back(), "filing_id") == whole);
}

BOOST_AUTO_TEST_SUITE_END()
