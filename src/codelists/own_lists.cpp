// An operator's own lists: reading them, and the rules of what fits best.
#include "codelists/own_lists.hpp"

#include "codelists/list_file.hpp"
#include "codelists/mask.hpp"
#include "codelists/nomenclature.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

Validity validity_of(ListFile& file) {
    Validity valid;
    valid.from = file.date("from").value_or(core::Date{});
    valid.to = file.date("to", true);
    file.expect(!valid.to || valid.from <= *valid.to, "to lies before from");
    return valid;
}

std::string needed(ListFile& file, std::string_view column) {
    std::string text = file.cell(column);
    file.expect(!text.empty(), std::string(column) + " is empty");
    return text;
}

std::string digit_cell(ListFile& file, std::string_view column, std::size_t least) {
    std::string digits = plain_of(file.cell(column));
    file.expect(digits.size() >= least && digits.find_first_not_of("0123456789") == std::string::npos,
                std::string(column) + " has no " + std::to_string(least) + " digits");
    return digits;
}

std::string both(std::string_view a, std::string_view b) {
    return std::string(a).append("/").append(b);
}

std::string number_key(std::string_view post, std::string_view scheme, std::string_view number) {
    return both(post, both(scheme, plain_of(number)));
}

} // namespace

void NationalTariffs::read(ListFile& file) {
    while (file.next()) {
        const std::string code = digit_cell(file, "code", kHsDigits);
        tariffs_[needed(file, "country")][code].push_back({file.cell("title"), file.cell("unit"), validity_of(file)});
    }
}

const TariffLine* NationalTariffs::line(std::string_view country, std::string_view code, core::Date day) const {
    const auto tariff = tariffs_.find(country);
    if (tariff == tariffs_.end()) return nullptr;
    const auto lines = tariff->second.find(code);
    if (lines == tariff->second.end()) return nullptr;
    const auto found = std::ranges::find_if(lines->second, [&](const auto& line) { return line.valid.holds_on(day); });
    return found == lines->second.end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, const TariffLine*>>
NationalTariffs::under(std::string_view country, std::string_view digits, core::Date day) const {
    std::vector<std::pair<std::string, const TariffLine*>> found;
    const auto tariff = tariffs_.find(country);
    if (tariff == tariffs_.end()) return found;
    for (auto at = tariff->second.lower_bound(digits); at != tariff->second.end() && at->first.starts_with(digits);
         ++at)
        for (const auto& line : at->second)
            if (line.valid.holds_on(day)) found.emplace_back(at->first, &line);
    return found;
}

std::string Exporter::code_of(std::string_view country, std::string_view hs, std::string_view folded_goods,
                              core::Date day) const {
    std::string code;
    bool is_by_goods = false;
    for (const auto& row : goods) {
        if (row.country != country || !row.valid.holds_on(day)) continue;
        if (!hs.starts_with(row.hs) || !row.code.starts_with(hs)) continue;
        const bool fits_goods = !row.goods.empty() && row.goods == folded_goods;
        if (!row.goods.empty() && !fits_goods) continue;
        if (is_by_goods && !fits_goods) continue;
        const bool contradicts = !code.empty() && code != row.code;
        if (contradicts && is_by_goods == fits_goods) return {};
        code = row.code;
        is_by_goods = fits_goods;
    }
    return code;
}

const Exporter::Mandate* Exporter::mandate_for(std::string_view agency, core::Date day) const {
    const auto found = std::ranges::find_if(
        mandates, [&](const auto& mandate) { return mandate.agency == agency && mandate.valid.holds_on(day); });
    return found == mandates.end() ? nullptr : &*found;
}

void Exporters::read_numbers(ListFile& file) {
    while (file.next()) {
        const std::string post = needed(file, "post");
        auto& exporter = exporters_[both(post, needed(file, "exporter"))];
        exporter.name = file.cell("exporter");
        const Validity valid = validity_of(file);
        exporter.numbers.push_back({needed(file, "scheme"), needed(file, "number"), valid});
        const auto& number = exporter.numbers.back();
        auto& holders = by_number_[number_key(post, number.scheme, number.number)];
        const bool is_shared =
            std::ranges::any_of(holders, [&](const auto& holder) { return holder.second != &exporter; });
        file.expect(!is_shared, "the number is another exporter's");
        holders.emplace_back(valid, &exporter);
    }
}

Exporter* Exporters::named(ListFile& file) {
    const auto found = exporters_.find(both(needed(file, "post"), needed(file, "exporter")));
    file.expect(found != exporters_.end(), "exporters.csv has no such exporter of that post");
    return found == exporters_.end() ? nullptr : &found->second;
}

void Exporters::read_goods(ListFile& file) {
    while (file.next()) {
        Exporter::GoodsCode row{needed(file, "country"), text::fold(file.cell("goods")),
                                digit_cell(file, "hs", kHsDigits), digit_cell(file, "code", kHsDigits),
                                validity_of(file)};
        file.expect(row.hs.size() == kHsDigits, "hs has more than six digits");
        file.expect(row.code.starts_with(row.hs), "code does not begin with hs");
        if (auto* exporter = named(file)) exporter->goods.push_back(std::move(row));
    }
}

void Exporters::read_mandates(ListFile& file) {
    while (file.next()) {
        Exporter::Mandate mandate{needed(file, "agency"), needed(file, "reference"), validity_of(file)};
        if (auto* exporter = named(file)) exporter->mandates.push_back(std::move(mandate));
    }
}

const Exporter* Exporters::of(std::string_view post, const std::vector<core::PartyNumber>& numbers,
                              core::Date day) const {
    for (const auto& number : numbers) {
        const auto holders = by_number_.find(number_key(post, number.scheme, number.value));
        if (holders == by_number_.end()) continue;
        for (const auto& [valid, exporter] : holders->second)
            if (valid.holds_on(day)) return exporter;
    }
    return nullptr;
}

void OfficeTable::read(ListFile& file) {
    while (file.next()) {
        Row row{file.cell("exporter"),
                text::fold(file.cell("posting_office")),
                plain_of(file.cell("postcode")),
                {file.cell("office_of_exchange"), needed(file, "customs_office"), needed(file, "customs_name")},
                validity_of(file)};
        rows_[both(needed(file, "post"), needed(file, "agency"))].push_back(std::move(row));
    }
}

bool OfficeTable::knows(std::string_view post, std::string_view agency) const {
    return rows_.find(both(post, agency)) != rows_.end();
}

const Offices* OfficeTable::of(std::string_view post, std::string_view agency, const Exporter* exporter,
                               const core::Declaration& declaration, core::Date day) const {
    const auto rows = rows_.find(both(post, agency));
    if (rows == rows_.end()) return nullptr;
    const std::string name = exporter ? exporter->name : std::string();
    const std::string posting_office = text::fold(declaration.office_of_origin);
    const std::string postcode = plain_of(declaration.sender.postcode);
    const Row* best = nullptr;
    const auto rank = [](const Row& row) {
        return std::tuple(!row.exporter.empty(), !row.posting_office.empty(), row.postcode.size());
    };
    for (const auto& row : rows->second) {
        const bool fits = row.valid.holds_on(day) && (row.exporter.empty() || row.exporter == name) &&
                          (row.posting_office.empty() || row.posting_office == posting_office) &&
                          postcode.starts_with(row.postcode);
        if (fits && (!best || rank(row) > rank(*best))) best = &row;
    }
    return best ? &best->offices : nullptr;
}

} // namespace postern::codelists
