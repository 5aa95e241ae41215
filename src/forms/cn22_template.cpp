// CN 22: the label of letter post, in the UPU's size and on the label of a thermal printer.
#include "core/failure.hpp"
#include "forms/form_template.hpp"

#include <array>

namespace postern::forms {

namespace {

using ports::FormLine;
using Kind = CellKind;

constexpr auto kCn22Small = std::to_array<Cell>({
    {"title-declaration", {2, 2, 53, 6}, "", Kind::heading, 8},
    {"", {55, 2, 17, 6}, "CN 22", Kind::mark, 11},
    {"operator", {2, 8, 30, 6}, "", Kind::value, 7},
    {"may-be-opened", {32, 8, 40, 6}, "", Kind::notice, 6},
    {"item-number", {2, 14, 70, 15}, "", Kind::barcode, 9},
    {"category", {2, 29, 51, 17}, "", Kind::ticks, 6},
    {"status-code", {53, 29, 19, 17}, "", Kind::qr, 8},
    {"commercial-only", {2, 71.6, 70, 3.4}, "", Kind::notice, 4.5},
    {"total-weight", {2, 75, 34, 6.6}, "6", Kind::value, 8},
    {"total-value", {36, 75, 36, 6.6}, "7", Kind::value, 8},
    {"certify-cn22", {2, 81.6, 70, 21.4}, "8", Kind::signing, 5},
});
constexpr auto kCn22SmallColumns = std::to_array<Column>({
    {"quantity-description", "1", 27.5, &FormLine::description, false},
    {"weight", "2", 9.5, &FormLine::net_weight, true},
    {"value", "3", 14, &FormLine::value, true},
    {"hs-code", "4", 11, &FormLine::hs_code, false},
    {"origin", "5", 8, &FormLine::origin, false},
});

constexpr auto kCn22Label = std::to_array<Cell>({
    {"title-declaration", {2, 2, 74, 9}, "", Kind::heading, 10},
    {"", {76, 2, 22, 9}, "CN 22", Kind::mark, 14},
    {"operator", {2, 11, 42, 7}, "", Kind::value, 8},
    {"may-be-opened", {44, 11, 54, 7}, "", Kind::notice, 8},
    {"item-number", {2, 18, 72, 22}, "", Kind::barcode, 9},
    {"status-code", {74, 18, 24, 22}, "", Kind::qr, 8},
    {"category", {2, 40, 96, 13}, "", Kind::ticks, 7},
    {"commercial-only", {2, 103.5, 96, 3.5}, "", Kind::notice, 5},
    {"total-weight", {2, 107, 48, 9}, "6", Kind::value, 9},
    {"total-value", {50, 107, 48, 9}, "7", Kind::value, 9},
    {"certify-cn22", {2, 116, 96, 32}, "8", Kind::signing, 6.5},
});
constexpr auto kCn22LabelColumns = std::to_array<Column>({
    {"quantity-description", "1", 40, &FormLine::description, false},
    {"weight", "2", 14, &FormLine::net_weight, true},
    {"value", "3", 18, &FormLine::value, true},
    {"hs-code", "4", 14, &FormLine::hs_code, false},
    {"origin", "5", 10, &FormLine::origin, false},
});

const FormTemplate kCn22SmallTemplate{74, 105, "CN 22", 4.5, kCn22Small, {2, 46, 70, 25.6}, 8, kCn22SmallColumns, 7};
const FormTemplate kCn22LabelTemplate{100, 150, "CN 22", 5, kCn22Label, {2, 53, 96, 50.5}, 9, kCn22LabelColumns, 8};

} // namespace

const FormTemplate& cn22_template(ports::PaperSize size) {
    if (size == ports::PaperSize::label_74x105) return kCn22SmallTemplate;
    if (size == ports::PaperSize::label_100x150) return kCn22LabelTemplate;
    throw core::Failure("a CN 22 has no such size");
}

} // namespace postern::forms
