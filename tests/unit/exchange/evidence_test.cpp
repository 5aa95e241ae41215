// Evidence of export: what is proven, what is missing, what is taken back; and its JSON against its schema.
#include "core/failure.hpp"
#include "crypto/es256.hpp"
#include "exchange/evidence.hpp"
#include "signatures/jws.hpp"
#include "support/schema_check.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(evidence_of_export)

using namespace postern;
using namespace postern::exchange;
using core::Event;
using core::EventType;

namespace {

enum By { we, customs };

struct Heard {
    EventType type;
    std::int64_t at; ///< minute
    By by = customs;
};

core::Instant minute_of(std::int64_t at) {
    return {at * 60'000};
}

std::vector<Event> heard(const std::vector<Heard>& told, std::int64_t filing = 1) {
    std::vector<Event> events;
    for (const auto& one : told) {
        Event event;
        event.key = static_cast<std::int64_t>(events.size()) + 1;
        event.type = one.type;
        event.happened = event.received = minute_of(one.at);
        event.explicit_customs = one.by == customs;
        event.filing = {filing};
        event.answer = {one.by == customs ? 100 + event.key : 0};
        events.push_back(event);
    }
    return events;
}

core::Declaration goods() {
    core::Declaration declaration;
    declaration.addressee.country = "US";
    declaration.addressee.name = "John Smith";
    declaration.sender.first_name = "Asha";
    declaration.sender.last_name = "Rai";
    declaration.claim = core::Claim::drawback;
    declaration.total_value = core::Money{*core::Decimal::parse("95.50"), "USD"};
    declaration.certification = core::Certification{"Asha Rai", core::parse_date("2026-11-20"), "Patan", "signature"};
    for (const char* name : {"Shawl", "Singing bowl"}) {
        core::ContentLine line;
        line.descriptions = {{name, "en"}};
        line.hs_code = "621420";
        line.quantity = core::Decimal::parse("2");
        line.line_value = core::Decimal::parse("47.75");
        line.net_weight_kg = core::Weight{*core::Decimal::parse("0.400")};
        declaration.lines.push_back(line);
    }
    return declaration;
}

EvidenceFiling filing(const std::vector<Heard>& told, std::int64_t key = 1, bool required = true) {
    EvidenceFiling one;
    one.head.agency = "np-customs";
    one.head.route = "np-export";
    one.head.required = required;
    one.head.profile = "np-asycuda";
    one.filing_id = "fil_" + std::to_string(key);
    one.events = heard(told, key);
    const std::vector<DeclaredVersion> declared{{1, minute_of(0), false}};
    one.accepted = accepted_version(one.events, lodged_versions(declared, one.events));
    if (one.accepted) one.content = goods();
    return one;
}

EvidenceFacts facts_of(std::vector<EvidenceFiling> filings, const std::vector<Heard>& item = {}) {
    EvidenceFacts facts;
    facts.issuer = "urn:postern:installation:test";
    facts.made_for = "np-post";
    facts.declaration_id = "dec_x";
    facts.item_id = "CP400182012NP";
    facts.item_events = heard(item, 0);
    facts.filings = std::move(filings);
    facts.with_names = true;
    return facts;
}

constexpr auto kQueue = EventType::filing_queued;
constexpr auto kAccept = EventType::filing_accepted;
constexpr auto kRelease = EventType::filing_released;
constexpr auto kExit = EventType::filing_exited;
constexpr auto kControl = EventType::filing_control_physical;
constexpr auto kCancel = EventType::filing_cancelled;
constexpr auto kLeft = EventType::item_departed;
constexpr auto kBack = EventType::item_returning;
constexpr auto kStop = EventType::item_stopped;

struct StatusCase {
    const char* name;
    std::vector<std::vector<Heard>> filings;
    std::vector<Heard> item;
    EvidenceStatus status;
    std::string why; ///< codes of what is missing or took it back
};

std::string why_of(const Evidence& evidence) {
    std::string why;
    const auto add = [&](std::string_view code) { why.append(why.empty() ? "" : " ").append(code); };
    for (const auto& one : evidence.missing)
        if (evidence.withdrawn.empty()) add(to_string(one.what));
    for (const auto& one : evidence.withdrawn)
        add(to_string(one.cause));
    return why;
}

const std::vector<StatusCase>& status_cases() {
    using enum EvidenceStatus;
    static const std::vector<Heard> released{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}};
    static const std::vector<Heard> exited{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}};
    static const std::vector<StatusCase> all{
        {"customs confirms the exit", {exited}, {}, proven, ""},
        {"customs confirms it and said nothing before", {{{kQueue, 0, we}, {kExit, 9}}}, {}, proven, ""},
        {"released and scanned", {released}, {{kLeft, 5, we}}, proven, ""},
        {"released and scanned where it can only be later", {released}, {{EventType::item_arrived, 8, we}}, proven, ""},
        {"released", {released}, {{EventType::item_dispatch_closed, 5, we}}, partial, "no-exit"},
        {"scanned and not released", {{{kQueue, 0, we}, {kAccept, 1}}}, {{kLeft, 5, we}}, partial, "no-release"},
        {"lodged", {{{kQueue, 0, we}}}, {}, partial, "no-acceptance no-release no-exit"},
        {"rejected",
         {{{kQueue, 0, we}, {EventType::filing_rejected, 2}}},
         {},
         partial,
         "no-acceptance no-release no-exit"},
        {"looked at again after the release",
         {{{kQueue, 0, we}, {kRelease, 2}, {kControl, 3}}},
         {{kLeft, 5, we}},
         partial,
         "no-release"},
        {"and released again",
         {{{kQueue, 0, we}, {kRelease, 2}, {kControl, 3}, {kRelease, 4}}},
         {{kLeft, 5, we}},
         proven,
         ""},
        {"a last step is due",
         {{{kQueue, 0, we}, {kExit, 9}, {EventType::filing_regularization_due, 9}}},
         {},
         proven,
         ""},
        {"what we say of the exit is not customs' word",
         {{{kQueue, 0, we}, {kRelease, 2}, {kExit, 9, we}}},
         {},
         partial,
         "no-exit"},
        {"it comes back", {exited}, {{kLeft, 5, we}, {kBack, 20, we}}, withdrawn, "item-returning"},
        {"it comes back, and a late scan says it left",
         {exited},
         {{kBack, 20, we}, {kLeft, 30, we}},
         withdrawn,
         "item-returning"},
        {"stopped",
         {{{kQueue, 0, we}, {kRelease, 2}, {kCancel, 3, we}}},
         {{kStop, 3, we}},
         withdrawn,
         "item-stopped filing-cancelled"},
        {"stopped, and left all the same", {released}, {{kStop, 3, we}, {kLeft, 5, we}}, proven, ""},
        {"stopped after it left", {released}, {{kLeft, 3, we}, {kStop, 5, we}}, withdrawn, "item-stopped"},
        {"customs expires it after the exit",
         {{{kQueue, 0, we}, {kExit, 9}, {EventType::filing_expired, 12}}},
         {},
         withdrawn,
         "filing-expired"},
        {"customs cancels it after the exit",
         {{{kQueue, 0, we}, {kExit, 9}, {kCancel, 12}}},
         {},
         withdrawn,
         "filing-cancelled"},
        {"customs refuses after the release",
         {{{kQueue, 0, we}, {kRelease, 2}, {EventType::filing_release_refused, 4}}},
         {{kLeft, 5, we}},
         withdrawn,
         "release-refused"},
        {"customs denies that it is cancelled",
         {{{kQueue, 0, we}, {kRelease, 2}, {kCancel, 3, we}, {EventType::filing_request_denied, 4}}},
         {{kLeft, 5, we}},
         proven,
         ""},
        {"two agencies, both released", {released, released}, {{kLeft, 5, we}}, proven, ""},
        {"two agencies, one exit", {released, exited}, {}, proven, ""},
        {"two agencies, one not released", {{{kQueue, 0, we}}, exited}, {}, partial, "no-acceptance no-release"},
        {"another route took its place", {{{kQueue, 0, we}, {kAccept, 1}, {kCancel, 3, we}}, exited}, {}, proven, ""},
        {"one was withdrawn after its release",
         {{{kQueue, 0, we}, {kRelease, 1}, {kCancel, 3, we}}, exited},
         {},
         withdrawn,
         "filing-cancelled"},
    };
    return all;
}

json::Value parsed(const std::string& text) {
    return json::read(text).value();
}

/// The schema lives as long as who asks.
const json::Value& schema() {
    static const json::Value kSchema = [] {
        std::ifstream in(POSTERN_SOURCE_DIR "/schemas/evidence.schema.json", std::ios::binary);
        return json::read(std::string{std::istreambuf_iterator<char>(in), {}}).value();
    }();
    return kSchema;
}

json::Value written(const EvidenceFacts& facts) {
    auto value = parsed(write_evidence(facts, weigh_evidence(facts)).json);
    for (const auto& fault : tests::SchemaCheck(schema()).faults(value))
        BOOST_ERROR(fault);
    return value;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_status_in_any_order_of_arrival) {
    std::mt19937 random(3);
    for (const auto& one : status_cases()) {
        BOOST_TEST_CONTEXT(one.name) {
            std::vector<EvidenceFiling> filings;
            for (const auto& told : one.filings)
                filings.push_back(filing(told, static_cast<std::int64_t>(filings.size()) + 1));
            auto facts = facts_of(filings, one.item);
            const auto first = write_evidence(facts, weigh_evidence(facts)).json;
            written(facts); // fits the schema
            for (int i = 0; i < 10; ++i) {
                const auto evidence = weigh_evidence(facts);
                BOOST_TEST(to_string(evidence.status) == to_string(one.status));
                BOOST_TEST(why_of(evidence) == one.why);
                BOOST_TEST((write_evidence(facts, evidence).json == first));
                for (auto& of : facts.filings)
                    std::ranges::shuffle(of.events, random);
                std::ranges::shuffle(facts.item_events, random);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_proven_once_the_item_comes_back) {
    // whatever else was heard, in every mixture
    const std::vector<Heard> whole{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}, {kCancel, 10, we}};
    for (unsigned mask = 0; mask < (1U << whole.size()); ++mask) {
        std::vector<Heard> some;
        for (std::size_t i = 0; i < whole.size(); ++i)
            if ((mask >> i) & 1U) some.push_back(whole[i]);
        const auto facts = facts_of({filing(some)}, {{kLeft, 5, we}, {kBack, 20, we}});
        const auto value = written(facts);
        BOOST_TEST(value.string("status").value() == "withdrawn");
    }
}

BOOST_AUTO_TEST_CASE(a_filing_that_is_not_required_does_not_count) {
    auto facts = facts_of({filing({{kQueue, 0, we}}, 1, false), filing({{kQueue, 0, we}, {kExit, 9}}, 2)});
    BOOST_CHECK(weigh_evidence(facts).status == EvidenceStatus::proven);
    facts.filings.pop_back(); // unless there is no other
    BOOST_CHECK(weigh_evidence(facts).status == EvidenceStatus::partial);
}

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

BOOST_AUTO_TEST_CASE(every_cause_has_a_name_of_its_own) {
    std::set<std::string_view> names;
    for (const auto cause : all_withdrawal_causes())
        names.insert(to_string(cause));
    BOOST_TEST(names.size() == all_withdrawal_causes().size());
    BOOST_CHECK_THROW((void)to_string(static_cast<WithdrawalCause>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<EvidenceStatus>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<MissingProof>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<ContentStanding>(99)), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
