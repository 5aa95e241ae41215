// Requirements: read once, laid out by country.
#include "codelists/requirements.hpp"

#include "codelists/list_file.hpp"
#include "core/words_of.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

template <class Kind>
Kind kind_of(ListFile& file, std::string_view column, std::initializer_list<Kind> kinds) {
    const std::string& text = file.cell(column);
    for (const Kind kind : kinds) {
        if (to_string(kind) == text) return kind;
    }
    file.fault(std::string(column) + " is none of its words");
    return *kinds.begin();
}

Need need_of(ListFile& file, std::string_view column) {
    return kind_of(file, column, {Need::none, Need::wanted, Need::required});
}

bool is_lower_pair(std::string_view code) {
    return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_script(std::string_view code) {
    return code.size() == 4 && code[0] >= 'A' && code[0] <= 'Z' &&
           std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<core::Money> exempt_value(ListFile& file, const LetterCodes<3>& currencies) {
    if (file.cell("duty_exempt_value").empty()) return std::nullopt;
    const auto amount = file.decimal("duty_exempt_value");
    const std::string& currency = file.cell("duty_exempt_currency");
    file.expect(currencies.has(currency), "duty_exempt_currency is not in ISO 4217");
    return amount ? std::optional(core::Money{*amount, currency}) : std::nullopt;
}

Requirement read_row(ListFile& file, const LetterCodes<3>& currencies) {
    Requirement row;
    row.from = file.date("from").value_or(core::Date{});
    row.to = file.date("to", true);
    row.hs = kind_of(file, "hs", {HsNeed::wanted, HsNeed::commercial, HsNeed::all});
    row.hs_edition = file.cell("hs_edition");
    row.contact = need_of(file, "contact");
    row.reference = file.cell("reference");
    row.reference_need = need_of(file, "reference_need");
    file.expect(row.reference.empty() == (row.reference_need == Need::none), "reference and reference_need disagree");
    row.languages = core::words_of(file.cell("languages"));
    row.scripts = core::words_of(file.cell("scripts"));
    file.expect(std::all_of(row.languages.begin(), row.languages.end(), is_lower_pair), "languages: not ISO 639-1");
    file.expect(std::all_of(row.scripts.begin(), row.scripts.end(), is_script), "scripts: not ISO 15924");
    row.duty_prepaid = kind_of(file, "duty_prepaid", {DutyPrepaid::none, DutyPrepaid::offered, DutyPrepaid::required});
    row.duty_exempt = exempt_value(file, currencies);
    row.duty_exempt_natures = core::words_of(file.cell("duty_exempt_natures"));
    row.supplementary_quantity = need_of(file, "supplementary_quantity");
    row.invoice = need_of(file, "invoice");
    return row;
}

bool has_word(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::string_view to_string(Need need) {
    return need == Need::required ? "required" : need == Need::wanted ? "wanted" : "none";
}

std::string_view to_string(HsNeed need) {
    return need == HsNeed::all ? "all" : need == HsNeed::commercial ? "commercial" : "wanted";
}

std::string_view to_string(DutyPrepaid prepaid) {
    return prepaid == DutyPrepaid::required ? "required" : prepaid == DutyPrepaid::offered ? "offered" : "none";
}

Need Requirement::hs_need(bool sale, bool commercial, bool documents_only) const {
    if (commercial) return sale && hs != HsNeed::wanted ? Need::required : Need::wanted;
    return hs == HsNeed::all && !documents_only ? Need::wanted : Need::none;
}

bool Requirement::reads_language(std::string_view bcp47) const {
    return languages.empty() || has_word(languages, bcp47.substr(0, bcp47.find('-')));
}

bool Requirement::reads_script(std::string_view iso15924) const {
    return scripts.empty() || has_word(scripts, iso15924);
}

bool Requirement::exempts(const std::vector<std::string>& natures, const std::optional<core::Money>& value) const {
    const bool all_exempt = !natures.empty() && std::all_of(natures.begin(), natures.end(), [&](const auto& nature) {
        return has_word(duty_exempt_natures, nature);
    });
    if (!all_exempt || !duty_exempt) return all_exempt;
    return value && value->currency == duty_exempt->currency && value->amount <= duty_exempt->amount;
}

void Requirements::read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries,
                        const LetterCodes<3>& currencies) {
    std::vector<std::string> names;
    while (file.next()) {
        rows_.push_back(read_row(file, currencies));
        names.push_back(file.cell("destination"));
        file.expect(names.back() == "*" || countries.has(names.back()) || groups.find(names.back()) != nullptr,
                    "destination is neither a country nor a group");
    }
    for (std::size_t index = 0; index < of_country_.size(); ++index) {
        const std::string code{static_cast<char>('A' + index / 26), static_cast<char>('A' + index % 26)};
        auto& own = of_country_[index];
        const auto take = [&](const auto& wanted) {
            for (std::uint16_t i = 0; i < rows_.size(); ++i)
                if (wanted(names[i])) own.push_back(i);
        };
        take([&](const std::string& name) { return name == code; });
        take([&](const std::string& name) { return groups.find(name) != nullptr && groups.find(name)->has(code); });
        take([](const std::string& name) { return name == "*"; });
    }
}

const Requirement& Requirements::of(std::string_view destination, core::Date day) const {
    static const Requirement kAsksLeast = [] {
        Requirement least;
        least.hs = HsNeed::wanted;
        return least;
    }();
    const auto index = letter_index<2>(destination);
    if (!index) return kAsksLeast;
    for (const auto i : of_country_[*index]) {
        const Requirement& row = rows_[i];
        if (row.from <= day && (!row.to || day <= *row.to)) return row;
    }
    return kAsksLeast;
}

} // namespace postern::codelists
