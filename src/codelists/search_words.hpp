// Search words: the words of a phrase or a question, as they are compared, and what each is worth.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace postern::codelists {

/// Cuts a word down to its stem ("shawls", "shawl"). Belongs to one thread; making one costs about a microsecond.
class Stemmer {
public:
    /// A language of kGoodsLanguages; any other is not stemmed.
    explicit Stemmer(std::string_view language);
    std::string stem(std::string_view plain_word) const;

private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const;
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

struct SearchWord {
    std::string text;     ///< in plain letters
    bool is_weak = false; ///< says little of what a thing is: "handmade", "small", a number
    bool is_head = false; ///< what the phrase is about: "bag" of "leather bag for tools", "sac" of "sac en cuir"
};

/// At most so many words of a text, articles and prepositions left out; a letter before a hyphen
/// joins the next word ("t-shirt" is "tshirt", and so is "t shirt"). language: of kGoodsLanguages; says where the head
/// stands.
std::vector<SearchWord> search_words(std::string_view text, std::string_view language, std::size_t most);

} // namespace postern::codelists
