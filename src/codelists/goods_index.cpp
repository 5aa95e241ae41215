// From words to subheadings: the list of goods before the titles of the nomenclature, the sender's own before both.
#include "codelists/goods_index.hpp"

#include "codelists/nomenclature.hpp"

#include <algorithm>
#include <set>

namespace postern::codelists {

namespace {

/// A word of another language than the reader's may be meant, but less likely.
constexpr float kOtherLanguage = 0.6F;
/// Titles are written for those who know the tariff.
constexpr float kTitle = 0.75F;
/// What fits less than this share of the best is left out, and what the sender used before does not lead.
constexpr float kLeastShare = 0.3F;
constexpr float kLeastShareToLead = 0.6F;
constexpr std::size_t kHeadingDigits = 4;
constexpr std::size_t kMostQueryBytes = kMostQueryCharacters * 4; // of UTF-8

} // namespace

std::string_view to_string(HitSource source) {
    switch (source) {
    case HitSource::history: return "history";
    case HitSource::list: return "list";
    case HitSource::nomenclature: return "nomenclature";
    }
    return {};
}

void GoodsIndex::build(const GoodsList& goods, const HsEdition* edition) {
    std::vector<Stemmer> stemmers;
    for (const auto language : kGoodsLanguages) {
        languages_.emplace_back(language);
        stemmers.emplace_back(language);
    }
    if (edition != nullptr) titles_ = edition->titles();
    const auto next = [this] { return static_cast<std::uint32_t>(entries_.size()); };
    for (const auto& row : goods.all()) {
        // where the six-digit list was imported, a rule would object to what it does not have
        if (edition != nullptr && edition->has_codes() && !edition->has_code(row.hs)) continue;
        Entry entry{row.hs, row.hs.substr(0, kHeadingDigits), title_of(row.hs), row.note, true, {}};
        for (std::size_t i = 0; i < languages_.size(); ++i) {
            for (const auto& phrase : row.phrases[i])
                languages_[i].add(next(), phrase, phrase, stemmers[i]);
            if (!row.phrases[i].empty()) entry.names[i] = row.phrases[i].front();
        }
        entry_of_code_.emplace(row.hs, next());
        entries_.push_back(std::move(entry));
    }
    for (const auto& [digits, title] : titles_) {
        const bool is_code = digits.size() == kHsDigits;
        languages_.front().add(next(), title, {}, stemmers.front());
        entries_.push_back({is_code ? digits : std::string(), digits.substr(0, kHeadingDigits), title, {}, false, {}});
    }
    for (auto& language : languages_)
        language.seal();
}

std::string GoodsIndex::title_of(const std::string& code) const {
    auto title = titles_.find(code);
    if (title == titles_.end()) title = titles_.find(code.substr(0, kHeadingDigits));
    return title == titles_.end() ? std::string() : title->second;
}

std::vector<GoodsIndex::Scored> GoodsIndex::scored(std::string_view query, std::string_view language) const {
    const bool is_listed = std::ranges::find(kGoodsLanguages, language) != kGoodsLanguages.end();
    std::vector<Scored> best(entries_.size());
    for (const auto& phrases : languages_) {
        const float of_language = !is_listed || phrases.language() == language ? 1.0F : kOtherLanguage;
        for (const auto& found : phrases.scores(query)) {
            const float of_kind = entries_[found.entry].is_of_list ? 1.0F : kTitle;
            const float score = found.score * of_language * of_kind;
            if (score > best[found.entry].score)
                best[found.entry] = {found.entry, &phrases.phrase(found.phrase), score};
        }
    }
    std::erase_if(best, [](const Scored& one) { return one.phrase == nullptr; });
    std::ranges::stable_sort(best, std::greater<>(), &Scored::score);
    return best;
}

GoodsHit GoodsIndex::hit_of(const Entry& entry, std::string words) const {
    return {entry.code,
            entry.heading,
            entry.title,
            std::move(words),
            entry.note,
            entry.is_of_list ? HitSource::list : HitSource::nomenclature,
            0};
}

GoodsHit GoodsIndex::used_hit(const UsedCode& used, std::string_view language) const {
    GoodsHit hit{used.code, used.code.substr(0, kHeadingDigits), title_of(used.code), {}, {}, HitSource::history,
                 used.count};
    const auto listed = entry_of_code_.find(used.code);
    if (listed == entry_of_code_.end()) return hit;
    const Entry& entry = entries_[listed->second];
    const auto at = std::ranges::find(kGoodsLanguages, language);
    const auto number = at == kGoodsLanguages.end() ? 0 : static_cast<std::size_t>(at - kGoodsLanguages.begin());
    hit.words = entry.names[number];
    hit.note = entry.note;
    return hit;
}

/// Whether a sender's code is what an entry is of; an entry may be of a heading alone.
bool GoodsIndex::is_of(const Entry& entry, const UsedCode& used) {
    return entry.code.empty() ? used.code.starts_with(entry.heading) : used.code == entry.code;
}

std::vector<GoodsHit> GoodsIndex::find(std::string_view query, std::string_view language, std::size_t limit,
                                       std::span<const UsedCode> used) const {
    std::vector<GoodsHit> lead;
    std::vector<GoodsHit> rest;
    if (query.find_first_not_of(' ') == std::string_view::npos) {
        std::ranges::transform(used.first(std::min(limit, used.size())), std::back_inserter(lead),
                               [&](const UsedCode& code) { return used_hit(code, language); });
        return lead;
    }
    const auto found = scored(query.substr(0, kMostQueryBytes), language);
    std::set<std::string, std::less<>> codes;
    std::set<std::string, std::less<>> headings;
    for (const auto& one : found) {
        const float share = one.score / found.front().score;
        if (share < kLeastShare || rest.size() >= limit) break;
        const Entry& entry = entries_[one.entry];
        for (const auto& code : used) {
            if (!is_of(entry, code) || share < kLeastShareToLead || !codes.insert(code.code).second) continue;
            lead.push_back(used_hit(code, language));
            if (!one.phrase->text.empty()) lead.back().words = one.phrase->text;
            headings.insert(entry.heading);
        }
        if (entry.code.empty() ? headings.contains(entry.heading) : codes.contains(entry.code)) continue;
        headings.insert(entry.heading);
        if (!entry.code.empty()) codes.insert(entry.code);
        rest.push_back(hit_of(entry, one.phrase->text));
    }
    std::ranges::stable_sort(lead, std::greater<>(), &GoodsHit::used);
    std::ranges::move(rest, std::back_inserter(lead));
    if (lead.size() > limit) lead.resize(limit);
    return lead;
}

} // namespace postern::codelists
