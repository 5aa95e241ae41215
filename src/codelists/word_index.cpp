// Looking words up: the dear ways are gone only where the cheap ones find nothing.
#include "codelists/word_index.hpp"

#include <algorithm>
#include <array>

namespace postern::codelists {

namespace {

constexpr float kByStem = 0.9F;
constexpr float kByBeginning = 0.8F;
constexpr float kByOneSlip = 0.7F;
constexpr float kByTwoSlips = 0.5F;
/// Shorter beginnings would fit too much, and shorter words are another word at one slip.
constexpr std::size_t kLeastBeginning = 2;
constexpr std::size_t kLeastWithSlip = 4;
constexpr std::size_t kLeastWithTwoSlips = 7;
constexpr std::size_t kMostCompared = 40;

/// The trigrams of a word, with one blank before it and one behind.
template <class Take>
void each_trigram(const std::string& word, const Take& take) {
    const std::string padded = ' ' + word + ' ';
    for (std::size_t i = 0; i + 3 <= padded.size(); ++i) {
        const auto byte = [&](std::size_t n) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(padded[i + n]));
        };
        take(byte(0) << 16 | byte(1) << 8 | byte(2));
    }
}

/// Letters put in, left out, changed, or two neighbours changed about; more than most: most + 1.
std::size_t slips_between(const std::string& a, const std::string& b, std::size_t most) {
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > most || longer > 60) return most + 1;
    std::array<std::array<std::uint8_t, 64>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j)
        rows[0][j] = static_cast<std::uint8_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& two_above = rows[(i + 1) % 3];
        row[0] = static_cast<std::uint8_t>(i);
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            int best = std::min({above[j] + 1, row[j - 1] + 1, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, two_above[j - 2] + 1);
            row[j] = static_cast<std::uint8_t>(best);
            least = std::min<std::size_t>(least, row[j]);
        }
        if (least > most) return most + 1;
    }
    return rows[a.size() % 3][b.size()];
}

} // namespace

std::uint32_t WordIndex::add(const std::string& word, const Stemmer& stemmer) {
    const auto number = static_cast<std::uint32_t>(words_.size());
    const auto [known, is_new] = by_word_.emplace(word, number);
    if (!is_new) return known->second;
    words_.push_back(word);
    by_stem_[stemmer.stem(word)].push_back(number);
    each_trigram(word, [&](std::uint32_t trigram) {
        auto& holders = by_trigram_[trigram];
        if (holders.empty() || holders.back() != number) holders.push_back(number);
    });
    return number;
}

void WordIndex::seal() {
    sorted_.resize(words_.size());
    for (std::uint32_t i = 0; i < sorted_.size(); ++i)
        sorted_[i] = i;
    std::ranges::sort(sorted_, {}, [this](std::uint32_t word) -> const std::string& { return words_[word]; });
}

bool WordIndex::has_like(const std::string& word, const Stemmer& stemmer) const {
    return has(word) || by_stem_.contains(stemmer.stem(word));
}

std::vector<WordIndex::Match> WordIndex::matches(const std::string& word, bool is_unfinished,
                                                 const Stemmer& stemmer) const {
    std::vector<Match> found;
    const auto itself = by_word_.find(word);
    if (itself != by_word_.end()) found.push_back({itself->second, 1.0F});
    const auto stems = by_stem_.find(stemmer.stem(word));
    if (stems != by_stem_.end())
        for (const auto other : stems->second)
            if (itself == by_word_.end() || other != itself->second) found.push_back({other, kByStem});
    if (is_unfinished || found.empty()) match_beginnings(word, is_unfinished, found);
    // a stem alone may be chance: "earings" has that of "ear"
    if (itself == by_word_.end()) match_slips(word, found);
    // of several ways to the same word the best
    std::ranges::sort(found, [](const Match& a, const Match& b) {
        return a.word != b.word ? a.word < b.word : a.quality > b.quality;
    });
    const auto twice = std::ranges::unique(found, {}, &Match::word);
    found.erase(twice.begin(), twice.end());
    return found;
}

void WordIndex::match_beginnings(const std::string& word, bool is_unfinished, std::vector<Match>& to) const {
    if (word.size() < (is_unfinished ? kLeastBeginning : kLeastWithSlip)) return;
    const auto text_of = [this](std::uint32_t number) { return std::string_view(words_[number]); };
    auto at = std::ranges::lower_bound(sorted_, std::string_view(word), {}, text_of);
    for (; at != sorted_.end() && words_[*at].starts_with(word); ++at) {
        const float typed = static_cast<float>(word.size()) / static_cast<float>(words_[*at].size());
        to.push_back({*at, kByBeginning * (0.5F + 0.5F * typed)});
    }
}

void WordIndex::match_slips(const std::string& word, std::vector<Match>& to) const {
    if (word.size() < kLeastWithSlip) return;
    std::unordered_map<std::uint32_t, std::uint32_t> shared;
    each_trigram(word, [&](std::uint32_t trigram) {
        const auto holders = by_trigram_.find(trigram);
        if (holders == by_trigram_.end()) return;
        for (const auto holder : holders->second)
            ++shared[holder];
    });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest; // shared trigrams, word
    for (const auto& [number, count] : shared)
        if (count >= 2 || word.size() < 6) nearest.emplace_back(count, number);
    std::ranges::sort(nearest, std::greater<>());
    if (nearest.size() > kMostCompared) nearest.resize(kMostCompared);
    const std::size_t most = word.size() >= kLeastWithTwoSlips ? 2 : 1;
    for (const auto& [count, number] : nearest) {
        const std::size_t slips = slips_between(word, words_[number], most);
        if (slips <= most) to.push_back({number, slips <= 1 ? kByOneSlip : kByTwoSlips});
    }
}

} // namespace postern::codelists
