// Rules about the item id and the mail class (UPU S10-12).
#include "core/finding_codes.hpp"
#include "core/item_id.hpp"
#include "validate/rules.hpp"

namespace postern::validate {

namespace codes = core::codes;

void item_id_is_well_formed(Inspection& item) {
    if (is_blank(item.declaration.item_id)) return; // in many procedures the declaration comes before the barcode
    if (!item.item_id) return item.report(codes::kS10Pattern, "item_id");
    const char expected = core::ItemId::check_digit(item.item_id->serial());
    if (item.item_id->check_digit() != expected) {
        item.report(codes::kS10CheckDigit, "item_id", {std::string(1, expected)});
    }
}

void item_id_indicator_may_be_used(Inspection& item) {
    if (!item.item_id) return;
    const auto indicator = item.item_id->service_indicator();
    const auto use = core::service_use(indicator);
    if (use != core::ServiceUse::reserved && use != core::ServiceUse::unassigned) return;
    // S10-12 says of J and K alone that they cannot be assigned; the others may be by the time this is read
    const bool never = indicator.front() == 'J' || indicator.front() == 'K';
    item.report_at_most(never ? core::Severity::error : core::Severity::warning, codes::kS10Indicator, "item_id",
                        {std::string(indicator)});
}

void item_id_country_issues_mail(Inspection& item) {
    if (!item.item_id || item.lists.is_postal_country(item.item_id->country())) return;
    item.report(codes::kS10Country, "item_id", {std::string(item.item_id->country())});
}

void item_id_is_not_reused(Inspection& item) {
    if (item.context.item_id_was_used) item.report(codes::kS10Reused, "item_id");
}

void declaration_can_be_recognised(Inspection& item) {
    const auto& declaration = item.declaration;
    if (is_blank(declaration.item_id) && is_blank(declaration.sender_reference))
        item.report(codes::kIdentityMissing, "sender_reference");
}

void mail_class_is_known(Inspection& item) {
    if (item.lists.is_mail_class(item.declaration.mail_class)) return;
    if (!is_blank(item.declaration.mail_class)) return item.report(codes::kMailClassUnknown, "mail_class");
    // no form has a box for it, and a barcode says it as well
    if (item.mail_class().empty()) item.report(codes::kMailClassMissing, "mail_class");
}

void mail_class_fits_indicator(Inspection& item) {
    if (!item.item_id || !item.lists.is_mail_class(item.declaration.mail_class)) return;
    const auto indicator = item.item_id->service_indicator();
    const auto expected = item.lists.mail_class_of(indicator);
    if (expected.empty() || expected == item.declaration.mail_class) return;
    item.report(codes::kClassIndicator, "mail_class",
                {item.declaration.mail_class, std::string(indicator), std::string(expected)});
}

void mail_category_is_known(Inspection& item) {
    const auto& category = item.declaration.mail_category;
    if (!is_blank(category) && !item.lists.is_mail_category(category)) {
        item.report(codes::kMailCategoryUnknown, "mail_category");
    }
}

void handling_class_is_known(Inspection& item) {
    const auto& handling = item.declaration.handling_class;
    if (is_blank(handling)) return;
    if (!item.lists.is_handling_class(handling)) return item.report(codes::kHandlingUnknown, "handling_class");
    const auto& insured = item.declaration.insured_value;
    if (insured && !insured->amount.is_zero() && !item.lists.is_insured_handling(handling)) {
        item.report(codes::kHandlingNotInsured, "handling_class", {handling});
    }
}

void posting_date_is_near(Inspection& item) {
    const auto& date = item.declaration.posting_date;
    if (!date) return;
    const auto& bounds = item.lists.plausibility();
    const auto ahead = core::days_between(item.context.today, *date);
    if (ahead > bounds.posting_days_ahead()) {
        item.report(codes::kPostingDateAhead, "posting_date", {std::to_string(bounds.posting_days_ahead())});
    } else if (-ahead > bounds.posting_days_past()) {
        item.report(codes::kPostingDateOld, "posting_date", {std::to_string(bounds.posting_days_past())});
    }
}

} // namespace postern::validate
