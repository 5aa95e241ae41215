// GoodsTable: columns of the offer, of the declaration, and of the line.
#include "clearance/goods_table.hpp"

#include "core/time.hpp"
#include "profiles/neutral.hpp"
#include "vault/vault.hpp"

#include <iterator>
#include <utility>

namespace postern::clearance {

using crypto::IdKind;
using TableCells = std::vector<std::string>;

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words)
        if (!word.empty()) all.append(all.empty() ? "" : " ").append(word);
    return all;
}

std::string name_of(const core::Party& party) {
    if (!party.name.empty()) return party.name;
    const std::string own = joined({party.first_name, party.last_name});
    return own.empty() ? party.business : own;
}

std::string text_of(const std::optional<core::Decimal>& number) {
    return number ? number->to_string() : std::string();
}

std::string text_of(const std::optional<core::Weight>& weight) {
    return weight ? weight->kilograms.to_string() : std::string();
}

void add(TableCells& cells, TableCells more) {
    cells.insert(cells.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

TableCells cells_of_offer(const OfferView& offer) {
    return {offer.filing_id,
            std::to_string(offer.version),
            std::string(ports::to_string(offer.why)),
            core::to_rfc3339(offer.at),
            offer.reference,
            std::string(core::to_string(offer.state))};
}

TableCells cells_of_item(const core::Declaration& declaration) {
    const auto& total = declaration.total_value;
    return {name_of(declaration.sender),
            declaration.sender.country,
            name_of(declaration.addressee),
            declaration.addressee.country,
            joined(declaration.natures),
            text_of(declaration.gross_weight_kg),
            total ? total->amount.to_string() : std::string(),
            total ? total->currency : std::string()};
}

TableCells cells_of_line(const core::ContentLine& line, std::size_t number, const core::CurrencyCode& currency) {
    return {std::to_string(number),
            line.descriptions.empty() ? std::string() : line.descriptions.front().value,
            line.hs_code,
            line.origin_country,
            text_of(line.quantity),
            line.quantity_unit,
            text_of(line.net_weight_kg),
            text_of(line.line_value),
            line.currency.empty() && line.line_value ? currency : line.currency};
}

const TableCells& table_header() {
    static const TableCells kTableColumns = {"filing",
                                             "version",
                                             "why",
                                             "offered",
                                             "reference",
                                             "state",
                                             "row",
                                             "row_filing",
                                             "item_id",
                                             "sender",
                                             "sender_country",
                                             "addressee",
                                             "addressee_country",
                                             "natures",
                                             "gross_weight_kg",
                                             "total_value",
                                             "total_currency",
                                             "line",
                                             "description",
                                             "hs_code",
                                             "origin_country",
                                             "quantity",
                                             "quantity_unit",
                                             "net_weight_kg",
                                             "line_value",
                                             "currency"};
    return kTableColumns;
}

} // namespace

GoodsTable::GoodsTable(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, ReadDeclaration read)
    : ports_(ports), ids_(std::move(ids)), read_(std::move(read)) {}

void GoodsTable::write_header(csv::Writer& out) {
    out.row(table_header());
}

std::vector<GoodsTable::Piece> GoodsTable::pieces_of(core::FilingKey filing) const {
    std::vector<Piece> pieces;
    for (auto& row : ports_.registers.rows(filing))
        if (!row.out)
            pieces.push_back({row.declaration, std::to_string(row.number), ids_->seal(IdKind::filing, row.filing.value),
                              std::move(row.item_id)});
    if (!pieces.empty()) return pieces;
    const auto head = ports_.filings.filing(filing);
    pieces.push_back({head ? head->declaration : core::DeclarationKey(), {}, {}, {}});
    return pieces;
}

std::optional<core::Declaration> GoodsTable::declared(core::DeclarationKey declaration, core::Instant by) const {
    if (!declaration) return std::nullopt;
    const auto sealed = ports_.declarations.canonical(declaration, by);
    return sealed ? read_(vault::open(*sealed)) : std::nullopt;
}

std::optional<core::Declaration> GoodsTable::readable(core::FilingKey filing, std::uint32_t version) const {
    const auto kept = ports_.filings.document(filing, version);
    return kept ? read_(vault::open(kept->sealed)) : std::nullopt;
}

void GoodsTable::write(csv::Writer& out, const OfferView& offer) const {
    const auto opened = ids_->open(IdKind::filing, offer.filing_id);
    const core::FilingKey filing{opened.value_or(0)};
    // a version and its document come with one deed, and are of one instant
    const auto by = ports_.filings.offered_at(filing, offer.version).value_or(offer.at);
    for (const auto& piece : pieces_of(filing)) {
        const bool is_neutral = offer.profile == profiles::kNeutralProfile;
        const auto declaration = (is_neutral ? readable(filing, offer.version) : declared(piece.declaration, by))
                                     .value_or(core::Declaration());
        auto cells = cells_of_offer(offer);
        add(cells, {piece.number, piece.row_filing, declaration.item_id.empty() ? piece.item_id : declaration.item_id});
        add(cells, cells_of_item(declaration));
        const auto currency = declaration.total_value ? declaration.total_value->currency : core::CurrencyCode();
        std::size_t number = 0;
        for (const auto& line : declaration.lines) {
            auto row = cells;
            add(row, cells_of_line(line, ++number, currency));
            out.row(row);
        }
        if (number != 0) continue;
        cells.resize(table_header().size());
        out.row(cells);
    }
}

} // namespace postern::clearance
