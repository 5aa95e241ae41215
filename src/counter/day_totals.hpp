// Day totals: what the acts of a day come to, for an office and for each of its clerks.
#pragma once

#include "core/decimal.hpp"
#include "ports/counter_acts.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace postern::counter {

inline constexpr std::size_t kActKinds = 8;

struct Tally {
    std::array<std::uint32_t, kActKinds> acts{}; ///< by kind, from 1
    // net: what was taken in, amended, and less what was voided
    core::Decimal items;
    core::Decimal gross_weight_kg;
    std::map<std::string, core::Decimal> postage; ///< by currency
    std::map<std::string, core::Decimal> values;

    std::uint32_t count(ports::CounterActKind kind) const { return acts.at(static_cast<std::size_t>(kind) - 1); }
    void add(const ports::CounterAct& act);
};

struct DayTotals {
    Tally office;
    std::map<std::string, Tally> clerks; ///< by code; empty: nobody said who
};

DayTotals totals_of(const std::vector<ports::CounterAct>& acts);

} // namespace postern::counter
