// PrefillTable: cells to members of a declaration, and places of findings back to cells.
#include "counter/prefill_table.hpp"

#include "csv/sent_table.hpp"
#include "csv/writer.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace postern::counter {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::size_t kLongestReference = 64;

struct TableColumn {
    std::string_view name;
    std::string_view field; ///< canonical; empty: the table's own
    std::string_view example;
    std::string_view second = {}; ///< example of the second row
};

/// In this order; a party's are the same for both.
enum Column : std::size_t {
    c_parcel,
    c_sender,
    c_addressee = c_sender + 12,
    c_nature = c_addressee + 12,
    c_nature_explanation,
    c_invoice,
    c_weight,
    c_comments,
    c_description, // from here on a row's own
    c_language,
    c_quantity,
    c_unit,
    c_net,
    c_value,
    c_currency,
    c_hs,
    c_origin,
};
constexpr auto kTableColumns = std::to_array<TableColumn>({
    {"parcel", "", "ORDER-1042", "ORDER-1042"},
    {"sender_name", "sender.name", "Sunita Maharjan"},
    {"sender_business", "sender.business", "Patan Felt Works"},
    {"sender_address", "sender.address_lines", "Mangal Bazar 14"},
    {"sender_address_2", "sender.address_lines", ""},
    {"sender_postcode", "sender.postcode", "44700"},
    {"sender_city", "sender.city", "Lalitpur"},
    {"sender_subdivision", "sender.subdivision", ""},
    {"sender_country", "sender.country", "NP"},
    {"sender_telephone", "sender.telephone", "+977 1 5550123"},
    {"sender_email", "sender.email", ""},
    {"sender_number_scheme", "sender.numbers", "EXIM"},
    {"sender_number", "sender.numbers", "3014458900123NP"},
    {"addressee_name", "addressee.name", "Erika Mustermann"},
    {"addressee_business", "addressee.business", ""},
    {"addressee_address", "addressee.address_lines", "Heidestr. 17"},
    {"addressee_address_2", "addressee.address_lines", ""},
    {"addressee_postcode", "addressee.postcode", "51147"},
    {"addressee_city", "addressee.city", "Koeln"},
    {"addressee_subdivision", "addressee.subdivision", ""},
    {"addressee_country", "addressee.country", "DE"},
    {"addressee_telephone", "addressee.telephone", ""},
    {"addressee_email", "addressee.email", "erika@example.org"},
    {"addressee_number_scheme", "addressee.numbers", ""},
    {"addressee_number", "addressee.numbers", ""},
    {"nature", "natures", "sale"},
    {"nature_explanation", "nature_explanation", ""},
    {"invoice_number", "documents.invoice", "PFW-2026-101"},
    {"gross_weight_kg", "gross_weight_kg", ""},
    {"comments", "comments", ""},
    {"description", "lines.descriptions", "wool scarf, hand-woven", "felt slippers"},
    {"description_language", "lines.descriptions", "en", "en"},
    {"quantity", "lines.quantity", "2", "1"},
    {"quantity_unit", "lines.quantity_unit", ""},
    {"net_weight_kg", "lines.net_weight_kg", "0.300", "0.420"},
    {"line_value", "lines.line_value", "40.00", "25.00"},
    {"currency", "lines.currency", "USD", "USD"},
    {"hs_code", "lines.hs_code", "611710", "640520"},
    {"origin_country", "lines.origin_country", "NP", "NP"},
});
static_assert(kTableColumns.size() == c_origin + 1);

constexpr auto kTableColumnNames = [] {
    std::array<std::string_view, kTableColumns.size()> names{};
    std::ranges::transform(kTableColumns, names.begin(), &TableColumn::name);
    return names;
}();

using Cells = std::vector<std::string>;

void write_party_cells(json::Writer& out, std::string_view name, std::span<const std::string> cells) {
    if (std::ranges::all_of(cells, &std::string::empty)) return;
    out.key(name);
    out.begin_object();
    out.member_if("name", cells[0]);
    out.member_if("business", cells[1]);
    if (!cells[2].empty() || !cells[3].empty()) {
        out.key("address_lines");
        out.begin_array();
        for (const auto& line : cells.subspan(2, 2))
            if (!line.empty()) out.value(line);
        out.end_array();
    }
    constexpr std::array<std::string_view, 6> kPlain{"postcode", "city",      "subdivision",
                                                     "country",  "telephone", "email"};
    for (std::size_t i = 0; i < kPlain.size(); ++i)
        out.member_if(kPlain.at(i), cells[4 + i]);
    if (!cells[10].empty() || !cells[11].empty()) {
        out.key("numbers");
        out.begin_array();
        out.begin_object();
        out.member_if("scheme", cells[10]);
        out.member_if("value", cells[11]);
        out.end_object();
        out.end_array();
    }
    out.end_object();
}

void write_line_cells(json::Writer& out, const Cells& cells) {
    out.begin_object();
    if (!cells[c_description].empty() || !cells[c_language].empty()) {
        out.key("descriptions");
        out.begin_array();
        out.begin_object();
        out.member_if("lang", cells[c_language]);
        out.member_if("text", cells[c_description]);
        out.end_object();
        out.end_array();
    }
    constexpr std::array<std::string_view, 7> kPlain{"quantity", "quantity_unit", "net_weight_kg", "line_value",
                                                     "currency", "hs_code",       "origin_country"};
    for (std::size_t i = 0; i < kPlain.size(); ++i)
        out.member_if(kPlain.at(i), cells[c_quantity + i]);
    out.end_object();
}

/// A parcel while its rows are gathered: what they say of the whole, and each of its lines.
struct Gathered {
    TableParcel parcel;
    Cells whole;
    std::vector<Cells> lines;
};

void add_row(Gathered& gathered, const csv::SentRow& row) {
    auto& parcel = gathered.parcel;
    parcel.rows.push_back(row.row);
    if (row.is_beyond) parcel.faults.push_back({row.row, {}, CellFault::cells_beyond});
    for (std::size_t i = c_sender; i < c_description; ++i) {
        const auto& cell = row.cells[i];
        if (gathered.whole[i].empty())
            gathered.whole[i] = cell;
        else if (!cell.empty() && cell != gathered.whole[i])
            parcel.faults.push_back({row.row, std::string(kTableColumns.at(i).name), CellFault::cell_differs});
    }
    const std::span own(row.cells.begin() + c_description, row.cells.end());
    if (std::ranges::all_of(own, &std::string::empty)) return;
    gathered.lines.push_back(row.cells);
    parcel.line_rows.push_back(row.row);
}

std::string declaration_of(const Gathered& gathered) {
    const auto& whole = gathered.whole;
    const std::span cells(whole);
    json::Writer out;
    out.begin_object();
    write_party_cells(out, "sender", cells.subspan(c_sender, c_addressee - c_sender));
    write_party_cells(out, "addressee", cells.subspan(c_addressee, c_nature - c_addressee));
    if (!whole[c_nature].empty()) {
        out.key("natures");
        out.begin_array();
        out.value(whole[c_nature]);
        out.end_array();
    }
    out.member_if("nature_explanation", whole[c_nature_explanation]);
    if (!whole[c_invoice].empty()) {
        out.key("documents");
        out.begin_array();
        out.begin_object();
        out.member("kind", "invoice");
        out.member("number", whole[c_invoice]);
        out.end_object();
        out.end_array();
    }
    out.member_if("gross_weight_kg", whole[c_weight]);
    out.member_if("comments", whole[c_comments]);
    if (!gathered.lines.empty()) {
        out.key("lines");
        out.begin_array();
        for (const auto& line : gathered.lines)
            write_line_cells(out, line);
        out.end_array();
    }
    // for the clerk, who asks which of the shop's parcels this is; no rule reads it
    out.key("metadata");
    out.begin_object();
    out.member("parcel", gathered.parcel.reference);
    out.end_object();
    out.end_object();
    return out.take();
}

} // namespace

std::string_view to_string(CellFault fault) {
    switch (fault) {
    case CellFault::cell_differs: return "cell-differs";
    case CellFault::cells_beyond: return "cells-beyond";
    case CellFault::parcel_missing: break;
    }
    return "parcel-missing";
}

Result<PrefillTable> read_prefill_table(std::string_view bytes) {
    csv::SentForm form;
    form.columns = kTableColumnNames;
    form.needed = 1;
    form.most_rows = kTableRows;
    const auto rows = csv::read_sent_table(bytes, form);
    if (!rows) return rows.refusal();
    PrefillTable table;
    std::vector<Gathered> all;
    std::map<std::string, std::size_t, std::less<>> place;
    for (const auto& row : rows.value()) {
        const auto& reference = row.cells[c_parcel];
        if (reference.empty() || reference.size() > kLongestReference) {
            table.without_parcel.push_back({row.row, "parcel", CellFault::parcel_missing});
            continue;
        }
        const auto [at, is_new] = place.try_emplace(reference, all.size());
        if (is_new) {
            if (all.size() == kTableParcels)
                return Refusal{RefusalCode::too_many_items, std::to_string(kTableParcels), row.line, 0, {}};
            all.push_back({});
            all.back().parcel.reference = reference;
            all.back().whole.resize(kTableColumns.size());
        }
        add_row(all[at->second], row);
    }
    for (auto& gathered : all) {
        gathered.parcel.declaration = declaration_of(gathered);
        table.parcels.push_back(std::move(gathered.parcel));
    }
    return table;
}

CellPlace place_in_table(const TableParcel& parcel, const core::Finding& finding) {
    CellPlace place;
    const auto line = static_cast<std::size_t>(finding.line_no);
    place.row = line != 0 && line <= parcel.line_rows.size() ? parcel.line_rows[line - 1] : parcel.rows.front();
    const auto column = std::ranges::find_if(
        kTableColumns, [&](const TableColumn& one) { return !one.field.empty() && one.field == finding.field; });
    if (column != kTableColumns.end()) place.column = column->name;
    return place;
}

std::string prefill_table_columns() {
    csv::Writer out;
    Cells names;
    Cells first;
    Cells second;
    for (const auto& column : kTableColumns) {
        names.emplace_back(column.name);
        first.emplace_back(column.example);
        second.emplace_back(column.second);
    }
    for (const auto& row : {names, first, second})
        out.row(row);
    return out.take();
}

} // namespace postern::counter
