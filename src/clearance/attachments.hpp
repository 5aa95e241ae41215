// Attachments: a post uploads documents beside a declaration, and the agencies that may read them do.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

/// One document as its readers see it; ids are public.
struct AttachmentView {
    std::string document_id;
    core::AttachmentType type = core::AttachmentType::invoice;
    std::string media_type;
    std::uint64_t bytes = 0;
    std::string hash; ///< hex SHA-256
    core::Instant at;
    std::string row_filing; ///< where a register is read: the filing of the row that it is beside; else empty
};
struct GivenView {
    AttachmentView document;
    bool repeat = false;               ///< it was known: the first one
    std::vector<std::string> answered; ///< filings whose agency asked for it
};
struct AttachmentContent {
    AttachmentView document;
    std::string bytes;
};

/// What a post hands in.
struct AttachmentUpload {
    core::AttachmentType type = core::AttachmentType::invoice;
    std::string_view media_type; ///< as its sender calls it; empty: not said
    std::string_view bytes;
    std::string request_id;
    std::function<bool(const std::function<void()>&)> on_cpu = {}; ///< where it is hashed and sealed; false: full
};

/// Thread-safe. What is not the caller's is not_found.
class Attachments {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::DeclarationReader& declarations;
        ports::FilingReader& filings;
        ports::RegisterReader& registers;
        ports::AttachmentReader& attachments;
        ports::Clock& clock;
        ports::KeySource& keys;
    };
    /// Whether a route, by its name, lets its agency read them.
    using MayRead = std::function<bool(std::string_view route)>;
    Attachments(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, MayRead may_read);

    /// A post's upload; durable when this returns. Refusals: not_found, message_empty, body_too_large,
    /// unsupported_media_type (its bytes are of none of the kinds, or of another than its sender says),
    /// declaration_cancelled, documents_full, busy.
    core::Result<GivenView> give(const core::Principal& post, std::string_view declaration_id,
                                 const AttachmentUpload& upload);
    /// In the order in which they came. Refusal: not_found.
    core::Result<std::vector<AttachmentView>> of_declaration(const core::Principal& post,
                                                             std::string_view declaration_id);
    core::Result<AttachmentContent> read(const core::Principal& post, std::string_view declaration_id,
                                         std::string_view document_id);

    /// Beside a filing that the agency was offered; of a register, beside its rows that stand. Refusals: not_found,
    /// forbidden (the route does not allow it).
    core::Result<std::vector<AttachmentView>> of_filing(const core::Principal& agency, std::string_view filing_id);
    core::Result<AttachmentContent> read_beside(const core::Principal& agency, std::string_view filing_id,
                                                std::string_view document_id);

private:
    /// A declaration, and the filing by which a register leads to it.
    struct Beside {
        core::DeclarationKey declaration;
        core::FilingKey row; ///< 0: no register
    };
    std::optional<ports::DeclarationHead> own_declaration(const core::Principal& post,
                                                          std::string_view declaration_id) const;
    core::Result<std::vector<Beside>> readable(const core::Principal& agency, std::string_view filing_id) const;
    AttachmentView view(const ports::AttachmentHead& head, core::FilingKey row = {}) const;
    core::Result<AttachmentContent> content(const std::vector<Beside>& beside, std::string_view document_id) const;
    ports::AttachmentGiven deed_body(const core::Principal& post, const ports::DeclarationHead& declaration,
                                     const AttachmentUpload& upload) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    MayRead may_read_;
};

} // namespace postern::clearance
