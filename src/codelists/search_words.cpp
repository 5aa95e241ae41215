// Words for looking goods up: taken apart, joined again where people part them, and weighed.
#include "codelists/search_words.hpp"

#include "text/plain_letters.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>

namespace postern::codelists {

namespace {

/// Words that only join others, of all languages of the list; none of them names goods in another.
constexpr auto kJoining = std::to_array<std::string_view>(
    {"a",    "an",  "and", "au",  "aux",  "avec", "by",    "con",   "d",    "de",   "del",  "des", "du",
     "e",    "el",  "en",  "et",  "for",  "from", "in",    "l",     "la",   "las",  "le",   "les", "los",
     "my",   "of",  "on",  "or",  "our",  "par",  "para",  "por",   "pour", "s",    "sin",  "sur", "the",
     "to",   "un",  "una", "une", "with", "y",    "its",   "some",  "that", "is",   "sans", "the", "unos",
     "unas", "her", "his", "qui", "que",  "made", "hecho", "hecha", "fait", "faite"});

/// Behind one of these an English phrase only says more of its head.
constexpr auto kBehindHead = std::to_array<std::string_view>({"for", "from", "in", "made", "of", "on", "that", "with"});

/// Words that nearly any goods may have.
constexpr auto kWeak = std::to_array<std::string_view>(
    {"artesanal",   "artesanales",  "artisanal", "artisanale", "assorted", "authentic",   "beautiful",  "big",
     "black",       "blue",         "color",     "colour",     "coloured", "craft",       "decorative", "ethnic",
     "fabrication", "fine",         "gift",      "green",      "hand",     "handcrafted", "handmade",   "hecho",
     "homemade",    "item",         "items",     "kids",       "kilo",     "large",       "little",     "local",
     "main",        "mano",         "mini",      "natural",    "naturel",  "naturelle",   "new",        "nouveau",
     "nuevo",       "old",          "organic",   "organico",   "pack",     "pair",        "paire",      "par",
     "pcs",         "pequeno",      "petit",     "petite",     "piece",    "pieces",      "pieza",      "piezas",
     "pure",        "quality",      "real",      "red",        "set",      "small",       "style",      "tradicional",
     "traditional", "traditionnel", "vintage",   "white",      "blanc",    "noir",        "rouge",      "blanco",
     "negro",       "rojo",         "azul",      "bleu",       "vert",     "verde",       "grand",      "grande",
     "bio",         "brand",        "original",  "genuine",    "various",  "bottle",      "box"});

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

struct Piece {
    std::string_view word;
    char before = ' '; ///< what stands between it and the word before
};

std::vector<Piece> pieces_of(std::string_view plain) {
    std::vector<Piece> pieces;
    std::size_t at = 0;
    while (at < plain.size()) {
        const std::size_t gap = at;
        while (at < plain.size() && !is_letter_or_digit(plain[at]))
            ++at;
        const std::size_t begin = at;
        while (at < plain.size() && is_letter_or_digit(plain[at]))
            ++at;
        if (begin < at) pieces.push_back({plain.substr(begin, at - begin), begin == gap ? ' ' : plain[begin - 1]});
    }
    return pieces;
}

/// Quotation marks of people and of their telephones.
std::string with_plain_quotes(std::string plain) {
    for (std::size_t at = plain.find("\u2019"); at != std::string::npos; at = plain.find("\u2019"))
        plain.replace(at, std::string_view("\u2019").size(), "'");
    return plain;
}

} // namespace

Stemmer::Stemmer(std::string_view language) {
    for (const auto& [code, name] : {std::pair{"en", "english"}, {"fr", "french"}, {"es", "spanish"}})
        if (language == code) stemmer_.reset(sb_stemmer_new(name, "UTF_8"));
}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

std::string Stemmer::stem(std::string_view plain_word) const {
    if (!stemmer_) return std::string(plain_word);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(plain_word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(plain_word.size()));
    if (stem == nullptr) return std::string(plain_word);
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

std::vector<SearchWord> search_words(std::string_view text, std::string_view language, std::size_t most) {
    const std::string plain = with_plain_quotes(text::plain_letters(text));
    std::vector<SearchWord> words;
    bool head_is_past = false;
    std::string lone;
    for (const Piece& piece : pieces_of(plain)) {
        const bool joins = is_one_of(kJoining, piece.word);
        if (language == "en" && !words.empty() && is_one_of(kBehindHead, piece.word)) head_is_past = true;
        if (joins) continue;
        if (piece.word.size() == 1 && !is_digit(piece.word[0])) {
            lone = piece.word;
            continue;
        }
        SearchWord word;
        const bool is_joined = !lone.empty() && (piece.before == '-' || lone == "t");
        word.text = is_joined ? lone + std::string(piece.word) : std::string(piece.word);
        lone.clear();
        word.is_weak = is_one_of(kWeak, word.text) || std::ranges::all_of(word.text, is_digit);
        if (!head_is_past && !word.is_weak) {
            // English has what it is about at the end, the others at the beginning
            if (language == "en") std::ranges::for_each(words, [](SearchWord& before) { before.is_head = false; });
            word.is_head = true;
            head_is_past = language != "en";
        }
        words.push_back(std::move(word));
        if (words.size() == most) break;
    }
    if (words.empty() && !lone.empty()) words.push_back({lone, false, true});
    return words;
}

} // namespace postern::codelists
