// The receipt that a sender takes home: A5, standing.
#include "forms/form_template.hpp"

#include <array>

namespace postern::forms {

namespace {

using Kind = CellKind;

constexpr auto kReceiptCells = std::to_array<Cell>({
    {"operator", {8, 8, 44, 11}, "", Kind::value, 9},
    {"title-receipt", {52, 8, 88, 11}, "", Kind::heading, 13},
    {"item-number", {8, 19, 132, 30}, "", Kind::barcode, 9},
    {"from", {8, 49, 66, 40}, "", Kind::value, 8.5},
    {"to", {74, 49, 66, 40}, "", Kind::value, 8.5},
    {"form", {8, 89, 44, 11}, "", Kind::value, 9},
    {"gross-weight", {52, 89, 44, 11}, "", Kind::value, 9},
    {"total-value", {96, 89, 44, 11}, "", Kind::value, 9},
    {"postage", {8, 100, 44, 11}, "", Kind::value, 9},
    {"insured-value", {52, 100, 44, 11}, "", Kind::value, 9},
    {"office-date", {96, 100, 44, 11}, "", Kind::value, 8},
    {"signature", {8, 111, 88, 13}, "", Kind::value, 8},
    {"received-reference", {96, 111, 44, 13}, "", Kind::value, 8},
    {"follow", {8, 124, 84, 14}, "", Kind::notice, 9},
    {"status-link", {8, 138, 84, 20}, "", Kind::value, 8},
    {"keep", {8, 158, 84, 22}, "", Kind::notice, 8},
    {"status-code", {92, 124, 48, 56}, "", Kind::qr, 9},
    {"office-stamp", {8, 180, 132, 22}, "", Kind::value, 8},
});

const FormTemplate kReceiptTemplate{148, 210, "", 5.5, kReceiptCells, {}, 0, {}, 8};

} // namespace

const FormTemplate& receipt_template() {
    return kReceiptTemplate;
}

} // namespace postern::forms
