// Day totals: summing.
#include "counter/day_totals.hpp"

namespace postern::counter {

void Tally::add(const ports::CounterAct& act) {
    ++acts.at(static_cast<std::size_t>(act.kind) - 1);
    for (const auto& amount : act.amounts) {
        const auto number = core::Decimal::parse(amount.amount).value_or(core::Decimal());
        switch (amount.of) {
        case ports::CounterSum::items: items = items + number; break;
        case ports::CounterSum::gross_weight_kg: gross_weight_kg = gross_weight_kg + number; break;
        case ports::CounterSum::postage: postage[amount.currency] = postage[amount.currency] + number; break;
        case ports::CounterSum::value: values[amount.currency] = values[amount.currency] + number; break;
        }
    }
}

DayTotals totals_of(const std::vector<ports::CounterAct>& acts) {
    DayTotals totals;
    for (const auto& act : acts) {
        totals.office.add(act);
        totals.clerks[act.by.clerk].add(act);
    }
    return totals;
}

} // namespace postern::counter
