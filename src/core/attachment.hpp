// Attachments: documents of paper that a post uploads beside a declaration; their types, and what an agency asks for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace postern::core {

/// What an attachment is. Numbers are stored: never renumber.
enum class AttachmentType : std::uint8_t { invoice = 1, licence = 2, certificate = 3, mandate = 4, photo = 5 };

inline constexpr std::array kAttachmentTypes{AttachmentType::invoice, AttachmentType::licence,
                                             AttachmentType::certificate, AttachmentType::mandate,
                                             AttachmentType::photo};

/// The code: "invoice", "licence", "certificate", "mandate", "photo".
constexpr std::string_view to_string(AttachmentType type) {
    switch (type) {
    case AttachmentType::invoice: return "invoice";
    case AttachmentType::licence: return "licence";
    case AttachmentType::certificate: return "certificate";
    case AttachmentType::mandate: return "mandate";
    case AttachmentType::photo: break;
    }
    return "photo";
}

/// nullopt: no such code.
constexpr std::optional<AttachmentType> attachment_type_named(std::string_view code) {
    for (const auto type : kAttachmentTypes)
        if (to_string(type) == code) return type;
    return std::nullopt;
}

/// Some of the types; its number is stored, a bit for each type.
class AttachmentTypes {
public:
    constexpr AttachmentTypes() = default;
    constexpr explicit AttachmentTypes(std::uint32_t number) : bits_(number) {}
    constexpr void add(AttachmentType type) { bits_ |= bit_of(type); }
    constexpr void add(AttachmentTypes more) { bits_ |= more.bits_; }
    constexpr bool has(AttachmentType type) const { return (bits_ & bit_of(type)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint32_t number() const { return bits_; }
    constexpr bool operator==(const AttachmentTypes&) const = default;

private:
    static constexpr std::uint32_t bit_of(AttachmentType type) { return 1U << static_cast<unsigned>(type); }
    std::uint32_t bits_ = 0;
};

} // namespace postern::core
