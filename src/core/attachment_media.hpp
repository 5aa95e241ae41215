// What an uploaded document is, told by its first bytes, whatever its sender calls it. It is looked at and never read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace postern::core {

enum class AttachmentMedia : std::uint8_t { pdf, jpeg, png };

/// "application/pdf", "image/jpeg", "image/png".
std::string_view media_type_of(AttachmentMedia media);

/// nullopt: none of these, or cut off before that can be told. The beginning decides alone: what stands behind it is
/// the business of whoever opens the document.
std::optional<AttachmentMedia> told_by_bytes(std::string_view bytes);

} // namespace postern::core
