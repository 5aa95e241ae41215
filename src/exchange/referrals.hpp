// Referrals: what destinations' authorities ask of a post's items comes in, is listed and shown, with its evidence.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "exchange/referral_answers.hpp"
#include "exchange/referral_reading.hpp"
#include "ports/ledger.hpp"
#include "ports/referrals.hpp"
#include "ports/world.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// What became of one referral of a message.
struct ToldView {
    std::string referral_id; ///< public; empty: refused
    bool repeat = false;     ///< it was known
    std::optional<core::Refusal> refused;
};

struct ReferralView {
    std::string referral_id; ///< public
    ports::ReferralHead head;
    bool overdue = false; ///< open, and its deadline passed
};
struct ReferralPage {
    std::vector<ReferralView> referrals;
    std::string next; ///< cursor to go on with; empty where there is none yet
};
/// What was said, with its words opened.
struct ReferralWords {
    ports::ReferralMessage message;
    std::string text;
};
struct ReferralWhole {
    ReferralView referral;
    std::vector<ReferralWords> messages;
    std::vector<ReferralDocument> evidence;
    std::vector<AnswerView> answers;
};
struct EvidenceUpload {
    std::string_view media_type; ///< as its sender calls it; empty: not said
    std::string_view bytes;
    std::string request_id;
    std::function<bool(const std::function<void()>&)> on_cpu = {}; ///< where it is hashed and sealed; false: full
};
struct GivenEvidence {
    ReferralDocument document;
    bool repeat = false;
};
struct EvidenceContent {
    ReferralDocument document;
    std::string bytes;
};

/// Thread-safe. Every call takes the post's principal; what is not its tenant's and mode's is not_found.
class Referrals {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::ReferralReader& referrals;
        ports::Clock& clock;
        ports::KeySource& keys;
    };
    Referrals(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, ItmrefReader reader, int window_months)
        : ports_(ports), ids_(std::move(ids)), reader_(std::move(reader)), window_months_(window_months) {}

    /// As ItmrefReader reads it.
    core::Result<SentReferrals> read(std::string_view bytes) const { return reader_.read(bytes); }
    /// Answers each by itself, in their order; what is taken is durable when this returns. Refusal of the whole:
    /// bad_parameter (a code of the head).
    core::Result<std::vector<ToldView>> tell(const core::Principal& post, const SentReferrals& sent,
                                             const IsField& is_field, const std::string& request_id);

    /// A page of the list: do-not-loads that nobody answered first, then open ones by their deadline. after: empty or a
    /// cursor of ours (bad_cursor). What changes its state meanwhile changes its place.
    core::Result<ReferralPage> list(const core::Principal& post, ports::ReferralQuestion asked, std::string_view after);
    /// Those of an item that are of this S10 today; in the same order, at most 100.
    std::vector<ReferralView> of_item(const core::Principal& post, std::string_view item_id);
    core::Result<ReferralWhole> referral(const core::Principal& post, std::string_view referral_id);

    /// Durable when this returns. Refusals: not_found, message_empty, body_too_large, unsupported_media_type,
    /// documents_full, busy: as of documents beside a declaration.
    core::Result<GivenEvidence> give(const core::Principal& post, std::string_view referral_id,
                                     const EvidenceUpload& upload);
    core::Result<EvidenceContent> evidence(const core::Principal& post, std::string_view referral_id,
                                           std::string_view document_id);

private:
    std::optional<ports::ReferralHead> own(const core::Principal& post, std::string_view referral_id) const;
    ReferralView view(ports::ReferralHead head) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    ItmrefReader reader_;
    int window_months_;
};

} // namespace postern::exchange
