// Reading the simplified procedures.
#include "codelists/easy_export.hpp"

#include "codelists/list_file.hpp"
#include "core/words_of.hpp"

#include <algorithm>
#include <array>

namespace postern::codelists {

namespace {

constexpr std::array<std::string_view, 3> kLodgers = {"exporter", "post", "broker"};
constexpr std::array<std::string_view, 4> kPapers = {"invoice", "registration", "tax-number", "export-number"};

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

} // namespace

void EasyExports::read(ListFile& file, const LetterCodes<2>& countries, const LetterCodes<3>& currencies) {
    while (file.next()) {
        EasyExport row;
        row.country = file.cell("country");
        file.expect(countries.has(row.country), "country is none");
        row.procedure = file.cell("procedure");
        row.document = file.cell("document");
        file.expect(!row.procedure.empty() && !row.document.empty(), "procedure or document is empty");
        row.lodged_by = file.cell("lodged_by");
        file.expect(is_in(kLodgers, row.lodged_by), "lodged_by is none of exporter, post, broker");
        if (!file.cell("value_up_to").empty()) {
            row.value_up_to = core::Money{file.decimal("value_up_to").value_or(core::Decimal()), file.cell("currency")};
            file.expect(currencies.has(row.value_up_to->currency), "currency is none");
        }
        if (!file.cell("weight_up_to_kg").empty())
            row.weight_up_to = core::Weight{file.decimal("weight_up_to_kg").value_or(core::Decimal())};
        row.documents = core::words_of(file.cell("documents"), '|');
        for (const auto& paper : row.documents)
            file.expect(is_in(kPapers, paper),
                        "a document is none of invoice, registration, tax-number, export-number");
        row.basis = file.cell("basis");
        row.valid.from = file.date("from").value_or(core::Date{});
        row.valid.to = file.date("to", true);
        rows_.push_back(std::move(row));
    }
}

std::vector<const EasyExport*> EasyExports::of(std::string_view country, core::Date day) const {
    std::vector<const EasyExport*> found;
    for (const auto& row : rows_)
        if (row.country == country && row.valid.holds_on(day)) found.push_back(&row);
    return found;
}

} // namespace postern::codelists
