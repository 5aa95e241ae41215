// What an uploaded document is, told by its first bytes, whatever its sender calls it. It is looked at and never read.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

enum class AttachmentMedia : std::uint8_t { pdf, jpeg, png };

/// "application/pdf", "image/jpeg", "image/png".
std::string_view media_type_of(AttachmentMedia media);

/// nullopt: none of these, or cut off before that can be told. The beginning decides alone: what stands behind it is
/// the business of whoever opens the document.
std::optional<AttachmentMedia> told_by_bytes(std::string_view bytes);

/// The media type that the bytes are of, where nothing speaks against taking them. Refusals: message_empty,
/// body_too_large (more than so many bytes), unsupported_media_type (none of these, or another one than `told`; an
/// empty one and application/octet-stream leave it to the bytes).
Result<std::string> media_taken(std::string_view bytes, std::string_view told, std::size_t most);

} // namespace postern::core
