// Rules about currencies. Goods have one; postage and insurance may well be in another.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

bool is_unknown(const Inspection& item, const std::string& currency) {
    return !currency.empty() && !item.lists.is_currency(currency);
}

void check_side_amount(Inspection& item, const std::optional<core::Money>& money, std::string_view field) {
    if (money && is_unknown(item, money->currency)) {
        item.report_at_most(core::Severity::warning, codes::kCurrencyUnknown, field);
    }
}

/// Some amount of the goods is above zero, so it matters of what.
const char* field_with_amount(const core::Declaration& declaration) {
    if (declaration.total_value && !declaration.total_value->amount.is_zero()) return "total_value.currency";
    const auto has_amount = [](const auto& line) {
        return (line.line_value && !line.line_value->is_zero()) || (line.unit_value && !line.unit_value->is_zero());
    };
    const auto& lines = declaration.lines;
    return std::any_of(lines.begin(), lines.end(), has_amount) ? "lines.currency" : nullptr;
}

} // namespace

void currencies_exist(Inspection& item) {
    const auto& declaration = item.declaration;
    const std::string* reported = nullptr;
    std::uint32_t line_no = 0;
    for (const auto& line : declaration.lines) {
        ++line_no;
        if (!is_unknown(item, line.currency)) continue;
        // the same wrong code on every line is one fault
        if (reported != nullptr && *reported == line.currency) continue;
        item.set_line(line_no);
        item.report(codes::kCurrencyUnknown, "lines.currency");
        reported = &line.currency;
    }
    item.set_line(0);
    const auto& total = declaration.total_value;
    if (total && is_unknown(item, total->currency) && (reported == nullptr || *reported != total->currency)) {
        item.report(codes::kCurrencyUnknown, "total_value.currency");
    }
    check_side_amount(item, declaration.postage, "postage.currency");
    check_side_amount(item, declaration.shipping_charged, "shipping_charged.currency");
    check_side_amount(item, declaration.insured_value, "insured_value.currency");
}

void goods_have_one_currency(Inspection& item) {
    const auto& declaration = item.declaration;
    const std::string& currency = item.currency();
    if (currency.empty()) {
        const char* field = field_with_amount(declaration);
        if (field == nullptr) return;
        item.set_line(std::string_view(field).starts_with("lines.") ? 1 : 0);
        item.report(codes::kCurrencyMissing, field);
        return item.set_line(0);
    }
    if (!item.lists.is_currency(currency)) return; // said already
    std::uint32_t line_no = 0;
    for (const auto& line : declaration.lines) {
        ++line_no;
        if (line.currency.empty() || line.currency == currency || is_unknown(item, line.currency)) continue;
        item.set_line(line_no);
        item.report(codes::kCurrencyMixed, "lines.currency", {currency, line.currency});
        return item.set_line(0);
    }
}

} // namespace postern::validate
