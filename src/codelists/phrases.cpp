// Phrases, found by their first word.
#include "codelists/phrases.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

/// Letters and digits of ASCII, and every byte of a character beyond it.
bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Takes the next word off the text; empty: there is none.
std::string_view take_word(std::string_view& text) {
    const auto begin = std::find_if(text.begin(), text.end(), is_word_byte);
    const auto end = std::find_if_not(begin, text.end(), is_word_byte);
    const std::string_view word(begin, end);
    text = std::string_view(end, text.end());
    return word;
}

/// The words are the next ones of the text; they are taken off it.
bool take_words(std::string_view& text, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), [&](const auto& word) { return take_word(text) == word; });
}

} // namespace

bool Phrases::add(const std::string& folded) {
    std::string_view rest = folded;
    const std::string_view first = take_word(rest);
    if (first.empty()) return false;
    Phrase phrase{folded, size_, {}};
    for (auto word = take_word(rest); !word.empty(); word = take_word(rest))
        phrase.further_words.emplace_back(word);
    auto& phrases = by_first_word_[std::string(first)];
    const auto shorter = [&](const Phrase& p) { return p.further_words.size() < phrase.further_words.size(); };
    phrases.insert(std::find_if(phrases.begin(), phrases.end(), shorter), std::move(phrase));
    ++size_;
    return true;
}

bool Phrases::is_whole(std::string_view folded) const {
    const auto known = by_first_word_.find(take_word(folded));
    if (known == by_first_word_.end()) return false;
    return std::any_of(known->second.begin(), known->second.end(), [&](const Phrase& phrase) {
        std::string_view rest = folded;
        return take_words(rest, phrase.further_words) && take_word(rest).empty();
    });
}

const std::vector<Phrases::Phrase>* Phrases::next_beginning(std::string_view& folded) const {
    for (auto word = take_word(folded); !word.empty(); word = take_word(folded)) {
        const auto known = by_first_word_.find(word);
        if (known != by_first_word_.end()) return &known->second;
    }
    return nullptr;
}

bool Phrases::goes_on(std::string_view rest, const Phrase& phrase) {
    return take_words(rest, phrase.further_words);
}

std::string_view Phrases::find_in(std::string_view folded) const {
    while (const auto* begun = next_beginning(folded)) {
        for (const Phrase& phrase : *begun)
            if (goes_on(folded, phrase)) return phrase.text;
    }
    return {};
}

} // namespace postern::codelists
