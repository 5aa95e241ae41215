// Facts of evidence as tests tell them, and evidence as they read it.
#pragma once

#include "exchange/evidence.hpp"
#include "support/schema_check.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace postern::tests::evidence {

using namespace postern::exchange;
using core::Event;
using core::EventType;

/// Who says so.
enum By { we, customs };

struct Heard {
    EventType type;
    std::int64_t at; ///< minute
    By by = customs;
};

inline core::Instant minute_of(std::int64_t at) {
    return {at * 60'000};
}

inline std::vector<Event> heard(const std::vector<Heard>& told, std::int64_t filing = 1) {
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

inline core::Declaration goods() {
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

inline EvidenceFiling filing(const std::vector<Heard>& told, std::int64_t key = 1, bool required = true) {
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

inline EvidenceFacts facts_of(std::vector<EvidenceFiling> filings, const std::vector<Heard>& item = {}) {
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

inline constexpr auto kQueue = EventType::filing_queued;
inline constexpr auto kAccept = EventType::filing_accepted;
inline constexpr auto kRelease = EventType::filing_released;
inline constexpr auto kExit = EventType::filing_exited;
inline constexpr auto kControl = EventType::filing_control_physical;
inline constexpr auto kCancel = EventType::filing_cancelled;
inline constexpr auto kLeft = EventType::item_departed;
inline constexpr auto kBack = EventType::item_returning;
inline constexpr auto kStop = EventType::item_stopped;

inline json::Value parsed(const std::string& text) {
    return json::read(text).value();
}

/// The schema lives as long as who asks.
inline const json::Value& schema() {
    static const json::Value kSchema = [] {
        std::ifstream in(POSTERN_SOURCE_DIR "/schemas/evidence.schema.json", std::ios::binary);
        return json::read(std::string{std::istreambuf_iterator<char>(in), {}}).value();
    }();
    return kSchema;
}

inline json::Value written(const EvidenceFacts& facts) {
    auto value = parsed(write_evidence(facts, weigh_evidence(facts)).json);
    for (const auto& fault : SchemaCheck(schema()).faults(value))
        BOOST_ERROR(fault);
    return value;
}

} // namespace postern::tests::evidence
