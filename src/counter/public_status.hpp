// How an item stands, in the few plain words that its exporter needs: one pure function over filings and events.
#pragma once

#include "core/event.hpp"
#include "core/finding.hpp"
#include "ports/rows.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace postern::counter {

/// A plain state; the catalogue's "status.<name>" says it in words, and what the exporter should do.
enum class PublicState : std::uint8_t {
    data_received,       ///< what was declared is here, the item not yet
    not_accepted,        ///< the declaration was rejected
    posted,              ///< handed in at an office
    post_checks,         ///< a person at the post looks at it
    waiting_for_customs, ///< customs has not spoken yet
    customs_checks,
    documents_asked, ///< customs wants papers
    question_asked,  ///< customs wants to know something
    payment_due,
    number_awaited, ///< the exporter lodges himself and brings the number
    customs_refused,
    customs_released,
    on_its_way, ///< it left the country
    arrived,    ///< in the country of destination
    customs_abroad,
    delivered,
    comes_back,
    stopped,
    cancelled,
};
std::string_view to_string(PublicState state); ///< "data-received", …
std::span<const PublicState> all_public_states();

/// The state was entered then.
struct PublicStep {
    PublicState state = PublicState::data_received;
    core::Instant at;
    bool operator==(const PublicStep&) const = default;
};

struct PublicFiling {
    core::FilingKey key;
    ports::Leg leg = ports::Leg::export_leg;
    bool required = true;
};

/// What the steps are folded of. Findings, references and reasons have no say in them and are not read: what a referral
/// or a mark says is between posts and authorities, and is no part of what the public sees.
struct PublicCase {
    core::Instant received;
    core::Verdict verdict = core::Verdict::accepted; ///< of the current version
    std::vector<PublicFiling> filings;
    std::vector<core::Event> events; ///< the item's and its filings', in any order
};

struct PublicCourse {
    PublicStep now;                ///< how it stands, and since when
    std::vector<PublicStep> steps; ///< how it came to that, oldest first; at least one
    core::AttachmentTypes asks;    ///< documents_asked, question_asked: which papers; empty: any, or none
};

/// Depends on nothing but its argument; the order of what is in it does not matter.
PublicCourse public_course(PublicCase of);

} // namespace postern::counter
