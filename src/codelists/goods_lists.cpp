// Lists about kinds of goods: reading them, and the few questions that are more than a look.
#include "codelists/goods_lists.hpp"

#include "codelists/list_file.hpp"
#include "codelists/nomenclature.hpp"
#include "core/words_of.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

bool is_beginning_of_code(std::string_view text) {
    return text.size() >= 2 && text.size() <= kHsDigits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// All codes that begin with these digits, from the first of one to the last of the other.
std::optional<HsRange> range_of(const std::string& first, const std::string& last) {
    if (!is_beginning_of_code(first) || !is_beginning_of_code(last)) return std::nullopt;
    std::string low = first;
    std::string high = last;
    low.resize(kHsDigits, '0');
    high.resize(kHsDigits, '9');
    const HsRange range{static_cast<std::uint32_t>(std::stoul(low)), static_cast<std::uint32_t>(std::stoul(high))};
    return range.first <= range.last ? std::optional(range) : std::nullopt;
}

void add_phrase(ListFile& file, Phrases& phrases, const std::string& words) {
    file.expect(text::fold(words) == words, "'" + words + "' is not folded (lower case, single blanks)");
    file.expect(phrases.add(words), "a phrase has no word");
}

bool is_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

} // namespace

std::optional<std::uint32_t> six_digits_of(std::string_view hs_code) {
    std::uint32_t number = 0;
    std::size_t digits = 0;
    for (const char c : hs_code) {
        if (c < '0' || c > '9') continue;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
        if (++digits == kHsDigits) break;
    }
    if (digits < 2) return std::nullopt;
    for (; digits < kHsDigits; ++digits)
        number *= 10;
    return number;
}

void Restrictions::read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries) {
    while (file.next()) {
        Restriction row;
        row.id = file.cell("id");
        file.expect(is_name(row.id), "id is no name (a-z, 0-9, -)");
        const std::string& effect = file.cell("effect");
        file.expect(effect == "prohibited" || effect == "restricted", "effect is neither prohibited nor restricted");
        row.prohibited = effect == "prohibited";
        row.origin = CountrySet::read(file, "origin", groups, countries);
        row.destination = CountrySet::read(file, "destination", groups, countries);
        if (!file.cell("hs_from").empty() || !file.cell("hs_to").empty()) {
            row.hs = range_of(file.cell("hs_from"), file.cell("hs_to"));
            file.expect(row.hs.has_value(), "hs_from and hs_to are no range of two to six digits");
        }
        row.document = file.cell("document");
        file.expect(row.document.empty() || row.document == "licence" || row.document == "certificate" ||
                        row.document == "any",
                    "document is none of licence, certificate, any");
        row.from = file.date("from").value_or(core::Date{});
        row.to = file.date("to", true);
        row.basis = file.cell("basis");
        const auto phrases = core::words_of(file.cell("words"), '|');
        file.expect(row.hs || !phrases.empty(), "neither a range nor words: the row says nothing");
        for (const auto& phrase : phrases) {
            add_phrase(file, phrases_, phrase);
            row_of_phrase_.push_back(rows_.size());
        }
        rows_.push_back(std::move(row));
    }
}

void DangerousGoods::read(ListFile& file) {
    while (file.next()) {
        const std::string& kind = file.cell("kind");
        const std::string& by = file.cell("by");
        const std::string& value = file.cell("value");
        file.expect(is_name(kind), "kind is no name (a-z, 0-9, -)");
        if (by == "word") {
            add_phrase(file, words_, value);
            kind_of_word_.push_back(kind);
        } else if (by == "unless") {
            add_phrase(file, reassuring_, value);
        } else if (by == "hs") {
            const auto range = range_of(value, value);
            file.expect(range.has_value(), "value is not two to six digits");
            if (range) by_code_.push_back({*range, kind});
        } else {
            file.fault("by is none of word, hs, unless");
        }
    }
}

std::string_view DangerousGoods::kind_of(std::string_view folded, std::string_view hs_code) const {
    if (!reassuring_.find_in(folded).empty()) return {};
    // of several words the one that the list names first
    std::size_t first = kind_of_word_.size();
    words_.each_in(folded, [&](std::size_t word) { first = std::min(first, word); });
    if (first < kind_of_word_.size()) return kind_of_word_[first];
    const auto code = six_digits_of(hs_code);
    if (!code) return {};
    const auto row = std::find_if(by_code_.begin(), by_code_.end(), [&](const auto& r) { return r.hs.has(*code); });
    return row == by_code_.end() ? std::string_view() : std::string_view(row->kind);
}

void ExciseHeadings::read(ListFile& file) {
    while (file.next()) {
        const std::string& heading = file.cell("heading");
        const bool right = heading.size() == 4 && is_beginning_of_code(heading);
        file.expect(right, "heading is not four digits");
        if (right) headings_.set(std::stoul(heading));
    }
}

void DescriptionChapters::read(ListFile& file) {
    while (file.next()) {
        add_phrase(file, words_, file.cell("word"));
        auto& chapters = chapters_.emplace_back();
        for (const auto& chapter : core::words_of(file.cell("chapters"))) {
            const bool right = chapter.size() == 2 && is_beginning_of_code(chapter);
            file.expect(right, "a chapter is not two digits");
            if (right) chapters.set(std::stoul(chapter));
        }
        file.expect(chapters.any(), "no chapter");
    }
}

bool DescriptionChapters::speaks_against(std::string_view folded, unsigned chapter) const {
    bool said = false;
    bool allowed = false;
    words_.each_in(folded, [&](std::size_t word) {
        said = true;
        allowed = allowed || chapters_[word][chapter];
    });
    return said && !allowed;
}

} // namespace postern::codelists
