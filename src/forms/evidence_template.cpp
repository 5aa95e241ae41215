// Evidence of export on paper: what is proven of an item, and the signature as a code that a reader scans.
#include "forms/form_template.hpp"

#include <array>

namespace postern::forms {

namespace {

using ports::FormLine;
using Kind = CellKind;

constexpr auto kEvidenceCells = std::to_array<Cell>({
    {"issuer", {10, 10, 60, 12}, "", Kind::value, 9},
    {"title-evidence", {70, 10, 130, 12}, "", Kind::heading, 14},
    {"item-number", {10, 22, 95, 26}, "", Kind::barcode, 9},
    {"status", {105, 22, 95, 14}, "", Kind::value, 13},
    {"evidence-id", {105, 36, 95, 12}, "", Kind::value, 9},
    {"from", {10, 48, 95, 18}, "", Kind::value, 9},
    {"to", {105, 48, 95, 18}, "", Kind::value, 9},
    {"sender-numbers", {10, 66, 95, 10}, "", Kind::value, 8},
    {"carriage", {105, 66, 95, 10}, "", Kind::value, 8},
    {"proofs", {10, 76, 190, 44}, "", Kind::value, 8},
    {"verify", {10, 182, 90, 30}, "", Kind::notice, 8},
    {"keys", {10, 212, 90, 20}, "", Kind::value, 8},
    {"issued", {10, 232, 90, 12}, "", Kind::value, 9},
    {"made-for", {10, 244, 90, 12}, "", Kind::value, 9},
    {"references", {10, 256, 90, 31}, "", Kind::value, 7.5},
    {"signature-code", {100, 182, 100, 105}, "", Kind::qr, 9},
});
constexpr auto kEvidenceColumns = std::to_array<Column>({
    {"description", "", 92, &FormLine::description, false},
    {"quantity", "", 24, &FormLine::quantity, true},
    {"net-weight", "", 22, &FormLine::net_weight, true},
    {"value", "", 28, &FormLine::value, true},
    {"hs-code", "", 24, &FormLine::hs_code, false},
});

const FormTemplate kEvidenceTemplate{210, 297, "", 5.5, kEvidenceCells, {10, 120, 190, 62}, 7, kEvidenceColumns, 8};

} // namespace

const FormTemplate& evidence_template() {
    return kEvidenceTemplate;
}

} // namespace postern::forms
