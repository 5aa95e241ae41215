// Referrals: what destinations' authorities ask of items before they are loaded; the deeds and the reading of them.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/referral.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

inline constexpr std::uint32_t kMostReferralAnswers = 100; ///< to one referral

/// How we learned of it. Numbers are stored.
enum class ReferralSource : std::uint8_t { message = 1, officer = 2 };
constexpr std::string_view to_string(ReferralSource source) {
    return source == ReferralSource::officer ? "officer" : "message";
}

/// What is said to it. Numbers are stored.
enum class ReferralAnswerKind : std::uint8_t {
    information = 1,
    screening_done = 2,
    not_loaded = 3,
    already_departed = 4,
};
constexpr std::string_view to_string(ReferralAnswerKind kind) {
    switch (kind) {
    case ReferralAnswerKind::screening_done: return "screening-done";
    case ReferralAnswerKind::not_loaded: return "not-loaded";
    case ReferralAnswerKind::already_departed: return "already-departed";
    case ReferralAnswerKind::information: break;
    }
    return "information";
}

/// One thing that an authority said of an item.
struct ToldReferral {
    core::ReferralKey referral; ///< of a new one; where the item's reference is known, that one counts
    std::string item_id;        ///< S10 as we write it
    std::string reference;      ///< the authority's own, at most 64 bytes; may be empty
    std::string authority;      ///< a code
    core::EventType kind = core::EventType::referral_for_information;
    core::Instant when; ///< by the authority's word
    std::optional<core::Instant> deadline;
    std::string reason;     ///< a code; may be empty
    std::string wanted;     ///< canonical fields and types of documents, parted by blanks; may be empty
    core::SealedBytes text; ///< what it says in words; empty: nothing
};

/// Authorities said something of a post's items; each is known by item, reference, kind and time, so that a repeat
/// writes nothing. What is said is an event of the item, with a declaration or without one. A do-not-load is an alarm
/// in the same transaction: its reason is "do-not-load", or "departed-do-not-load" where the item was seen to have
/// left. The deed has no "no": outcome.referrals says of each what became of it.
struct ReferralsTold {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    core::Instant window_from; ///< item ids first heard of before this are of another item (S10 re-use)
    ReferralSource source = ReferralSource::message;
    std::string message_reference; ///< the message's own; may be empty, like the next two
    std::string sender;            ///< operator codes
    std::string recipient;
    std::vector<ToldReferral> told;
};
struct ReferralOutcome {
    core::ReferralKey referral;
    bool repeat = false;
};

/// The post answered. The same content again is a repeat, which writes nothing; outcome.number is the answer's. No:
/// not_found (not the tenant's and mode's), too_many (kMostReferralAnswers).
struct ReferralAnswered {
    core::ReferralKey referral;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    ReferralAnswerKind kind = ReferralAnswerKind::information;
    core::ContentHash hash; ///< of the plain content
    core::SealedBytes sealed;
    core::Instant at;
    core::Instant window_from;
};

/// A document was uploaded beside a referral. The same content again is a repeat, which outcome.attachment names. No:
/// not_found, no_room (kAllAttachmentBytes, kMostAttachments: as beside a declaration).
struct EvidenceGiven {
    core::AttachmentKey evidence;
    core::ReferralKey referral;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::ContentHash hash; ///< of the plain bytes
    std::string media_type;
    std::uint64_t plain_bytes = 0;
    core::SealedBytes sealed;
    core::Instant at;
};

/// Their deadlines passed. Those that were answered meanwhile, or told of that deadline before, are left alone.
/// outcome.number: how many were told.
struct ReferralsOverdue {
    std::vector<core::ReferralKey> referrals;
    core::Instant at;
    core::Instant window_from;
};

/// Where a referral stands in the list: what nobody may overlook first. Numbers are stored.
enum class ReferralRank : std::uint8_t {
    do_not_load = 0, ///< and nobody said yet that it was not loaded
    open = 1,        ///< by deadline
    answered = 2,
    kept_back = 3, ///< a do-not-load that the post answered
    cleared = 4,
};
struct ReferralPlace {
    ReferralRank rank = ReferralRank::do_not_load;
    core::Instant at; ///< open: the deadline, or the end of time; else when its state was entered
    core::ReferralKey key;
    auto operator<=>(const ReferralPlace&) const = default;
};

struct ReferralHead {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string item_id, reference, authority;
    core::EventType asked = core::EventType::referral_for_information; ///< the newest
    core::ReferralState state = core::ReferralState::open;
    core::Instant since;
    std::string reason;
    std::optional<core::Instant> deadline; ///< while it is open
    core::Instant received;
    ReferralPlace place; ///< with its key
};
struct ReferralMessage {
    core::EventType kind = core::EventType::referral_for_information;
    core::Instant when, received;
    std::optional<core::Instant> deadline;
    std::string reason, wanted, authority;
    ReferralSource source = ReferralSource::message;
    std::string message_reference, sender, recipient;
    core::SealedBytes text;
};
struct ReferralAnswer {
    std::int64_t position = 0; ///< in the order in which answers are put out
    core::ReferralKey referral;
    std::uint32_t number = 1; ///< of the referral's
    ReferralAnswerKind kind = ReferralAnswerKind::information;
    core::Instant when;
    core::SealedBytes sealed;
};
struct EvidenceHead {
    core::AttachmentKey key;
    std::string media_type;
    std::uint64_t plain_bytes = 0;
    core::ContentHash hash;
    core::Instant at;
};

struct ReferralQuestion {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::optional<core::ReferralState> state;
    std::string item_id; ///< empty: any
    std::optional<ReferralPlace> after;
    std::uint32_t limit = 100;
};
struct ReferralAnswerPage {
    std::vector<ReferralAnswer> answers; ///< in order of position
    std::int64_t newest = 0;             ///< of anybody
    std::int64_t looked_to = 0;
    bool empty() const { return answers.empty(); }
};
/// How much waits, of all posts.
struct ReferralCount {
    core::Mode mode = core::Mode::test;
    ReferralRank rank = ReferralRank::open; ///< do_not_load or open
    std::uint64_t count = 0;
};

/// Thread-safe.
class ReferralReader {
public:
    virtual ~ReferralReader() = default;
    /// In the order of their places.
    virtual std::vector<ReferralHead> referrals(const ReferralQuestion& asked) = 0;
    virtual std::optional<ReferralHead> referral(core::ReferralKey key) = 0;
    /// By when they happened.
    virtual std::vector<ReferralMessage> messages(core::ReferralKey key) = 0;
    virtual std::vector<ReferralAnswer> answers(core::ReferralKey key) = 0;
    /// In the order in which they came.
    virtual std::vector<EvidenceHead> evidence(core::ReferralKey key) = 0;
    virtual std::optional<core::SealedBytes> evidence_content(core::AttachmentKey key) = 0;
    /// Those of a post after a position.
    virtual ReferralAnswerPage answers_after(core::TenantKey tenant, core::Mode mode, std::int64_t after,
                                             std::uint32_t limit) = 0;
    /// Returns when there is an answer after the position, the deadline passed or the gateway stops.
    virtual void wait_for_answer(std::int64_t after, core::Instant deadline) = 0;
    /// Open ones of anybody whose deadline passed and was not told of yet.
    virtual std::vector<core::ReferralKey> overdue(core::Instant now, std::uint32_t limit) = 0;
    virtual std::vector<ReferralCount> waiting() = 0;
};

} // namespace postern::ports
