// Line totals, for all sources alike.
#include "ingest/line_totals.hpp"

namespace postern::ingest {

namespace {

constexpr int kMostDigits = 6; // as the canonical declaration's numbers have

core::Decimal total_of(const core::Decimal& one, const core::Decimal& quantity) {
    const core::Decimal product = one * quantity;
    return product.scale() > kMostDigits ? product.rounded(kMostDigits, core::Rounding::half_up) : product;
}

/// The total stands before what it was made of; what the schema's numbers cannot hold is left to the rules.
bool write_total(xml::Element of_one, std::string_view name, const core::Decimal& total) {
    if (!of_one || !core::Decimal::parse(total.to_string())) return false;
    of_one.add_before(name).set_text(total.to_string());
    return true;
}

void complete(core::ContentLine& line, xml::Element element) {
    if (!line.quantity) return;
    // a total that was sent and cannot be read has its finding, and is not made up for
    if (line.unit_weight_kg && !element.child("net_weight_kg")) {
        const auto total = total_of(line.unit_weight_kg->kilograms, *line.quantity);
        if (write_total(element.child("unit_weight_kg"), "net_weight_kg", total))
            line.net_weight_kg = core::Weight{total};
    }
    if (line.unit_value && !element.child("line_value")) {
        const auto total = total_of(*line.unit_value, *line.quantity);
        if (write_total(element.child("unit_value"), "line_value", total)) line.line_value = total;
    }
}

} // namespace

void complete_line_totals(core::Declaration& declaration, const xml::Document& canonical) {
    if (declaration.lines.empty()) return;
    const auto elements = canonical.root().child("lines").children("line");
    for (std::size_t i = 0; i < declaration.lines.size() && i < elements.size(); ++i)
        complete(declaration.lines[i], elements[i]);
}

} // namespace postern::ingest
