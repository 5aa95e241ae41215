// words_of: a cell that holds several codes, parted by blanks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

inline std::vector<std::string> words_of(std::string_view text, char separator = ' ') {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(separator));
        if (!word.empty()) words.emplace_back(word);
        text.remove_prefix(word.size() < text.size() ? word.size() + 1 : text.size());
    }
    return words;
}

} // namespace postern::codelists
