// Deeds made short, for the contract tests.
#pragma once

#include "ports/deeds.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace postern::contract {

inline constexpr std::int64_t kHour = 3'600'000;
inline constexpr std::int64_t kYear = 365 * 24 * kHour;

inline core::ContentHash hash_of(int number) {
    core::ContentHash hash;
    for (std::size_t i = 0; i < sizeof number; ++i)
        hash.bytes.at(i) = static_cast<std::uint8_t>(static_cast<unsigned>(number) >> (8 * i));
    return hash;
}

inline core::Event event(core::EventType type, core::Instant at, core::FilingKey filing = {}) {
    core::Event made;
    made.type = type;
    made.happened = made.received = at;
    made.filing = filing;
    return made;
}

template <class Body>
ports::Deed deed(Body body, std::vector<ports::AuditRow> audit = {}) {
    ports::Deed made;
    made.body = std::move(body);
    made.audit = std::move(audit);
    return made;
}

/// A declaration of nothing but its reference, with one filing under it for np-customs that is offered at once.
inline ports::Acceptance offered_acceptance(ports::KeySource& keys, core::TenantKey tenant,
                                            const std::string& reference, core::Instant at, int content,
                                            ports::DocumentRow document) {
    ports::Acceptance made;
    made.declaration = {keys.next()};
    made.tenant = tenant;
    made.sender_reference = reference;
    made.at = at;
    made.version.content_hash = hash_of(content);
    made.version.submission = {keys.next()};
    made.version.source = "cn23";
    made.version.sealed_source = {"source"};
    ports::FilingRow filing;
    filing.key = {keys.next()};
    filing.route = "np-export";
    filing.agency = "np-customs";
    filing.profile = "np-asycuda";
    filing.profile_version = "1";
    filing.reference = reference;
    filing.document = std::move(document);
    made.version.events = {event(core::EventType::item_captured, at),
                           event(core::EventType::filing_queued, at, filing.key)};
    made.version.filings.push_back(std::move(filing));
    return made;
}

/// The next version of what `first` made, with the same filings unless they are changed.
inline ports::Amendment amendment(const ports::Acceptance& first, std::uint32_t expected, int content,
                                  core::Instant at) {
    ports::Amendment made;
    made.declaration = first.declaration;
    made.expected_version = expected;
    made.at = at;
    made.window_from = first.window_from;
    made.sender_reference = first.sender_reference;
    made.version = first.version;
    made.version.version = expected + 1;
    made.version.content_hash = hash_of(content);
    made.version.events = {event(core::EventType::item_amended, at)};
    for (const auto& row : made.version.filings)
        made.version.events.push_back(event(core::EventType::filing_amended, at, row.key));
    return made;
}

} // namespace postern::contract
