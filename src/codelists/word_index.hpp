// Word index: the words of one language, found again as they are, by their stem, half typed, or typed wrong.
#pragma once

#include "codelists/search_words.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern::codelists {

/// Filled by one thread, then sealed; after that immutable and shared by all threads.
class WordIndex {
public:
    explicit WordIndex(std::string_view language) : language_(language) {}

    /// The number of the word, counted from 0 in the order in which they came first.
    std::uint32_t add(const std::string& word, const Stemmer& stemmer);
    /// After the last add.
    void seal();

    struct Match {
        std::uint32_t word;
        float quality; ///< 1: the word itself; less for its stem, its beginning, a slip of the finger
    };
    /// Words that may be meant, each once. is_unfinished: more letters may come.
    std::vector<Match> matches(const std::string& word, bool is_unfinished, const Stemmer& stemmer) const;
    bool has(const std::string& word) const { return by_word_.contains(word); }
    /// The word itself, or one of the same stem, is there.
    bool has_like(const std::string& word, const Stemmer& stemmer) const;
    std::size_t size() const { return words_.size(); }
    std::string_view language() const { return language_; }

private:
    using Numbers = std::vector<std::uint32_t>;
    void match_beginnings(const std::string& word, bool is_unfinished, std::vector<Match>& to) const;
    void match_slips(const std::string& word, std::vector<Match>& to) const;

    std::string_view language_;
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::uint32_t> by_word_;
    std::unordered_map<std::string, Numbers> by_stem_;
    std::vector<std::uint32_t> sorted_;                     ///< by the word
    std::unordered_map<std::uint32_t, Numbers> by_trigram_; ///< three bytes
};

} // namespace postern::codelists
