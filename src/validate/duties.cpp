// Rules about duty that a destination wants to have prepaid, from the day on which its row says so.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

void duty_is_prepaid(Inspection& item) {
    const auto& there = item.requirement;
    if (there.duty_prepaid != codelists::DutyPrepaid::required) return;
    const auto value = item.declared_value();
    if (item.lists.is_duty_exempt(there, item.declaration.natures, value, item.context.today)) return;
    const std::string destination(item.destination());
    const auto& prepaid = item.declaration.duties_prepaid;
    if (!prepaid) {
        return item.report(codes::kDutyNotPrepaid, "duties_prepaid", {destination});
    }
    if (!is_blank(prepaid->terms) && prepaid->terms != "DDP") {
        item.report(codes::kDutyTerms, "duties_prepaid.terms", {destination});
    }
    const auto is_duty = [](const core::PrepaidAmount& amount) { return amount.kind == "duty"; };
    if (std::none_of(prepaid->amounts.begin(), prepaid->amounts.end(), is_duty)) {
        item.report(codes::kDutyAmount, "duties_prepaid.amounts", {destination});
    }
    if (is_blank(prepaid->provider)) item.report(codes::kDutyProvider, "duties_prepaid.provider", {destination});
    if (is_blank(prepaid->reference)) item.report(codes::kDutyReference, "duties_prepaid.reference", {destination});
}

} // namespace postern::validate
