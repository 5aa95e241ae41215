// Attachments: documents that a post uploads beside a declaration; the deed and the reading of them.
#pragma once

#include "core/attachment.hpp"
#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

inline constexpr std::uint64_t kAttachmentBytes = 5u << 20;     ///< of one, at most
inline constexpr std::uint64_t kAllAttachmentBytes = 20u << 20; ///< of those of one declaration, each content once
inline constexpr std::uint32_t kMostAttachments = 100;          ///< of one declaration

/// A document was uploaded beside a declaration. Its content is kept once for the tenant and mode, however often it is
/// uploaded. Filings whose agency asks for such a document get the event; where the agency may read it, it is told by
/// an offer ("reply") of the filing, or of the register in which it is a row. Where nobody asks, the event is the
/// item's and no agency is told.
/// The same content and type again is a repeat, which outcome.attachment names: it writes nothing, unless it has the
/// key of the known one and an agency asked after that was given.
/// No: not_found (not the tenant's and mode's), declaration_cancelled, no_room (kAllAttachmentBytes, kMostAttachments).
struct AttachmentGiven {
    core::AttachmentKey attachment; ///< new, or that of the known one
    std::string public_id;          ///< of it, for the events
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::AttachmentType type = core::AttachmentType::invoice;
    core::ContentHash hash; ///< of the plain bytes
    std::string media_type;
    std::uint64_t plain_bytes = 0;
    core::SealedBytes sealed;
    std::vector<core::FilingKey> readers; ///< filings of the declaration whose agency may read what is beside them
    core::Instant at;
};

struct AttachmentHead {
    core::AttachmentKey key;
    core::DeclarationKey declaration;
    core::AttachmentType type = core::AttachmentType::invoice;
    std::string media_type;
    std::uint64_t plain_bytes = 0;
    core::ContentHash hash; ///< of the plain bytes
    core::Instant at;
};

/// Thread-safe.
class AttachmentReader {
public:
    virtual ~AttachmentReader() = default;
    /// In the order in which they came.
    virtual std::vector<AttachmentHead> of_declaration(core::DeclarationKey declaration) = 0;
    virtual std::optional<core::SealedBytes> content(core::AttachmentKey key) = 0;
};

} // namespace postern::ports
