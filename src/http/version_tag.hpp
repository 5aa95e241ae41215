// The ETag of a declaration: its version. A change names the version that its sender saw.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::http {

inline std::string version_tag(std::uint32_t version) {
    return "\"v" + std::to_string(version) + "\"";
}

/// nullopt: no tag of ours.
inline std::optional<std::uint32_t> version_of_tag(std::string_view tag) {
    if (!tag.starts_with("\"v") || !tag.ends_with('"') || tag.size() < 4) return std::nullopt;
    const auto digits = tag.substr(2, tag.size() - 3);
    std::uint32_t version = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc{} || end != digits.data() + digits.size() || version == 0) return std::nullopt;
    return version;
}

} // namespace postern::http
