// Rules about which form an item may bear. A CN 23 is always allowed; a CN 22 has a ceiling.
#include "core/finding_codes.hpp"
#include "validate/line_value.hpp"
#include "validate/rules.hpp"

namespace postern::validate {

namespace codes = core::codes;

namespace {

/// The post whose product table counts: who issued the item id, else the origin operator's country, else the sender's.
std::string_view post_of(const Inspection& item) {
    if (item.item_id && item.lists.is_postal_country(item.item_id->country())) return item.item_id->country();
    const std::string_view origin = std::string_view(item.declaration.origin_operator).substr(0, 2);
    return item.lists.is_country(origin) ? origin : std::string_view(item.declaration.sender.country);
}

std::string_view product_of(const Inspection& item) {
    const auto mail_class = item.mail_class();
    return mail_class.empty() ? "U" : mail_class;
}

/// The total as declared, else the sum of the lines; nullopt: nothing is declared, or no currency says of what.
std::optional<core::Money> declared_value(const Inspection& item) {
    const std::string& currency = item.currency();
    if (currency.empty()) return std::nullopt;
    if (item.declaration.total_value) return core::Money{item.declaration.total_value->amount, currency};
    WideAmount sum;
    for (const auto& line : item.declaration.lines) {
        sum += value_of(line).value_or(WideAmount());
    }
    return core::Money{sum.to_decimal(), currency};
}

} // namespace

void cn22_is_for_letter_post(Inspection& item) {
    if (item.declaration.form != "CN22") return;
    const auto product = product_of(item);
    if (product == "U") return;
    const auto ceiling = item.lists.cn22_ceiling(post_of(item), product, item.context.today);
    // some posts put it on EMS or parcels: then their product has a row of its own
    if (!ceiling || ceiling->product != product) item.report(codes::kCn22Class, "form", {std::string(product)});
}

void cn22_stays_below_ceiling(Inspection& item) {
    if (item.declaration.form != "CN22") return;
    const auto value = declared_value(item);
    if (!value || value->amount.is_zero() || !item.lists.is_currency(value->currency)) return;
    const auto ceiling = item.lists.cn22_ceiling(post_of(item), product_of(item), item.context.today);
    if (!ceiling) return;
    const bool same = value->currency == ceiling->amount.currency;
    const auto compared = same ? value : item.lists.convert(*value, ceiling->amount.currency, item.context.today);
    if (!compared) {
        item.report(codes::kRateMissing, "total_value", {value->currency, ceiling->amount.currency});
    } else if (compared->amount > ceiling->amount.amount) {
        item.report(codes::kCn22Ceiling, "total_value", {ceiling->amount.amount.to_string(), ceiling->amount.currency});
    }
}

} // namespace postern::validate
