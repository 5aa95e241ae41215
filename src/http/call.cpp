// Call: looking things up in a request.
#include "http/call.hpp"

#include "core/ascii.hpp"

#include <algorithm>

namespace postern::http {

std::string_view Call::header(std::string_view name) const {
    for (const auto& [field, value] : headers)
        if (core::equals_folded(field, name)) return value;
    return {};
}

std::optional<std::string_view> Call::parameter(std::string_view name) const {
    for (const auto& [field, value] : query)
        if (field == name) return value;
    return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = core::hex_value(text[i + 1]);
            const int low = core::hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
        out.push_back(c);
    }
    return out;
}

} // namespace postern::http
