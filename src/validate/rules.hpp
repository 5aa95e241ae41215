// The rules by family: plain functions that report what they find. rule_set.cpp says in which order they run.
#pragma once

#include "validate/inspection.hpp"

namespace postern::validate {

// identity.cpp
void item_id_is_well_formed(Inspection& item);
void item_id_indicator_may_be_used(Inspection& item);
void item_id_country_issues_mail(Inspection& item);
void item_id_is_not_reused(Inspection& item);
void declaration_can_be_recognised(Inspection& item);
void mail_class_is_known(Inspection& item);
void mail_class_fits_indicator(Inspection& item);
void mail_category_is_known(Inspection& item);
void handling_class_is_known(Inspection& item);
void posting_date_is_near(Inspection& item);

// form.cpp
void cn22_is_for_letter_post(Inspection& item);
void cn22_stays_below_ceiling(Inspection& item);

// parties.cpp
void sender_can_be_found(Inspection& item);
void addressee_can_be_found(Inspection& item);
void importer_country_exists(Inspection& item);
void sender_lives_where_the_item_is_posted(Inspection& item);
void sender_is_not_addressee(Inspection& item);

// watch_list.cpp
void parties_are_on_no_watch_list(Inspection& item);

// postcodes.cpp
void postcodes_fit_their_country(Inspection& item);

// contact.cpp
void addressee_can_be_reached(Inspection& item);
void contacts_reach_somebody(Inspection& item);

// numbers.cpp
void numbers_are_of_their_kind(Inspection& item);
void destination_gets_its_reference(Inspection& item);

// language.cpp
void address_is_read_there(Inspection& item);
void line_description_is_read_there(Inspection& item, const core::ContentLine& line);

// category.cpp
void category_is_ticked(Inspection& item);
void other_category_is_explained(Inspection& item);
void gift_claims_nothing(Inspection& item);
void commercial_item_names_its_invoice(Inspection& item);
void gift_is_no_business(Inspection& item);

// goods.cpp
void goods_are_listed(Inspection& item);
void line_is_described(Inspection& item, const core::ContentLine& line);
void line_description_is_no_name(Inspection& item, const core::ContentLine& line);
void line_quantity_is_positive(Inspection& item, const core::ContentLine& line);
void line_quantity_has_its_unit(Inspection& item, const core::ContentLine& line);

// classification.cpp
void line_hs_code_is_right(Inspection& item, const core::ContentLine& line);
void line_origin_exists(Inspection& item, const core::ContentLine& line);

// plausibility.cpp
void line_is_worth_its_weight(Inspection& item, const core::ContentLine& line);
void line_description_fits_its_chapter(Inspection& item, const core::ContentLine& line);
void same_description_has_one_code(Inspection& item);

// restrictions.cpp
void line_may_be_sent(Inspection& item, const core::ContentLine& line);
void line_is_not_dangerous(Inspection& item, const core::ContentLine& line);

// duties.cpp
void duty_is_prepaid(Inspection& item);

// weight.cpp
void line_net_weight_is_positive(Inspection& item, const core::ContentLine& line);
void line_weight_is_unit_times_quantity(Inspection& item, const core::ContentLine& line);
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
