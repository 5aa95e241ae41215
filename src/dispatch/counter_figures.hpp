// Counter figures: what a counter's totals are summed of, out of a declaration.
#pragma once

#include "core/declaration.hpp"
#include "ports/counter.hpp"

namespace postern::dispatch {

inline ports::CounterFigures counter_figures(const core::Declaration& declaration) {
    ports::CounterFigures figures;
    if (declaration.gross_weight_kg) figures.gross_weight_kg = declaration.gross_weight_kg->kilograms.to_string();
    if (declaration.postage) {
        figures.postage = declaration.postage->amount.to_string();
        figures.postage_currency = declaration.postage->currency;
    }
    if (declaration.total_value) {
        figures.value = declaration.total_value->amount.to_string();
        figures.value_currency = declaration.total_value->currency;
    }
    return figures;
}

} // namespace postern::dispatch
