// Phrases: words and phrases of a list, found in folded text by whole words and without allocating.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern::codelists {

/// Words are runs of letters and digits; whatever else stands between them is not compared, so "n/a" is "N / A" too.
class Phrases {
public:
    /// False: the text has no word. Phrases are counted from 0 in the order of adding.
    bool add(const std::string& folded);
    /// The text is exactly one of the phrases.
    bool is_whole(std::string_view folded) const;
    /// The longest phrase that begins at the first word at which one begins; empty: none. Lives as long as this.
    std::string_view find_in(std::string_view folded) const;
    /// Calls take(number of the phrase) for every phrase of the list that stands in the text.
    template <class Take>
    void each_in(std::string_view folded, const Take& take) const {
        while (const auto* begun = next_beginning(folded)) {
            for (const Phrase& phrase : *begun)
                if (goes_on(folded, phrase)) take(phrase.number);
        }
    }
    std::size_t size() const { return size_; }

private:
    struct Phrase {
        std::string text;
        std::size_t number = 0;
        std::vector<std::string> further_words; ///< behind the first
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// Takes words off the text up to one at which phrases begin; nullptr: there is none.
    const std::vector<Phrase>* next_beginning(std::string_view& folded) const;
    static bool goes_on(std::string_view rest, const Phrase& phrase);
    /// First word -> the phrases that begin with it, longest first.
    std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_first_word_;
    std::size_t size_ = 0;
};

} // namespace postern::codelists
