// How well a phrase fits: how much of the question it answers, and how much of it was asked for.
#include "codelists/phrase_index.hpp"

#include "codelists/goods_index.hpp"

#include <algorithm>
#include <cmath>

namespace postern::codelists {

namespace {

constexpr std::size_t kMostPhraseWords = 16;
/// "handmade" and the like decide only between what is else alike.
constexpr float kWeak = 0.35F;
/// What a phrase is about weighs more than what it is made of.
constexpr float kHead = 1.4F;
constexpr float kByJoining = 0.95F;
constexpr std::size_t kLeastPart = 3;
/// Shares of a score: the best phrase, and what the other phrases of the same goods add.
constexpr float kOfPhrase = 0.8F;
constexpr float kOfEntry = 0.2F;
/// Of a phrase's own share: what was asked, and how little it says beyond that.
constexpr float kAsked = 0.6F;
constexpr float kNoMore = 0.4F;

float standing(const SearchWord& word) {
    return (word.is_weak ? kWeak : 1.0F) * (word.is_head ? kHead : 1.0F);
}

/// The best of some qualities by number, kept between words without clearing all of it.
class Best {
public:
    explicit Best(std::size_t size) : quality_(size, 0.0F) {}
    void take(std::uint32_t number, float quality) {
        if (quality_[number] == 0.0F) touched_.push_back(number);
        quality_[number] = std::max(quality_[number], quality);
    }
    /// Calls give(number, quality) for each, and forgets them.
    template <class Give>
    void drain(const Give& give) {
        for (const auto number : touched_) {
            give(number, quality_[number]);
            quality_[number] = 0.0F;
        }
        touched_.clear();
    }

private:
    std::vector<float> quality_;
    std::vector<std::uint32_t> touched_;
};

} // namespace

struct PhraseIndex::Asked {
    std::vector<WordIndex::Match> matches;
    float weight;
};

std::uint32_t PhraseIndex::add(std::uint32_t entry, std::string_view text, std::string shown, const Stemmer& stemmer) {
    const auto number = static_cast<std::uint32_t>(phrases_.size());
    phrases_.push_back({entry, std::move(shown)});
    entries_ = std::max(entries_, entry + 1);
    for (const auto& word : search_words(text, language(), kMostPhraseWords)) {
        const auto at = words_.add(word.text, stemmer);
        if (at == places_.size()) places_.emplace_back();
        auto& places = places_[at];
        if (places.empty() || places.back().phrase != number) places.push_back({number, standing(word)});
    }
    return number;
}

void PhraseIndex::seal() {
    words_.seal();
    for (auto& places : places_) {
        const float rare = rarity(places.size());
        for (auto& place : places) {
            place.weight *= rare;
            phrases_[place.phrase].weight += place.weight;
        }
    }
}

float PhraseIndex::rarity(std::size_t places) const {
    return std::log(1.0F + static_cast<float>(phrases_.size()) / (1.0F + static_cast<float>(places)));
}

std::size_t PhraseIndex::first_part(const std::string& word, const Stemmer& stemmer) const {
    if (words_.has_like(word, stemmer)) return 0;
    for (std::size_t cut = kLeastPart; cut + kLeastPart <= word.size(); ++cut)
        if (words_.has_like(word.substr(0, cut), stemmer) && words_.has_like(word.substr(cut), stemmer)) return cut;
    return 0;
}

std::vector<SearchWord> PhraseIndex::words_asked(std::string_view query, const Stemmer& stemmer) const {
    std::vector<SearchWord> words;
    for (auto& word : search_words(query, language(), kMostQueryWords)) {
        const auto part = first_part(word.text, stemmer);
        if (part != 0) words.push_back({word.text.substr(0, part), word.is_weak, false});
        word.text.erase(0, part);
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<PhraseIndex::Asked> PhraseIndex::asked_of(std::string_view query, const Stemmer& stemmer) const {
    const auto words = words_asked(query, stemmer);
    const bool may_go_on = !query.empty() && query.back() != ' ';
    std::vector<Asked> asked;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Asked one{words_.matches(words[i].text, may_go_on && i + 1 == words.size(), stemmer), standing(words[i])};
        // "ear rings" may mean "earrings"
        for (const std::size_t first : {i - 1, i}) {
            if (first + 1 >= words.size() || first > i) continue;
            for (const auto& joined : words_.matches(words[first].text + words[first + 1].text, false, stemmer))
                if (joined.quality >= 0.9F) one.matches.push_back({joined.word, joined.quality * kByJoining});
        }
        std::size_t places = 0;
        float best = 0;
        for (const auto& match : one.matches) {
            if (match.quality > best) places = places_[match.word].size();
            best = std::max(best, match.quality);
        }
        one.weight *= rarity(places);
        asked.push_back(std::move(one));
    }
    return asked;
}

std::vector<PhraseIndex::Score> PhraseIndex::scores(std::string_view query) const {
    const Stemmer stemmer(language());
    const auto asked = asked_of(query, stemmer);
    std::vector<float> answered(phrases_.size(), 0.0F); // of the question, by phrase
    std::vector<float> covered(phrases_.size(), 0.0F);  // of the phrase
    std::vector<float> of_entry(entries_, 0.0F);        // of the question, by all phrases of an entry
    Best by_phrase(phrases_.size());
    Best cover(phrases_.size());
    Best by_entry(entries_);
    float all = 0;
    for (const auto& one : asked) {
        all += one.weight;
        for (const auto& match : one.matches) {
            for (const auto& place : places_[match.word]) {
                by_phrase.take(place.phrase, match.quality);
                cover.take(place.phrase, match.quality * place.weight);
                by_entry.take(phrases_[place.phrase].entry, match.quality);
            }
        }
        by_phrase.drain([&](std::uint32_t n, float quality) { answered[n] += one.weight * quality; });
        cover.drain([&](std::uint32_t n, float weight) { covered[n] += weight; });
        by_entry.drain([&](std::uint32_t n, float quality) { of_entry[n] += one.weight * quality; });
    }
    std::vector<Score> found;
    std::vector<std::uint32_t> at(entries_, 0); // place in found, + 1
    for (std::uint32_t n = 0; n < phrases_.size(); ++n) {
        if (answered[n] == 0.0F) continue;
        const float share = std::min(1.0F, covered[n] / phrases_[n].weight);
        const float score = kOfPhrase * (answered[n] / all) * (kAsked + kNoMore * share);
        auto& place = at[phrases_[n].entry];
        if (place == 0) {
            found.push_back({phrases_[n].entry, n, score});
            place = static_cast<std::uint32_t>(found.size());
        } else if (score > found[place - 1].score) {
            found[place - 1] = {phrases_[n].entry, n, score};
        }
    }
    for (auto& score : found)
        score.score += kOfEntry * of_entry[score.entry] / all;
    return found;
}

} // namespace postern::codelists
