// Attachments: taken from posts, given to their readers.
#include "clearance/attachments.hpp"

#include "clearance/desk_parts.hpp"
#include "core/ascii.hpp"
#include "core/attachment_media.hpp"
#include "crypto/digest.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::clearance {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

Refusal refusal_of_gift(ports::No no, std::string_view declaration_id) {
    if (no == ports::No::declaration_cancelled)
        return {RefusalCode::declaration_cancelled, {}, 0, 0, std::string(declaration_id)};
    if (no == ports::No::no_room) {
        const auto megabytes = std::to_string(ports::kAllAttachmentBytes >> 20U) + " MB";
        return {RefusalCode::documents_full, megabytes + " / " + std::to_string(ports::kMostAttachments), 0, 0, {}};
    }
    return refusal(RefusalCode::not_found);
}

} // namespace

Attachments::Attachments(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, MayRead may_read)
    : ports_(ports), ids_(std::move(ids)), may_read_(std::move(may_read)) {}

std::optional<ports::DeclarationHead> Attachments::own_declaration(const Principal& post,
                                                                   std::string_view declaration_id) const {
    const auto key = ids_->open(IdKind::declaration, declaration_id);
    if (!key) return std::nullopt;
    auto head = ports_.declarations.head({*key});
    if (!head || head->tenant != post.tenant || head->mode != post.mode) return std::nullopt;
    return head;
}

AttachmentView Attachments::view(const ports::AttachmentHead& head, core::FilingKey row) const {
    return {ids_->seal(IdKind::attachment, head.key.value),
            head.type,
            head.media_type,
            head.plain_bytes,
            head.hash.hex(),
            head.at,
            row ? ids_->seal(IdKind::filing, row.value) : std::string()};
}

ports::AttachmentGiven Attachments::deed_body(const Principal& post, const ports::DeclarationHead& declaration,
                                              const AttachmentUpload& upload) const {
    ports::AttachmentGiven body;
    body.hash = crypto::sha256(upload.bytes);
    const auto known = ports_.attachments.of_declaration(declaration.key);
    const auto same =
        std::ranges::find_if(known, [&](const auto& one) { return one.type == upload.type && one.hash == body.hash; });
    body.attachment = same == known.end() ? core::AttachmentKey{ports_.keys.next()} : same->key;
    body.public_id = ids_->seal(IdKind::attachment, body.attachment.value);
    body.declaration = declaration.key;
    body.tenant = post.tenant;
    body.mode = post.mode;
    body.type = upload.type;
    body.plain_bytes = upload.bytes.size();
    if (same == known.end()) body.sealed = vault::seal(upload.bytes); // what is known is kept already
    for (const auto& filing : ports_.filings.of_declaration(declaration.key))
        if (!filing.agency.empty() && may_read_(filing.route)) body.readers.push_back(filing.key);
    body.at = ports_.clock.now();
    return body;
}

Result<GivenView> Attachments::give(const Principal& post, std::string_view declaration_id,
                                    const AttachmentUpload& upload) {
    const auto declaration = own_declaration(post, declaration_id);
    if (!declaration) return refusal(RefusalCode::not_found);
    auto media = core::media_taken(upload.bytes, upload.media_type, ports::kAttachmentBytes);
    if (!media) return media.refusal();
    ports::AttachmentGiven body;
    const auto job = [&] { body = deed_body(post, *declaration, upload); };
    if (!upload.on_cpu)
        job();
    else if (!upload.on_cpu(job))
        return refusal(RefusalCode::busy);
    body.media_type = std::move(media).value();
    const ports::AttachmentHead given{body.attachment,  declaration->key, body.type, body.media_type,
                                      body.plain_bytes, body.hash,        body.at};
    ports::Deed deed;
    deed.audit.push_back(ports::audit_of(post, "declarations.attach", body.public_id, body.at, upload.request_id));
    deed.body = std::move(body);
    const auto outcome = ports_.ledger.record(std::span(&deed, 1)).front();
    if (!outcome.done()) return refusal_of_gift(outcome.no, declaration_id);

    GivenView out{view(given), outcome.repeat, {}};
    for (const auto filing : outcome.answered)
        out.answered.push_back(ids_->seal(IdKind::filing, filing.value));
    if (!outcome.repeat) return out;
    for (const auto& first : ports_.attachments.of_declaration(declaration->key))
        if (first.key == outcome.attachment) out.document = view(first);
    return out;
}

Result<std::vector<AttachmentView>> Attachments::of_declaration(const Principal& post,
                                                                std::string_view declaration_id) {
    const auto declaration = own_declaration(post, declaration_id);
    if (!declaration) return refusal(RefusalCode::not_found);
    std::vector<AttachmentView> out;
    for (const auto& head : ports_.attachments.of_declaration(declaration->key))
        out.push_back(view(head));
    return out;
}

Result<AttachmentContent> Attachments::content(const std::vector<Beside>& beside, std::string_view document_id) const {
    const auto key = ids_->open(IdKind::attachment, document_id);
    if (!key) return refusal(RefusalCode::not_found);
    for (const auto& [declaration, row] : beside)
        for (const auto& head : ports_.attachments.of_declaration(declaration)) {
            if (head.key.value != *key) continue;
            const auto sealed = ports_.attachments.content(head.key);
            if (!sealed) return refusal(RefusalCode::not_found);
            return AttachmentContent{view(head, row), vault::open(*sealed, ports::kAttachmentBytes)};
        }
    return refusal(RefusalCode::not_found);
}

Result<AttachmentContent> Attachments::read(const Principal& post, std::string_view declaration_id,
                                            std::string_view document_id) {
    const auto declaration = own_declaration(post, declaration_id);
    if (!declaration) return refusal(RefusalCode::not_found);
    return content({{declaration->key, {}}}, document_id);
}

Result<std::vector<Attachments::Beside>> Attachments::readable(const Principal& agency,
                                                               std::string_view filing_id) const {
    const auto key = ids_->open(IdKind::filing, filing_id);
    const auto filing = key ? ports_.filings.filing({*key}) : std::nullopt;
    if (!filing || filing->agency != agency.agency_name || filing->mode != agency.mode)
        return refusal(RefusalCode::not_found);
    // what the agency has not yet, by an offer, in a register or from the exporter, is no business of its
    const bool by_exporter = filing->outcome == ports::RouteOutcome::elsewhere && !filing->reference.empty();
    if (filing->offered_version == 0 && !by_exporter && !ports_.registers.place(filing->key))
        return refusal(RefusalCode::not_found);
    if (!may_read_(filing->route)) return refusal(RefusalCode::forbidden);
    std::vector<Beside> beside;
    for (const auto& row : ports_.registers.rows(filing->key))
        if (!row.out) beside.push_back({row.declaration, row.filing});
    if (filing->declaration) beside.push_back({filing->declaration, {}});
    return beside;
}

Result<std::vector<AttachmentView>> Attachments::of_filing(const Principal& agency, std::string_view filing_id) {
    const auto beside = readable(agency, filing_id);
    if (!beside) return beside.refusal();
    std::vector<AttachmentView> out;
    for (const auto& [declaration, row] : beside.value())
        for (const auto& head : ports_.attachments.of_declaration(declaration))
            out.push_back(view(head, row));
    return out;
}

Result<AttachmentContent> Attachments::read_beside(const Principal& agency, std::string_view filing_id,
                                                   std::string_view document_id) {
    const auto beside = readable(agency, filing_id);
    if (!beside) return beside.refusal();
    return content(beside.value(), document_id);
}

} // namespace postern::clearance
