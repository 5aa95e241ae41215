// Rules about weights, in kilograms.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"
#include "validate/wide_amount.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

void line_net_weight_is_positive(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.net_weight_kg";
    if (!line.net_weight_kg) {
        if (!item.category.documents_only) {
            item.report_at_most(item.cap_for_sale_only(), codes::kNetWeightMissing, kField);
        }
    } else if (line.net_weight_kg->kilograms.is_negative()) {
        item.report(codes::kNetWeightNotPositive, kField);
    } else if (line.net_weight_kg->kilograms.is_zero() && !item.category.documents_only) {
        item.report_at_most(item.cap_for_sale_only(), codes::kNetWeightNotPositive, kField);
    }
}

void line_weight_is_unit_times_quantity(Inspection& item, const core::ContentLine& line) {
    if (!line.net_weight_kg || !line.unit_weight_kg || !line.quantity) return;
    const auto& one = line.unit_weight_kg->kilograms;
    const auto product = WideAmount::product(one, *line.quantity);
    // the weight of one is rounded to the gram or to the digits it has; times the quantity that rounding adds up
    const int half_digit = std::min(std::max(one.scale(), 3) + 1, core::Decimal::kMaxScale);
    const auto rounding =
        std::max(WideAmount(core::Decimal(1, 3)), WideAmount::product(*line.quantity, core::Decimal(5, half_digit)));
    if (product.distance_to(WideAmount(line.net_weight_kg->kilograms)) > rounding) {
        item.report(codes::kLineWeightMismatch, "lines.net_weight_kg",
                    {line.net_weight_kg->kilograms.to_string(), product.to_string()});
    }
}

void gross_weight_is_positive(Inspection& item) {
    const auto& gross = item.declaration.gross_weight_kg;
    if (!gross) {
        const auto cap = item.context.weighed_later ? core::Severity::warning : item.cap_for_sale_only();
        item.report_at_most(cap, codes::kGrossWeightMissing, "gross_weight_kg");
    } else if (gross->kilograms.is_negative()) {
        item.report(codes::kGrossWeightNotPositive, "gross_weight_kg");
    } else if (gross->kilograms.is_zero()) {
        item.report_at_most(item.cap_for_sale_only(), codes::kGrossWeightNotPositive, "gross_weight_kg");
    }
}

void net_weights_stay_below_gross(Inspection& item) {
    const auto& gross = item.declaration.gross_weight_kg;
    if (!gross || gross->kilograms.is_zero() || gross->kilograms.is_negative()) return; // said already
    WideAmount net;
    for (const auto& line : item.declaration.lines) {
        if (line.net_weight_kg) net += WideAmount(line.net_weight_kg->kilograms);
    }
    if (net > WideAmount(gross->kilograms)) {
        item.report(codes::kNetExceedsGross, "gross_weight_kg", {net.to_string(), gross->kilograms.to_string()});
    }
}

void gross_weight_is_within_limit(Inspection& item) {
    const auto& gross = item.declaration.gross_weight_kg;
    if (!gross) return;
    const auto indicator = item.item_id ? item.item_id->service_indicator() : std::string_view();
    auto limit = item.lists.weight_limit(item.mail_class(), indicator, item.destination());
    // where class and indicator contradict each other, the finding is that one, not the weight
    const auto other = item.lists.weight_limit(item.lists.mail_class_of(indicator), indicator, item.destination());
    if (limit && other && limit->greatest < other->greatest) limit = other;
    if (!limit) return;
    if (*gross > limit->greatest) {
        // without an indicator nobody knows whether it is an M bag
        const auto cap = indicator.empty() ? core::Severity::warning : core::Severity::error;
        item.report_at_most(cap, codes::kWeightLimit, "gross_weight_kg", {limit->greatest.kilograms.to_string()});
    } else if (*gross > limit->usual) {
        item.report(codes::kWeightUnusual, "gross_weight_kg", {limit->usual.kilograms.to_string()});
    }
}

} // namespace postern::validate
