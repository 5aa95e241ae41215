// Pieces: several texts as one, each with its length in front ("5:hello"), so that boundaries count whatever they hold.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

inline void append_piece(std::string& all, std::string_view piece) {
    all.append(std::to_string(piece.size())).append(1, ':').append(piece);
}

/// The first piece, taken off; nullopt: the text is damaged.
inline std::optional<std::string_view> take_piece(std::string_view& text) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    const auto colon = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || colon >= text.size() || text[colon] != ':' || size > text.size() - colon - 1)
        return std::nullopt;
    const auto piece = text.substr(colon + 1, size);
    text.remove_prefix(colon + 1 + size);
    return piece;
}

} // namespace postern::core
