// ReferralAnswers: what a post says to a referral, kept sealed, and put out for the mail system that sends it.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "exchange/referral_reading.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/referrals.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::exchange {

/// A document that is kept beside a referral, or beside the item's declaration.
struct ReferralDocument {
    std::string document_id; ///< public
    std::string media_type;
    std::uint64_t bytes = 0;
    std::string hash; ///< hex SHA-256
};
/// Of a document's head, whichever it is kept beside.
template <class Head>
ReferralDocument document_of(const Head& head, const crypto::IdCipher& ids) {
    return {ids.seal(crypto::IdKind::attachment, head.key.value), head.media_type, head.plain_bytes, head.hash.hex()};
}
struct Screening {
    std::vector<std::string> methods; ///< codes, 1 to 8
    std::string result;               ///< clear, not-clear, inconclusive
    std::string when;                 ///< RFC 3339
    std::string office;               ///< a code; may be empty
};
/// An answer as it was sent.
struct SentAnswer {
    std::string kind;          ///< as ports::to_string writes it
    std::uint32_t version = 0; ///< of the declaration that says it now; 0: none is named
    std::vector<std::pair<std::string, std::string>>
        fields;       ///< canonical field, of a line as lines[2].hs_code, and value; at most 64
    std::string text; ///< at most 2,000 characters; may be empty
    std::optional<Screening> screening;
    std::vector<std::string> documents; ///< public ids, at most 32
};

/// An answer as it is shown and put out.
struct AnswerView {
    std::string referral_id; ///< public
    std::uint32_t number = 1;
    ports::ReferralAnswerKind kind = ports::ReferralAnswerKind::information;
    core::Instant when;
    std::uint32_t version = 0;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string text;
    std::optional<Screening> screening;
    std::vector<ReferralDocument> documents;
};
/// With what it answers.
struct PutOutAnswer {
    AnswerView answer;
    std::string item_id, reference, authority;
    std::string to, from;          ///< operator codes; empty where the referral named none
    std::string message_reference; ///< of the message that asked; may be empty
};
struct PutOutPage {
    std::vector<PutOutAnswer> answers;
    std::string next; ///< cursor to go on with; empty: there is none yet, and none was sent
};
struct GivenAnswer {
    AnswerView answer;
    bool repeat = false;
};

/// nullopt: it is no id of ours, or not the post's and mode's.
std::optional<ports::ReferralHead> own_referral(ports::ReferralReader& reader, const crypto::IdCipher& ids,
                                                const core::Principal& post, std::string_view referral_id);

/// Of one referral, opened.
AnswerView answer_view(const ports::ReferralAnswer& kept, const crypto::IdCipher& ids);

/// By schemas/refrsp.xsd.
std::string refrsp_message(const std::vector<PutOutAnswer>& answers, core::Instant prepared);

/// Thread-safe. What is not the caller's is not_found.
class ReferralAnswers {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::ReferralReader& referrals;
        ports::DeclarationReader& declarations;
        ports::AttachmentReader& attachments;
        ports::Clock& clock;
    };
    ReferralAnswers(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, int window_months)
        : ports_(ports), ids_(std::move(ids)), window_months_(window_months) {}

    /// Durable when this returns. Refusals: not_found, bad_parameter naming the member that is wrong, or that such an
    /// answer needs; documents_full (kMostReferralAnswers).
    core::Result<GivenAnswer> answer(const core::Principal& post, std::string_view referral_id, const SentAnswer& sent,
                                     const IsField& is_field, const std::string& request_id);
    /// The newest to a referral. Refusal: not_found, also where there is none.
    core::Result<PutOutAnswer> newest(const core::Principal& post, std::string_view referral_id);
    /// Those of a post after a cursor (bad_cursor), waited for up to wait_ms where there is none.
    core::Result<PutOutPage> answers(const core::Principal& post, std::string_view after, std::uint32_t limit,
                                     std::uint32_t wait_ms);

private:
    std::optional<ports::ReferralHead> own(const core::Principal& post, std::string_view referral_id) const;
    std::vector<ReferralDocument> documents_of(const ports::ReferralHead& head) const;
    std::uint32_t newest_version(const ports::ReferralHead& head) const;
    PutOutAnswer put_out(const ports::ReferralHead& head, const ports::ReferralAnswer& kept) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    int window_months_;
};

} // namespace postern::exchange
