// Rules about which form an item may bear. A CN 23 is always allowed; a CN 22 has a ceiling.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

namespace postern::validate {

namespace codes = core::codes;

namespace {

std::string_view product_of(const Inspection& item) {
    const auto mail_class = item.mail_class();
    return mail_class.empty() ? "U" : mail_class;
}

} // namespace

void cn22_is_for_letter_post(Inspection& item) {
    if (item.declaration.form != "CN22") return;
    const auto product = product_of(item);
    if (product == "U") return;
    const auto ceiling = item.lists.cn22_ceiling(item.posting_country(), product, item.context.today);
    // some posts put it on EMS or parcels: then their product has a row of its own
    if (!ceiling || ceiling->product != product) item.report(codes::kCn22Class, "form", {std::string(product)});
}

void cn22_stays_below_ceiling(Inspection& item) {
    if (item.declaration.form != "CN22") return;
    const auto value = item.declared_value();
    if (!value || value->amount.is_zero() || !item.lists.is_currency(value->currency)) return;
    const auto ceiling = item.lists.cn22_ceiling(item.posting_country(), product_of(item), item.context.today);
    if (!ceiling) return;
    const auto compared = item.declared_value_in(ceiling->amount.currency);
    if (!compared) {
        item.report(codes::kRateMissing, "total_value", {value->currency, ceiling->amount.currency});
    } else if (compared->amount > ceiling->amount.amount) {
        item.report(codes::kCn22Ceiling, "total_value", {ceiling->amount.amount.to_string(), ceiling->amount.currency});
    }
}

} // namespace postern::validate
