// Phrase index: phrases of one language, found by the words that they share with a question, rare words weighing more.
#pragma once

#include "codelists/word_index.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// Where a word stands: in which phrase, and what it is worth there.
struct WordPlace {
    std::uint32_t phrase;
    float weight;
};

struct GoodsPhrase {
    std::uint32_t entry; ///< goods or title that it is a phrase of
    std::string text;    ///< as it is shown; empty: a title
    float weight = 0;    ///< of all its words
};

/// Phrases of one language. Filled by one thread, then sealed; after that immutable and shared by all threads.
class PhraseIndex {
public:
    explicit PhraseIndex(std::string_view language) : words_(language) {}

    /// text: what is looked up; shown: what a reader sees. The number of the phrase, counted from 0.
    std::uint32_t add(std::uint32_t entry, std::string_view text, std::string shown, const Stemmer& stemmer);
    void seal();

    struct Score {
        std::uint32_t entry;
        std::uint32_t phrase; ///< its best
        float score;          ///< 0 to 1
    };
    /// Every entry that shares a word, in no order.
    std::vector<Score> scores(std::string_view query) const;
    const GoodsPhrase& phrase(std::uint32_t number) const { return phrases_[number]; }
    std::string_view language() const { return words_.language(); }

private:
    struct Asked;
    /// Letters of its first part where "woodcarving" is asked as "wood carving": these are words and it is none; else
    /// 0.
    std::size_t first_part(const std::string& word, const Stemmer& stemmer) const;
    std::vector<SearchWord> words_asked(std::string_view query, const Stemmer& stemmer) const;
    std::vector<Asked> asked_of(std::string_view query, const Stemmer& stemmer) const;
    float rarity(std::size_t places) const;

    WordIndex words_;
    std::vector<GoodsPhrase> phrases_;
    std::vector<std::vector<WordPlace>> places_; ///< by word
    std::uint32_t entries_ = 0;
};

} // namespace postern::codelists
