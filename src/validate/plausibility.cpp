// Remarks on what is unusual: never a reason to refuse, and no more than an information.
#include "core/finding_codes.hpp"
#include "validate/line_value.hpp"
#include "validate/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::validate {

namespace codes = core::codes;

namespace {

const std::string kReferenceCurrency = "XDR";

/// 0: the code says none.
unsigned chapter_of(std::string_view hs_code) {
    const auto six_digits = codelists::six_digits_of(hs_code);
    return six_digits ? *six_digits / 10'000 : 0;
}

} // namespace

void line_is_worth_its_weight(Inspection& item, const core::ContentLine& line) {
    const auto value = value_of(line);
    if (!value || value->is_zero() || !line.net_weight_kg || item.category.documents_only) return;
    const auto& weight = line.net_weight_kg->kilograms;
    if (weight.is_zero() || weight.is_negative()) return;
    const auto& currency = line.currency.empty() ? item.currency() : line.currency;
    const auto worth = item.lists.convert({value->to_decimal(), currency}, kReferenceCurrency, item.context.today);
    if (!worth || worth->amount.is_zero() || worth->amount.is_negative()) return;
    const auto& usual = item.lists.plausibility().value_per_kilo(chapter_of(line.hs_code));
    const auto per_kilo = worth->amount.divided_by(weight, 2, core::Rounding::half_up);
    if (per_kilo >= usual.least && per_kilo <= usual.greatest) return;
    item.report(codes::kValuePerKilo, "lines.line_value", {per_kilo.to_string(), kReferenceCurrency});
}

void line_description_fits_its_chapter(Inspection& item, const core::ContentLine& line) {
    const unsigned chapter = chapter_of(line.hs_code);
    const std::array<char, 2> digits{static_cast<char>('0' + chapter / 10), static_cast<char>('0' + chapter % 10)};
    const std::string_view name(digits.data(), digits.size());
    if (!item.lists.is_hs_chapter(name)) return; // said already
    const auto& words = item.lists.description_chapters();
    const auto speaks_against = [&](const std::string& folded) { return words.speaks_against(folded, chapter); };
    const auto& folded = item.folded_descriptions();
    if (folded.empty() || !std::all_of(folded.begin(), folded.end(), speaks_against)) return;
    item.report(codes::kHsDescription, "lines.hs_code", {std::string(name)});
}

void same_description_has_one_code(Inspection& item) {
    const auto& lines = item.declaration.lines;
    if (lines.size() < 2) return;
    std::vector<std::pair<std::string_view, std::size_t>> by_text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].descriptions.empty() && !is_blank(lines[i].hs_code)) {
            by_text.emplace_back(lines[i].descriptions.front().value, i);
        }
    }
    std::sort(by_text.begin(), by_text.end());
    for (std::size_t k = 1; k < by_text.size(); ++k) {
        const auto& [text, i] = by_text[k];
        const auto& [before, j] = by_text[k - 1];
        if (text != before || is_blank(text)) continue;
        if (codelists::six_digits_of(lines[i].hs_code) == codelists::six_digits_of(lines[j].hs_code)) continue;
        item.set_line(static_cast<std::uint32_t>(i + 1));
        item.report(codes::kHsSameText, "lines.hs_code");
        item.set_line(0);
    }
}

} // namespace postern::validate
