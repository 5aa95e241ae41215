// words_of: a cell or an attribute that holds several words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

/// Parted by the separator; of an attribute, where the parser has made every white space a blank.
inline std::vector<std::string> words_of(std::string_view text, char separator = ' ') {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(separator));
        if (!word.empty()) words.emplace_back(word);
        text.remove_prefix(word.size() < text.size() ? word.size() + 1 : text.size());
    }
    return words;
}

} // namespace postern::core
