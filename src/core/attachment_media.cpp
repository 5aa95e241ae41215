// Attachments' media: the beginnings that PDF (ISO 32000-1 7.5.2), JPEG (ITU-T T.81 B.1.1) and PNG (ISO 15948 5.2)
// have.
#include "core/attachment_media.hpp"

#include "core/ascii.hpp"

namespace postern::core {

namespace {

using namespace std::string_view_literals;

constexpr auto kPdf = "%PDF-"sv;
// start of image, and the first byte of the marker after it
constexpr auto kJpeg = "\xff\xd8\xff"sv;
// the signature, and the length and name of the chunk that has to be the first
constexpr auto kPng = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv;

/// "1.7" and the end of the line.
bool is_pdf_version(std::string_view text) {
    return text.size() >= 4 && is_ascii_digit(text[0]) && text[1] == '.' && is_ascii_digit(text[2]) &&
           (text[3] == '\r' || text[3] == '\n' || text[3] == ' ');
}

/// A marker with a length, as every one is that can stand there, and a length that counts itself.
bool is_jpeg_segment(std::string_view bytes) {
    if (bytes.size() < 3) return false;
    const auto marker = static_cast<unsigned char>(bytes[0]);
    const auto length = static_cast<unsigned>(static_cast<unsigned char>(bytes[1])) << 8U |
                        static_cast<unsigned>(static_cast<unsigned char>(bytes[2]));
    const bool stands_alone = marker >= 0xd0 && marker <= 0xd9; // restarts, start and end of image
    return marker >= 0xc0 && marker != 0xff && !stands_alone && length >= 2;
}

} // namespace

std::string_view media_type_of(AttachmentMedia media) {
    switch (media) {
    case AttachmentMedia::jpeg: return "image/jpeg";
    case AttachmentMedia::png: return "image/png";
    case AttachmentMedia::pdf: break;
    }
    return "application/pdf";
}

std::optional<AttachmentMedia> told_by_bytes(std::string_view bytes) {
    if (bytes.starts_with(kPdf) && is_pdf_version(bytes.substr(kPdf.size()))) return AttachmentMedia::pdf;
    if (bytes.starts_with(kJpeg) && is_jpeg_segment(bytes.substr(kJpeg.size()))) return AttachmentMedia::jpeg;
    if (bytes.starts_with(kPng)) return AttachmentMedia::png;
    return std::nullopt;
}

Result<std::string> media_taken(std::string_view bytes, std::string_view told, std::size_t most) {
    constexpr std::string_view kLeftToTheBytes = "application/octet-stream";
    if (bytes.empty()) return Refusal{RefusalCode::message_empty, {}, 0, 0, {}};
    if (bytes.size() > most) return Refusal{RefusalCode::body_too_large, std::to_string(most), 0, 0, {}};
    const auto media = told_by_bytes(bytes);
    if (!media) return Refusal{RefusalCode::unsupported_media_type, "application/pdf, image/jpeg, image/png", 0, 0, {}};
    const auto type = media_type_of(*media);
    const bool agrees = told.empty() || equals_folded(told, kLeftToTheBytes) || equals_folded(told, type);
    if (!agrees) return Refusal{RefusalCode::unsupported_media_type, std::string(type), 0, 0, {}};
    return std::string(type);
}

} // namespace postern::core
