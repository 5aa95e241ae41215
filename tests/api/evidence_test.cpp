// Evidence of export over HTTP: what it proves along an item's way, who may ask, and `postern verify` of what was
// fetched.
#include "command_run.hpp"
#include "crypto/digest.hpp"
#include "story.hpp"
#include "support/schema_check.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(api_evidence)

using namespace postern;
using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

/// A gateway with one declaration that customs was offered.
struct Exported {
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client agency{gateway.port(), kCustoms};
    std::string text = sample("cn23-good-parcel-np-us.xml");
    json::Value item;
    std::string id;
    std::string path;
    std::string filing;

    explicit Exported(const std::string& settings = {}) : gateway(settings) {
        const Answer sent = post.post_xml("/v1/declarations", text);
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        item = sent.json().find("items")->items().at(0);
        id = text_of(item, "declaration_id");
        path = "/v1/declarations/" + id + "/evidence";
        filing = filing_of(item);
    }
    std::string said(const std::string& state, const std::string& more = {}) const {
        return R"({"events":[{"filing":")" + filing + R"(","state":")" + state + "\"" + more + "}]}";
    }
    /// The id of the answer.
    std::string customs_say(const std::string& state, const std::string& more = {}) {
        const Answer answer = agency.send_json("POST", "/v1/agencies/np-customs/responses", said(state, more));
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
        return text_of(answer.json(), "answer_id");
    }
    void scanned(const std::string& event, const std::string& when) {
        const Answer told = post.send_json("POST", "/v1/item-events",
                                           R"({"events":[{"item_id":"CP400182012NP","event":")" + event +
                                               R"(","when":")" + when + R"(","office":"NPKTMA"}]})");
        BOOST_REQUIRE_MESSAGE(told.status == 200, told.body);
    }
    void amend(const std::string& what, const std::string& with) {
        const std::string at = "/v1/declarations/" + id;
        const Answer amended =
            post.call("PUT", at, {{"Content-Type", "application/xml"}, {"If-Match", "*"}}, replaced(text, what, with));
        BOOST_REQUIRE_MESSAGE(amended.status == 200, amended.body);
    }
    /// As the post gets it now; fits its form and its schema.
    json::Value evidence() { return checked(post.get(path)); }
    json::Value checked(const Answer& answer) {
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const auto value = answer.json();
        check_form(value, "SignedEvidence");
        const auto schema = post.get("/schemas/evidence.json").json();
        for (const auto& fault : SchemaCheck(schema).faults(*value.find("evidence")))
            BOOST_ERROR(fault);
        return *value.find("evidence");
    }
    std::string status() { return text_of(evidence(), "status"); }
    std::string accepted_description(const json::Value& of) {
        const auto* accepted = of.find("filings")->items().at(0).find("accepted");
        return text_of(accepted->find("lines")->items().at(0), "description");
    }
    std::string keep(const std::string& name, const std::string& bytes) const {
        const auto file = std::filesystem::path(gateway.data()) / name;
        std::ofstream(file, std::ios::binary) << bytes;
        return file.string();
    }
};

const json::Value& fact(const json::Value& evidence, std::string_view name) {
    const auto* found = evidence.find("filings")->items().at(0).find(name);
    BOOST_REQUIRE_MESSAGE(found != nullptr, name);
    return *found;
}

std::string first_code(const json::Value& evidence, std::string_view list) {
    const auto& all = evidence.find(list)->items();
    return all.empty() ? "" : text_of(all[0], "code");
}

} // namespace

BOOST_AUTO_TEST_CASE(from_lodged_to_proven_and_back) {
    Exported one;
    auto evidence = one.evidence();
    BOOST_TEST(text_of(evidence, "status") == "partial");
    BOOST_TEST(evidence.find("missing")->items().size() == 3u);
    BOOST_TEST(text_of(evidence, "mode") == "TEST");
    BOOST_TEST(text_of(evidence, "item_id") == "CP400182012NP");
    BOOST_TEST(text_of(evidence, "destination") == "US");
    BOOST_TEST(text_of(evidence, "made_for") == "np-post");
    BOOST_TEST((evidence.find("filings")->items().at(0).find("accepted") == nullptr));

    const auto accepting = one.customs_say("ACCEPTED", R"(,"number":"E 2026 17")");
    one.customs_say("RELEASED");
    evidence = one.evidence();
    BOOST_TEST(text_of(evidence, "status") == "partial");
    BOOST_TEST(first_code(evidence, "missing") == "no-exit");
    BOOST_TEST(text_of(fact(evidence, "acceptance"), "answer_id") == accepting);
    BOOST_TEST(text_of(fact(evidence, "acceptance"), "said_by") == "agency");
    BOOST_TEST(text_of(fact(evidence, "acceptance"), "number") == "E 2026 17");
    BOOST_TEST(text_of(fact(evidence, "acceptance"), "message_sha256") ==
               crypto::sha256(one.said("ACCEPTED", R"(,"number":"E 2026 17")")).hex());
    const auto& content = fact(evidence, "accepted");
    BOOST_TEST(text_of(content, "content") == "as-declared");
    BOOST_TEST(text_of(content, "sender") == "Sunita Maharjan, Patan Felt Works");
    BOOST_TEST(text_of(content.find("lines")->items().at(0), "hs_code") != "");

    one.customs_say("EXITED");
    const Answer proven = one.post.get(one.path);
    evidence = one.checked(proven);
    BOOST_TEST(text_of(evidence, "status") == "proven");
    BOOST_TEST(evidence.find("missing")->items().empty());
    BOOST_TEST(text_of(fact(evidence, "exit_confirmed_by_customs"), "said_by") == "agency");
    BOOST_TEST((evidence.find("departed_by_postal_scan") == nullptr));

    // nothing new: the same content under the same tag
    const auto tag = proven.header("ETag");
    BOOST_TEST(tag == "W/\"" + text_of(evidence, "evidence_id") + "\"");
    BOOST_TEST(proven.header("Vary") == "Accept");
    BOOST_TEST(one.post.get(one.path, {{"If-None-Match", tag}}).status == 304);
    BOOST_TEST(text_of(one.evidence(), "evidence_id") == text_of(evidence, "evidence_id"));
}

BOOST_AUTO_TEST_CASE(withdrawn_once_the_item_comes_back) {
    Exported one;
    one.customs_say("ACCEPTED");
    one.customs_say("RELEASED");
    one.customs_say("EXITED");
    BOOST_TEST(one.status() == "proven");
    const Answer back = one.post.send_json("POST", "/v1/declarations/" + one.id + "/return",
                                           R"({"reason":"refused-by-addressee","item_id":"RR222222225NP"})");
    BOOST_REQUIRE_MESSAGE(back.status == 201, back.body);
    auto evidence = one.evidence();
    BOOST_TEST(text_of(evidence, "status") == "withdrawn");
    BOOST_TEST(first_code(evidence, "withdrawn") == "item-returning");
    BOOST_TEST(text_of(evidence.find("withdrawn")->items().at(0), "reason") == "refused-by-addressee");
    BOOST_TEST(text_of(evidence, "return_item_id") == "RR222222225NP");
    BOOST_TEST(evidence.find("filings")->items().size() == 1u); // of the export alone
    one.scanned("EMC", "2026-01-05T08:00:00Z");
    BOOST_TEST(one.status() == "withdrawn");
    const Answer theirs = one.agency.get("/v1/agencies/np-customs/filings/" + one.filing + "/evidence");
    BOOST_TEST(text_of(one.checked(theirs), "status") == "withdrawn");
}

BOOST_AUTO_TEST_CASE(a_scan_after_the_release_proves_it_and_says_who_said_so) {
    Exported one;
    one.customs_say("RELEASED");
    one.scanned("EMC", "2026-01-05T08:00:00Z");
    const auto evidence = one.evidence();
    BOOST_TEST(text_of(evidence, "status") == "proven");
    const auto* scan = evidence.find("departed_by_postal_scan");
    BOOST_REQUIRE(scan != nullptr);
    BOOST_TEST(text_of(*scan, "said_by") == "post");
    BOOST_TEST(text_of(*scan, "scan") == "EMC");
    BOOST_TEST(text_of(*scan, "reference") == "NPKTMA");
    BOOST_TEST(text_of(*scan, "when") == "2026-01-05T08:00:00.000Z");
    const auto& filing = evidence.find("filings")->items().at(0);
    BOOST_TEST((filing.find("exit_confirmed_by_customs") == nullptr));
    BOOST_TEST((filing.find("acceptance") == nullptr));
}

BOOST_AUTO_TEST_CASE(stopped_before_it_left) {
    Exported one;
    one.customs_say("RELEASED");
    one.scanned("EXX", "2026-01-05T08:00:00Z");
    const auto evidence = one.evidence();
    BOOST_TEST(text_of(evidence, "status") == "withdrawn");
    BOOST_TEST(first_code(evidence, "withdrawn") == "item-stopped");
}

BOOST_AUTO_TEST_CASE(it_shows_what_customs_accepted_and_not_what_came_later) {
    Exported one;
    one.customs_say("ACCEPTED");
    BOOST_TEST(one.accepted_description(one.evidence()) == "Felt slippers with leather sole, pair");
    one.amend("Felt slippers with leather sole", "Felt boots with leather sole");
    auto evidence = one.evidence();
    BOOST_TEST(one.accepted_description(evidence) == "Felt slippers with leather sole, pair");
    BOOST_TEST(fact(evidence, "accepted").find("version")->text() == "1");
    BOOST_TEST(fact(evidence, "accepted").find("version_not_confirmed")->text() == "2");
    one.customs_say("REQUEST_DENIED");
    evidence = one.evidence();
    BOOST_TEST(one.accepted_description(evidence) == "Felt slippers with leather sole, pair");
    BOOST_TEST((fact(evidence, "accepted").find("version_not_confirmed") == nullptr));
    one.amend("Felt slippers with leather sole", "Felt shoes with leather sole");
    one.customs_say("REQUEST_GRANTED");
    evidence = one.evidence();
    BOOST_TEST(one.accepted_description(evidence) == "Felt shoes with leather sole, pair");
    BOOST_TEST(fact(evidence, "accepted").find("version")->text() == "3");

    // customs' own words, and its version that nobody has
    one.customs_say("CUSTOMS_AMENDED", R"(,"revised":[{"line":1,"hs_code":"640520"}])");
    evidence = one.evidence();
    BOOST_TEST(text_of(fact(evidence, "accepted"), "content") == "revised-by-customs");
    const auto& line = fact(evidence, "accepted").find("lines")->items().at(0);
    BOOST_TEST(text_of(line, "hs_code") == "640520");
    BOOST_TEST(text_of(line, "description") == "Felt shoes with leather sole, pair");
    BOOST_TEST(line.find("revised_by_customs")->items().at(0).text() == "hs_code");
    one.customs_say("CUSTOMS_AMENDED", R"(,"reason":"R7")");
    evidence = one.evidence();
    BOOST_TEST(text_of(fact(evidence, "accepted"), "content") == "amended-by-customs-not-in-hand");
    BOOST_TEST((fact(evidence, "accepted").find("lines") == nullptr));
}

BOOST_AUTO_TEST_CASE(who_may_ask) {
    Exported one;
    one.customs_say("ACCEPTED");
    one.customs_say("RELEASED");
    one.customs_say("EXITED");
    const std::string theirs = "/v1/agencies/np-customs/filings/" + one.filing + "/evidence";
    const Answer seen = one.agency.get(theirs);
    const auto evidence = one.checked(seen);
    BOOST_TEST(text_of(evidence, "status") == "proven");
    BOOST_TEST(text_of(evidence, "made_for") == "np-customs");
    BOOST_TEST((evidence.find("declaration_id") == nullptr));
    for (const char* name :
         {"Sunita", "Maharjan", "Patan Felt", "Bellamy", "\"sender\"", "\"sender_numbers\"", "\"by\""})
        BOOST_TEST(seen.body.find(name) == std::string::npos, name);

    Client counter(one.gateway.port(), kCounter);
    BOOST_TEST(counter.get(one.path).status == 200);
    Client other(one.gateway.port(), kOtherPost);
    BOOST_TEST(other.get(one.path).status == 404);
    BOOST_TEST(other.get(one.path).code() == "not-found");
    Client other_agency(one.gateway.port(), kOtherCustoms);
    BOOST_TEST(other_agency.get("/v1/agencies/other-customs/filings/" + one.filing + "/evidence").code() ==
               "not-found");
    BOOST_TEST(other_agency.get(theirs).status == 404);
    BOOST_TEST(one.agency.get(one.path).code() == "forbidden");
    BOOST_TEST(one.post.get(theirs).code() == "forbidden");
    BOOST_TEST(Client(one.gateway.port(), kAdmin).get(one.path).code() == "forbidden");
    BOOST_TEST(Client(one.gateway.port(), "").get(one.path).code() == "unauthorised");
    BOOST_TEST(one.post.get("/v1/declarations/dec_nobody/evidence").code() == "not-found");

    // where the form is the declaration nobody lodged anything
    const Answer gift = one.post.post_xml("/v1/declarations", sample("cn22-good-gift-np-us.xml"));
    const auto form = text_of(gift.json().find("items")->items().at(0), "declaration_id");
    const Answer none = one.post.get("/v1/declarations/" + form + "/evidence");
    BOOST_TEST(none.status == 409);
    BOOST_TEST(none.code() == "evidence-not-available");
}

BOOST_AUTO_TEST_CASE(an_agency_that_reads_listed_fields_sees_no_others) {
    RunningGateway gateway;
    Client post(gateway.port(), kPost);
    Client licensing(gateway.port(), kLicensing);
    const Answer sent = post.post_xml("/v1/declarations", sample("cn23-advice-goods-restricted-shown.xml"));
    BOOST_REQUIRE(sent.status == 201);
    const Answer page = licensing.get("/v1/agencies/np-licensing/filings");
    const auto filing = text_of(page.json().find("offers")->items().at(0), "filing_id");
    const std::string at = "/v1/agencies/np-licensing/filings/" + filing + "/evidence";
    BOOST_TEST(licensing.get(at).status == 200);
    const Answer released = licensing.send_json("POST", "/v1/agencies/np-licensing/responses",
                                                R"({"events":[{"filing":")" + filing + R"(","state":"RELEASED"}]})");
    BOOST_REQUIRE(released.status == 201);
    const Answer evidence = licensing.get(at);
    BOOST_TEST(evidence.body.find("Carved ivory figure") != std::string::npos, evidence.body);
    for (const char* hidden : {"Alice", "Bellamy", "Mangal", "87.00", "USD", "np-customs"})
        BOOST_TEST(evidence.body.find(hidden) == std::string::npos, hidden);
    // customs was not offered its own yet, the post sees both
    const auto whole = post.get("/v1/declarations/" +
                                text_of(sent.json().find("items")->items().at(0), "declaration_id") + "/evidence");
    BOOST_TEST(whole.json().find("evidence")->find("filings")->items().size() == 2u);
}

BOOST_AUTO_TEST_CASE(whoever_gets_it_can_verify_it) {
    Exported one;
    one.customs_say("ACCEPTED", R"(,"number":"E 2026 17")");
    one.customs_say("RELEASED");
    one.customs_say("EXITED");
    const Answer keys = Client(one.gateway.port(), "").get("/.well-known/jwks.json");
    BOOST_TEST(keys.status == 200);
    BOOST_TEST(keys.header("Content-Type") == "application/jwk-set+json");
    BOOST_TEST(keys.header("Cache-Control") == "public, max-age=3600");
    check_form(keys.json(), "JwkSet");
    BOOST_TEST(keys.body.find("\"d\"") == std::string::npos);
    const auto set = one.keep("jwks.json", keys.body);
    const auto verified = [&](const std::string& file, const std::string& more = {}) {
        return run_postern("verify " + file + " --keys " + (more.empty() ? set : more) + " 2>&1");
    };
    const Answer compact = one.post.get(one.path, {{"Accept", "application/jose"}});
    BOOST_TEST(compact.header("Content-Type") == "application/jose");
    BOOST_TEST(compact.body.starts_with("eyJ"));
    const Answer flattened = one.post.get(one.path, {{"Accept", "application/jose+json"}});
    BOOST_TEST(flattened.header("Content-Type") == "application/jose+json");
    check_form(flattened.json(), "FlattenedJws");
    const Answer readable = one.post.get(one.path);
    BOOST_TEST(readable.header("Content-Type") == "application/json");
    for (const auto& body : {compact.body, compact.body + "\n", flattened.body, readable.body}) {
        const auto run = verified(one.keep("evidence", body));
        BOOST_TEST(run.exit_code == 0, run.output);
        for (const char* words : {"verified: ", "TEST", "CP400182012NP", "proven", "E 2026 17", "np-customs"})
            BOOST_TEST(run.output.find(words) != std::string::npos, words << " in " << run.output);
    }
    // by the installation's own key, and from standard input
    const auto file = one.keep("evidence", readable.body);
    BOOST_TEST(run_postern("verify " + file + " --data " + one.gateway.data()).exit_code == 0);
    BOOST_TEST(run_postern("verify - --keys " + set + " < " + file).exit_code == 0);

    // altered in the middle of each part, and in the copy
    const auto not_verified = [&](std::string body, const std::string& code) {
        const auto run = verified(one.keep("altered", body));
        BOOST_TEST(run.exit_code == 1, run.output);
        BOOST_TEST(run.output.starts_with("NOT VERIFIED: " + code), run.output);
    };
    const auto first = compact.body.find('.');
    const auto second = compact.body.rfind('.');
    for (const auto at : {first + 20, (first + second) / 2, second - 2, second + 1, second + 40}) {
        auto bad = compact.body;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        not_verified(bad, "bad-signature");
    }
    not_verified(replaced(readable.body, "\"proven\"", "\"partial\""), "copy-differs");
    not_verified(replaced(readable.body, "{\"evidence\"", "{\"note\":\"true\",\"evidence\""), "malformed");
    not_verified(replaced(flattened.body, "\"protected\"", "\"header\""), "malformed");
    not_verified("", "malformed");
    not_verified("{}", "malformed");

    // keys of somebody else, no keys at all, and a command line that is none
    Exported other;
    const auto theirs = other.keep("jwks.json", Client(other.gateway.port(), "").get("/.well-known/jwks.json").body);
    BOOST_TEST(verified(file, theirs).output.starts_with("NOT VERIFIED: unknown-key"));
    BOOST_TEST(verified(file, theirs).exit_code == 1);
    BOOST_TEST(verified(file, file).exit_code == 2);
    BOOST_TEST(run_postern("verify").exit_code == 2);
    BOOST_TEST(run_postern("verify " + file + " --data " + one.gateway.data() + "/nowhere").exit_code == 2);
    BOOST_TEST(run_postern("verify " + file + ".none --keys " + set).exit_code == 3);
    BOOST_TEST(run_postern("verify --help").output.find("--keys FILE") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_new_key_leaves_what_the_old_one_signed_verifiable) {
    namespace fs = std::filesystem;
    Exported one;
    one.customs_say("RELEASED");
    const auto file = one.keep("evidence", one.post.get(one.path).body);
    const fs::path data = one.gateway.data();
    BOOST_TEST((fs::status(data / "evidence.key").permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
    one.gateway.stop();
    fs::create_directory(data / "evidence-old-keys");
    fs::rename(data / "evidence.key", data / "evidence-old-keys/2026.pem");
    one.gateway.restart();
    Client again(one.gateway.port(), kPost);
    const auto keys = again.get("/.well-known/jwks.json");
    BOOST_TEST(keys.json().find("keys")->items().size() == 2u);
    const auto set = one.keep("jwks.json", keys.body);
    BOOST_TEST(run_postern("verify " + file + " --keys " + set).exit_code == 0);
    const auto newer = one.keep("newer", again.get(one.path).body);
    BOOST_TEST(run_postern("verify " + newer + " --keys " + set).exit_code == 0);
    // the same content under both keys
    BOOST_TEST(run_postern("verify " + newer + " --data " + data.string()).exit_code == 0);
    one.gateway.stop();
    // a key that others may read is refused, and so is a broken old one
    fs::permissions(data / "evidence.key", fs::perms::group_read, fs::perm_options::add);
    const auto refused = run_postern("verify " + newer + " --data " + data.string() + " 2>&1");
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(refused.output.find("0600") != std::string::npos, refused.output);
    fs::permissions(data / "evidence.key", fs::perms::group_read, fs::perm_options::remove);
    std::ofstream(data / "evidence-old-keys/2025.pem") << "no key";
    BOOST_TEST(run_postern("verify " + newer + " --data " + data.string()).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
