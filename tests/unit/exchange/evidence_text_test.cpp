// Evidence as it is written and signed: its members, its id, customs' own words, and that no byte can be altered.
#include "crypto/es256.hpp"
#include "evidence_facts.hpp"
#include "signatures/jws.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(evidence_texts)

using namespace postern;
using namespace postern::exchange;
using namespace postern::tests::evidence;

BOOST_AUTO_TEST_CASE(what_it_says) {
    auto facts = facts_of({filing({{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}})}, {{kLeft, 5, we}});
    auto& events = facts.filings[0].events;
    events[1].reference = "E 2026 17";
    facts.messages[events[1].answer.value] = {"ans_1", std::string(64, 'a')};
    facts.messages[events[2].answer.value] = {"ans_2", ""};
    facts.item_events[0].reference = "NPKTMA";
    facts.carriage = Carriage{"R", "D", minute_of(6)};
    const auto value = written(facts);
    BOOST_TEST(value.string("mode").value() == "TEST");
    BOOST_TEST(value.string("destination").value() == "US");
    BOOST_TEST(value.string("issued").value() == core::to_rfc3339(minute_of(9)));
    BOOST_TEST(value.find("carriage")->string("dispatch_id").value() == "D");
    const auto* scan = value.find("departed_by_postal_scan");
    BOOST_TEST(scan->string("scan").value() == "EMC");
    BOOST_TEST(scan->string("reference").value() == "NPKTMA");
    BOOST_TEST(scan->string("said_by").value() == "post");
    const auto& one = value.find("filings")->items().at(0);
    BOOST_TEST(one.string("number").value() == "E 2026 17");
    BOOST_TEST(one.find("acceptance")->string("message_sha256").value() == std::string(64, 'a'));
    BOOST_TEST(one.find("release")->find("message_deleted")->boolean());
    BOOST_TEST(one.find("exit_confirmed_by_customs")->string("said_by").value() == "agency");
    const auto* accepted = one.find("accepted");
    BOOST_TEST(accepted->string("claim").value() == "drawback");
    BOOST_TEST(accepted->string("sender").value() == "Asha Rai");
    BOOST_TEST(accepted->string("addressee").value() == "John Smith");
    BOOST_TEST(accepted->find("certification")->string("by").value() == "Asha Rai");
    const auto& line = accepted->find("lines")->items().at(1);
    BOOST_TEST(line.string("description").value() == "Singing bowl");
    BOOST_TEST(line.string("value").value() == "47.75");
    BOOST_TEST(line.string("currency").value() == "USD");
    BOOST_TEST(line.string("net_weight_kg").value() == "0.400");

    facts.with_names = false;
    facts.mode = core::Mode::live;
    const auto text = write_evidence(facts, weigh_evidence(facts)).json;
    BOOST_TEST(text.find("LIVE") != std::string::npos);
    for (const char* name : {"Asha", "Rai", "Smith"})
        BOOST_TEST(text.find(name) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_id_is_of_the_content) {
    auto facts = facts_of({filing({{kQueue, 0, we}, {kAccept, 1}})});
    const auto first = write_evidence(facts, weigh_evidence(facts));
    const auto again = write_evidence(facts, weigh_evidence(facts));
    BOOST_TEST(first.evidence_id == again.evidence_id);
    BOOST_TEST(first.json == again.json);
    BOOST_TEST(first.json.find(first.evidence_id) != std::string::npos);
    facts.filings[0].content->lines[0].hs_code = "621430";
    BOOST_TEST(write_evidence(facts, weigh_evidence(facts)).evidence_id != first.evidence_id);
}

BOOST_AUTO_TEST_CASE(no_byte_of_it_can_be_altered_once_it_is_signed) {
    const auto facts = facts_of({filing({{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}})}, {{kLeft, 5, we}});
    const auto key = crypto::Es256PrivateKey::generate();
    signatures::KeySet keys;
    keys.add(key.public_key());
    const auto json = write_evidence(facts, weigh_evidence(facts)).json;
    const auto text = signatures::sign(key, kEvidenceType, json).compact();
    const auto verdict = [&](const std::string& compact) {
        const auto read = signatures::read_compact(compact);
        return read ? signatures::verify(*read, keys, kEvidenceType)
                    : signatures::JwsVerdict{signatures::JwsFault::malformed, {}, {}};
    };
    BOOST_REQUIRE(!verdict(text).fault);
    BOOST_TEST(verdict(text).payload == json);
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto bad = text;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        BOOST_TEST_REQUIRE(verdict(bad).fault.has_value(), "byte " << at);
        bad[at] = static_cast<char>(text[at] ^ 0x80);
        BOOST_TEST_REQUIRE(verdict(bad).fault.has_value(), "byte " << at);
    }
}

BOOST_AUTO_TEST_CASE(customs_own_words) {
    struct Revised {
        const char* name;
        std::vector<CustomsRevision> revisions;
        const char* content;
        const char* hs_code; ///< of line 1; nullptr: no lines
        const char* description;
    };
    const Revised cases[] = {
        {"none", {}, "as-declared", "621420", "Shawl"},
        {"a code", {{minute_of(3), {{1, "621490", ""}}}}, "revised-by-customs", "621490", "Shawl"},
        {"a text", {{minute_of(3), {{1, "", "Shawl of silk"}}}}, "revised-by-customs", "621420", "Shawl of silk"},
        {"twice, told in another order",
         {{minute_of(4), {{1, "621410", ""}}}, {minute_of(3), {{1, "621490", "Scarf"}}}},
         "revised-by-customs",
         "621410",
         "Scarf"},
        {"not said how", {{minute_of(3), {}}}, "amended-by-customs-not-in-hand", nullptr, nullptr},
        {"of a line that we do not have",
         {{minute_of(3), {{3, "621490", ""}}}},
         "amended-by-customs-not-in-hand",
         nullptr,
         nullptr},
        {"partly said how",
         {{minute_of(3), {{1, "621490", ""}}}, {minute_of(4), {}}},
         "amended-by-customs-not-in-hand",
         nullptr,
         nullptr},
        {"of a version before", {{minute_of(-5), {}}}, "as-declared", "621420", "Shawl"},
    };
    for (const auto& one : cases) {
        BOOST_TEST_CONTEXT(one.name) {
            auto facts = facts_of({filing({{kQueue, 0, we}, {kAccept, 1}})});
            facts.filings[0].revisions = one.revisions;
            const auto value = written(facts);
            const auto* accepted = value.find("filings")->items().at(0).find("accepted");
            BOOST_TEST(accepted->string("content").value() == one.content);
            const auto* lines = accepted->find("lines");
            BOOST_REQUIRE((lines != nullptr) == (one.hs_code != nullptr));
            if (lines == nullptr) continue;
            const auto& line = lines->items().at(0);
            BOOST_TEST(line.string("hs_code").value() == one.hs_code);
            BOOST_TEST(line.string("description").value() == one.description);
            const bool is_revised = std::string_view(one.content) == "revised-by-customs";
            BOOST_TEST((line.find("revised_by_customs") != nullptr) == is_revised);
            BOOST_TEST((lines->items().at(1).find("revised_by_customs") == nullptr));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
