// The rules by family: plain functions that report what they find. rule_set.cpp says in which order they run.
#pragma once

#include "validate/inspection.hpp"

namespace postern::validate {

// identity.cpp
void item_id_is_well_formed(Inspection& item);
void item_id_indicator_may_be_used(Inspection& item);
void item_id_country_issues_mail(Inspection& item);
void mail_class_is_known(Inspection& item);
void mail_class_fits_indicator(Inspection& item);

// form.cpp
void cn22_is_for_letter_post(Inspection& item);
void cn22_stays_below_ceiling(Inspection& item);

// parties.cpp
void sender_can_be_found(Inspection& item);
void addressee_can_be_found(Inspection& item);
void importer_country_exists(Inspection& item);

// category.cpp
void category_is_ticked(Inspection& item);
void other_category_is_explained(Inspection& item);
void gift_claims_nothing(Inspection& item);
void commercial_item_names_its_invoice(Inspection& item);

// goods.cpp
void goods_are_listed(Inspection& item);
void line_is_described(Inspection& item, const core::ContentLine& line);
void line_quantity_is_positive(Inspection& item, const core::ContentLine& line);

// classification.cpp
void line_hs_code_is_right(Inspection& item, const core::ContentLine& line);
void line_origin_exists(Inspection& item, const core::ContentLine& line);

// weight.cpp
void line_net_weight_is_positive(Inspection& item, const core::ContentLine& line);
void gross_weight_is_positive(Inspection& item);
void net_weights_stay_below_gross(Inspection& item);
void gross_weight_is_within_limit(Inspection& item);

// value.cpp
void line_value_is_stated(Inspection& item, const core::ContentLine& line);
void line_value_is_unit_times_quantity(Inspection& item, const core::ContentLine& line);
void line_values_give_the_total(Inspection& item);

// currency.cpp
void currencies_exist(Inspection& item);
void goods_have_one_currency(Inspection& item);

} // namespace postern::validate
