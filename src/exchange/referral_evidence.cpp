// Referrals: documents beside a referral, taken by their bytes and kept sealed.
#include "exchange/referrals.hpp"

#include "core/ascii.hpp"
#include "core/attachment_media.hpp"
#include "crypto/digest.hpp"
#include "ports/attachments.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <span>

namespace postern::exchange {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

Refusal refusal_of_evidence(ports::No no) {
    if (no != ports::No::no_room) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    const auto megabytes = std::to_string(ports::kAllAttachmentBytes >> 20U) + " MB";
    return {RefusalCode::documents_full, megabytes + " / " + std::to_string(ports::kMostAttachments), 0, 0, {}};
}

} // namespace

Result<GivenEvidence> Referrals::give(const Principal& post, std::string_view referral_id,
                                      const EvidenceUpload& upload) {
    const auto head = own(post, referral_id);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    auto media = core::media_taken(upload.bytes, upload.media_type, ports::kAttachmentBytes);
    if (!media) return media.refusal();
    ports::EvidenceGiven body;
    body.evidence = {ports_.keys.next()};
    body.referral = head->place.key;
    body.tenant = post.tenant;
    body.mode = post.mode;
    body.media_type = std::move(media).value();
    body.plain_bytes = upload.bytes.size();
    body.at = ports_.clock.now();
    const auto job = [&] {
        body.hash = crypto::sha256(upload.bytes);
        body.sealed = vault::seal(upload.bytes);
    };
    if (!upload.on_cpu)
        job();
    else if (!upload.on_cpu(job))
        return Refusal{RefusalCode::busy, {}, 0, 0, {}};
    ReferralDocument document{{}, body.media_type, body.plain_bytes, body.hash.hex()};
    auto row = ports::audit_of(post, "referrals.attach", std::string(referral_id), body.at, upload.request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(body), std::move(row));
    if (!outcome.done()) return refusal_of_evidence(outcome.no);
    document.document_id = ids_->seal(IdKind::attachment, outcome.attachment.value);
    return GivenEvidence{std::move(document), outcome.repeat};
}

Result<EvidenceContent> Referrals::evidence(const Principal& post, std::string_view referral_id,
                                            std::string_view document_id) {
    const Refusal unknown{RefusalCode::not_found, {}, 0, 0, {}};
    const auto head = own(post, referral_id);
    const auto key = ids_->open(IdKind::attachment, document_id);
    if (!head || !key) return unknown;
    for (const auto& one : ports_.referrals.evidence(head->place.key)) {
        if (one.key.value != *key) continue;
        const auto sealed = ports_.referrals.evidence_content(one.key);
        if (!sealed) return unknown;
        return EvidenceContent{{std::string(document_id), one.media_type, one.plain_bytes, one.hash.hex()},
                               vault::open(*sealed, ports::kAttachmentBytes)};
    }
    return unknown;
}

} // namespace postern::exchange
