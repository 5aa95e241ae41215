// Rules about values: each line's own, and how they foot.
#include "core/finding_codes.hpp"
#include "validate/line_value.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

WideAmount one() {
    return WideAmount(core::Decimal(1, 0));
}
WideAmount cent() {
    return WideAmount(core::Decimal(1, 2));
}

/// A unit value is rounded to the cent or to the digits it has; times the quantity that rounding adds up.
WideAmount rounding_of(const core::ContentLine& line) {
    const int half_digit = std::min(std::max(line.unit_value->scale(), 2) + 1, core::Decimal::kMaxScale);
    return std::max(cent(), WideAmount::product(*line.quantity, core::Decimal(5, half_digit)));
}

} // namespace

std::optional<WideAmount> value_of(const core::ContentLine& line) {
    if (line.line_value) return WideAmount(*line.line_value);
    if (line.unit_value && line.quantity) return WideAmount::product(*line.unit_value, *line.quantity);
    return std::nullopt;
}

void line_value_is_stated(Inspection& item, const core::ContentLine& line) {
    const std::string_view field = line.line_value || !line.unit_value ? "lines.line_value" : "lines.unit_value";
    const auto value = value_of(line);
    if (value && *value < WideAmount()) return item.report(codes::kValueNotPositive, field);
    if (item.category.documents_only) return; // documents have no value
    if (!value) {
        item.report_at_most(item.cap_for_sale_only(), codes::kValueMissing, "lines.line_value");
    } else if (value->is_zero()) {
        item.report_at_most(item.cap_for_sale_only(), codes::kValueNotPositive, field);
    } else if (*value == one()) {
        item.report(codes::kValueSuspicious, field);
    }
}

void line_value_is_unit_times_quantity(Inspection& item, const core::ContentLine& line) {
    if (!line.line_value || !line.unit_value || !line.quantity) return;
    const auto product = WideAmount::product(*line.unit_value, *line.quantity);
    if (product.distance_to(WideAmount(*line.line_value)) > rounding_of(line)) {
        item.report(codes::kLineValueMismatch, "lines.line_value", {line.line_value->to_string(), product.to_string()});
    }
}

void line_values_give_the_total(Inspection& item) {
    const auto& total = item.declaration.total_value;
    if (!total) return; // the sum stands in for it
    if (total->amount.is_negative()) return item.report(codes::kValueNotPositive, "total_value");
    const auto& lines = item.declaration.lines;
    WideAmount sum;
    for (const auto& line : lines) {
        const auto value = value_of(line);
        // values that are missing or in another currency are findings of their own
        if (!value || (!line.currency.empty() && line.currency != item.currency())) return;
        sum += *value;
    }
    if (!lines.empty() && sum.distance_to(WideAmount(total->amount)) > cent()) {
        item.report(codes::kTotalValueMismatch, "total_value", {total->amount.to_string(), sum.to_string()});
    }
}

} // namespace postern::validate
