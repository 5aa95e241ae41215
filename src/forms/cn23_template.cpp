// CN 23: the boxes of the UPU's form, lying on A5, and all of them again on the label of a thermal printer.
#include "core/failure.hpp"
#include "forms/form_template.hpp"

#include <array>

namespace postern::forms {

namespace {

using ports::FormLine;
using Kind = CellKind;

constexpr auto kCn23A5 = std::to_array<Cell>({
    {"operator", {4, 4, 64, 9}, "", Kind::value, 8},
    {"title-declaration", {68, 4, 112, 9}, "", Kind::heading, 11},
    {"", {180, 4, 26, 9}, "CN 23", Kind::mark, 15},
    {"from", {4, 13, 92, 26}, "", Kind::value, 8},
    {"sender-reference", {4, 39, 92, 7}, "", Kind::value, 8},
    {"to", {4, 46, 92, 27}, "", Kind::value, 8},
    {"item-number", {96, 13, 86, 26}, "", Kind::barcode, 9},
    {"status-code", {182, 13, 24, 26}, "", Kind::qr, 9},
    {"may-be-opened", {96, 39, 110, 7}, "", Kind::notice, 8},
    {"importer-reference", {96, 46, 110, 13}, "", Kind::value, 8},
    {"importer-contact", {96, 59, 110, 14}, "", Kind::value, 8},
    {"commercial-only", {4, 111, 56, 8}, "", Kind::notice, 6},
    {"gross-weight", {60, 111, 62, 8}, "4", Kind::value, 8.5},
    {"total-value", {122, 111, 32, 8}, "6", Kind::value, 8.5},
    {"postage", {154, 111, 52, 8}, "9", Kind::value, 8.5},
    {"category", {4, 119, 92, 12}, "10", Kind::ticks, 7},
    {"office-date", {96, 119, 52, 12}, "", Kind::value, 7.5},
    {"comments", {4, 131, 62, 13}, "11", Kind::value, 7},
    {"licences", {66, 131, 27, 13}, "12", Kind::value, 7},
    {"certificates", {93, 131, 28, 13}, "13", Kind::value, 7},
    {"invoice", {121, 131, 27, 13}, "14", Kind::value, 7},
    {"certify-cn23", {148, 119, 58, 25}, "15", Kind::signing, 5.5},
});
constexpr auto kCn23A5Columns = std::to_array<Column>({
    {"description", "1", 72, &FormLine::description, false},
    {"quantity", "2", 24, &FormLine::quantity, true},
    {"net-weight", "3", 22, &FormLine::net_weight, true},
    {"value", "5", 32, &FormLine::value, true},
    {"hs-code", "7", 28, &FormLine::hs_code, false},
    {"origin", "8", 24, &FormLine::origin, false},
});

constexpr auto kCn23Label = std::to_array<Cell>({
    {"title-declaration", {2, 2, 76, 8}, "", Kind::heading, 9},
    {"", {78, 2, 20, 8}, "CN 23", Kind::mark, 13},
    {"item-number", {2, 10, 72, 17}, "", Kind::barcode, 9},
    {"status-code", {74, 10, 24, 17}, "", Kind::qr, 9},
    {"operator", {2, 27, 48, 6}, "", Kind::value, 7},
    {"may-be-opened", {50, 27, 48, 6}, "", Kind::notice, 6.5},
    {"from", {2, 33, 48, 24}, "", Kind::value, 7},
    {"to", {50, 33, 48, 24}, "", Kind::value, 7},
    {"sender-reference", {2, 57, 26, 12}, "", Kind::value, 7},
    {"importer-reference", {28, 57, 36, 12}, "", Kind::value, 7},
    {"importer-contact", {64, 57, 34, 12}, "", Kind::value, 7},
    {"commercial-only", {2, 101, 96, 3.2}, "", Kind::notice, 5},
    {"gross-weight", {2, 104.2, 32, 6.8}, "4", Kind::value, 8},
    {"total-value", {34, 104.2, 32, 6.8}, "6", Kind::value, 8},
    {"postage", {66, 104.2, 32, 6.8}, "9", Kind::value, 8},
    {"category", {2, 111, 96, 9.5}, "10", Kind::ticks, 6.5},
    {"office-date", {2, 120.5, 36, 8.5}, "", Kind::value, 7},
    {"comments", {38, 120.5, 60, 8.5}, "11", Kind::value, 7},
    {"licences", {2, 129, 32, 6}, "12", Kind::value, 7},
    {"certificates", {34, 129, 32, 6}, "13", Kind::value, 7},
    {"invoice", {66, 129, 32, 6}, "14", Kind::value, 7},
    {"certify-cn23", {2, 135, 96, 13}, "15", Kind::signing, 5},
});
constexpr auto kCn23LabelColumns = std::to_array<Column>({
    {"description", "1", 35, &FormLine::description, false},
    {"quantity", "2", 12, &FormLine::quantity, true},
    {"net-weight", "3", 12, &FormLine::net_weight, true},
    {"value", "5", 15, &FormLine::value, true},
    {"hs-code", "7", 13, &FormLine::hs_code, false},
    {"origin", "8", 9, &FormLine::origin, false},
});

const FormTemplate kCn23A5Template{210, 148, "CN 23", 5, kCn23A5, {4, 73, 202, 38}, 8, kCn23A5Columns, 8};
const FormTemplate kCn23LabelTemplate{100, 150, "CN 23", 4.5, kCn23Label, {2, 69, 96, 32}, 8.5, kCn23LabelColumns, 7};

} // namespace

const FormTemplate& cn23_template(ports::PaperSize size) {
    if (size == ports::PaperSize::a5) return kCn23A5Template;
    if (size == ports::PaperSize::label_100x150) return kCn23LabelTemplate;
    throw core::Failure("a CN 23 has no such size");
}

} // namespace postern::forms
