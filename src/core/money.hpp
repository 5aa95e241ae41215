// Money and weight: decimals that carry their unit.
#pragma once

#include "core/decimal.hpp"

#include <string>

namespace postern::core {

/// ISO 4217 alphabetic code as sent ("USD"), or XDR for special drawing rights; whether it exists is a rule's question.
using CurrencyCode = std::string;

struct Money {
    Decimal amount;
    CurrencyCode currency;
    bool operator==(const Money&) const = default;
};

/// A mass in kilograms.
struct Weight {
    Decimal kilograms;
    auto operator<=>(const Weight&) const = default;
    bool operator==(const Weight&) const = default;
};

} // namespace postern::core
