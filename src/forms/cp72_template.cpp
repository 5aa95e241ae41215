// CP 72: the set that goes with a parcel. Its copies show the same boxes and differ in their names; the address label
// shows the addressee large.
#include "forms/form_template.hpp"

#include <array>

namespace postern::forms {

namespace {

using ports::FormLine;
using Kind = CellKind;

constexpr auto kCp72Cells = std::to_array<Cell>({
    {"operator", {10, 10, 60, 12}, "", Kind::value, 9},
    {"title-cp72", {70, 10, 100, 12}, "", Kind::heading, 13},
    {"", {170, 10, 30, 12}, "CP 72", Kind::mark, 17},
    {"copy", {10, 22, 130, 8}, "", Kind::copy, 9},
    {"may-be-opened", {140, 22, 60, 8}, "", Kind::notice, 8},
    {"from", {10, 30, 95, 36}, "", Kind::value, 9},
    {"item-number", {105, 30, 70, 28}, "", Kind::barcode, 9},
    {"status-code", {175, 30, 25, 28}, "", Kind::qr, 9},
    {"sender-reference", {105, 58, 95, 8}, "", Kind::value, 8},
    {"to", {10, 66, 95, 36}, "", Kind::value, 9},
    {"importer-reference", {105, 66, 95, 14}, "", Kind::value, 8},
    {"importer-contact", {105, 80, 95, 22}, "", Kind::value, 8},
    {"commercial-only", {10, 170.4, 190, 3.6}, "", Kind::notice, 5.5},
    {"gross-weight", {10, 174, 62, 10}, "4", Kind::value, 9},
    {"total-value", {72, 174, 64, 10}, "6", Kind::value, 9},
    {"postage", {136, 174, 64, 10}, "9", Kind::value, 9},
    {"insured-value", {10, 184, 62, 10}, "", Kind::value, 9},
    {"insured-sdr", {72, 184, 42, 10}, "", Kind::value, 9},
    {"parcels", {114, 184, 40, 10}, "", Kind::value, 9},
    {"papers", {154, 184, 46, 10}, "", Kind::value, 9},
    {"service", {10, 194, 95, 10}, "", Kind::value, 9},
    {"office-date", {105, 194, 95, 10}, "", Kind::value, 9},
    {"category", {10, 204, 95, 20}, "10", Kind::ticks, 7},
    {"choose-non-delivery", {105, 204, 95, 20}, "", Kind::choices, 7},
    {"comments", {10, 224, 95, 18}, "11", Kind::value, 8},
    {"licences", {10, 242, 32, 14}, "12", Kind::value, 8},
    {"certificates", {42, 242, 32, 14}, "13", Kind::value, 8},
    {"invoice", {74, 242, 31, 14}, "14", Kind::value, 8},
    {"certify-cn23", {105, 224, 95, 32}, "15", Kind::signing, 6.5},
    {"office-stamp", {10, 256, 62, 31}, "", Kind::value, 8},
    {"customs-use", {72, 256, 66, 31}, "", Kind::value, 8},
    {"received-by", {138, 256, 62, 31}, "", Kind::value, 8},
});
constexpr auto kCp72Columns = std::to_array<Column>({
    {"description", "1", 72, &FormLine::description, false},
    {"quantity", "2", 22, &FormLine::quantity, true},
    {"net-weight", "3", 20, &FormLine::net_weight, true},
    {"value", "5", 28, &FormLine::value, true},
    {"hs-code", "7", 26, &FormLine::hs_code, false},
    {"origin", "8", 22, &FormLine::origin, false},
});

constexpr auto kLabelCells = std::to_array<Cell>({
    {"operator", {10, 10, 60, 12}, "", Kind::value, 9},
    {"title-cp72", {70, 10, 100, 12}, "", Kind::heading, 13},
    {"", {170, 10, 30, 12}, "CP 72", Kind::mark, 17},
    {"copy", {10, 22, 190, 8}, "", Kind::copy, 9},
    {"from", {10, 30, 95, 44}, "", Kind::value, 10},
    {"item-number", {105, 30, 70, 44}, "", Kind::barcode, 9},
    {"status-code", {175, 30, 25, 44}, "", Kind::qr, 9},
    {"to", {10, 74, 190, 70}, "", Kind::value, 18},
    {"importer-contact", {10, 144, 190, 14}, "", Kind::value, 10},
    {"gross-weight", {10, 158, 62, 12}, "4", Kind::value, 11},
    {"insured-value", {72, 158, 64, 12}, "", Kind::value, 11},
    {"service", {136, 158, 64, 12}, "", Kind::value, 10},
    {"choose-non-delivery", {10, 170, 110, 20}, "", Kind::choices, 7},
    {"office-date", {120, 170, 80, 20}, "", Kind::value, 9},
});

const FormTemplate kCp72Template{210, 297, "CP 72", 5.5, kCp72Cells, {10, 102, 190, 68.4}, 9, kCp72Columns, 8.5};
const FormTemplate kLabelTemplate{210, 297, "CP 72", 6, kLabelCells, {}, 0, {}, 8};

} // namespace

const FormTemplate& cp72_template() {
    return kCp72Template;
}

const FormTemplate& address_label_template() {
    return kLabelTemplate;
}

} // namespace postern::forms
