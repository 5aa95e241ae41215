// Goods index: from what somebody types to the subheadings that may be meant. It proposes and never fills in.
#pragma once

#include "codelists/goods_list.hpp"
#include "codelists/phrase_index.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// Bounds of a question; what lies beyond is refused where it comes in, and passed over here.
constexpr std::size_t kMostQueryCharacters = 100;
constexpr std::size_t kMostQueryWords = 8;
constexpr std::size_t kMostGoodsHits = 20;

enum class HitSource : std::uint8_t { history, list, nomenclature };
std::string_view to_string(HitSource source);

/// A code that this sender has declared before.
struct UsedCode {
    std::string code; ///< six digits
    std::uint64_t count = 0;
};

struct GoodsHit {
    std::string code;    ///< six digits; empty: no more than the heading is known
    std::string heading; ///< four digits
    std::string title;   ///< of the nomenclature, in its language
    std::string words;   ///< of the list that fitted best; of the nomenclature: empty
    std::string note;    ///< what the code depends on
    HitSource from = HitSource::list;
    std::uint64_t used = 0;
};

/// In memory over the list of goods and the titles of the nomenclature. Immutable once built, shared by all threads.
class GoodsIndex {
public:
    void build(const GoodsList& goods, const HsEdition* edition);
    /// The best first, one for each code; what the sender used before leads where it fits. An empty query: what he
    /// used, most often first. language: where none of kGoodsLanguages, all count alike.
    std::vector<GoodsHit> find(std::string_view query, std::string_view language, std::size_t limit,
                               std::span<const UsedCode> used = {}) const;

private:
    struct Entry {
        std::string code, heading, title, note;
        bool is_of_list = false;
        std::array<std::string, kGoodsLanguages.size()> names; ///< the first phrase of each language
    };
    struct Scored {
        std::uint32_t entry = 0;
        const GoodsPhrase* phrase = nullptr;
        float score = 0;
    };
    std::vector<Scored> scored(std::string_view query, std::string_view language) const;
    GoodsHit hit_of(const Entry& entry, std::string words) const;
    static bool is_of(const Entry& entry, const UsedCode& used);
    GoodsHit used_hit(const UsedCode& used, std::string_view language) const;
    std::string title_of(const std::string& code) const;

    std::vector<Entry> entries_;
    std::vector<PhraseIndex> languages_;                              ///< by kGoodsLanguages
    std::map<std::string, std::string, std::less<>> titles_;          ///< of headings and codes
    std::map<std::string, std::uint32_t, std::less<>> entry_of_code_; ///< of the list
};

} // namespace postern::codelists
