// The rules in the order in which they run: as the form is read, from the head to the totals.
#include "validate/rule_set.hpp"

#include "validate/rules.hpp"

#include <array>

namespace postern::validate {

namespace {

using ItemRule = void (*)(Inspection&);
using LineRule = void (*)(Inspection&, const core::ContentLine&);

constexpr auto kHeadRules = std::to_array<ItemRule>({
    item_id_is_well_formed,
    item_id_indicator_may_be_used,
    item_id_country_issues_mail,
    item_id_is_not_reused,
    declaration_can_be_recognised,
    mail_class_is_known,
    mail_class_fits_indicator,
    mail_category_is_known,
    handling_class_is_known,
    posting_date_is_near,
    sender_can_be_found,
    addressee_can_be_found,
    importer_country_exists,
    sender_lives_where_the_item_is_posted,
    sender_is_not_addressee,
    parties_are_on_no_watch_list,
    postcodes_fit_their_country,
    address_is_read_there,
    addressee_can_be_reached,
    contacts_reach_somebody,
    numbers_are_of_their_kind,
    destination_gets_its_reference,
    category_is_ticked,
    other_category_is_explained,
    gift_claims_nothing,
    gift_is_no_business,
    commercial_item_names_its_invoice,
    goods_are_listed,
});

constexpr auto kLineRules = std::to_array<LineRule>({
    line_is_described,
    line_description_is_no_name,
    line_description_is_read_there,
    line_quantity_is_positive,
    line_quantity_has_its_unit,
    line_net_weight_is_positive,
    line_weight_is_unit_times_quantity,
    line_value_is_stated,
    line_value_is_unit_times_quantity,
    line_hs_code_is_right,
    line_description_fits_its_chapter,
    line_origin_exists,
    line_may_be_sent,
    line_is_not_dangerous,
    line_is_worth_its_weight,
});

constexpr auto kTotalRules = std::to_array<ItemRule>({
    gross_weight_is_positive,
    net_weights_stay_below_gross,
    gross_weight_is_within_limit,
    currencies_exist,
    goods_have_one_currency,
    line_values_give_the_total,
    same_description_has_one_code,
    duty_is_prepaid,
    cn22_is_for_letter_post,
    cn22_stays_below_ceiling,
});

} // namespace

void RuleSet::check(const core::Declaration& declaration, const RuleContext& context,
                    std::vector<core::Finding>& out) const {
    Inspection item(declaration, *lists_, context, out);
    for (const ItemRule rule : kHeadRules)
        rule(item);
    std::uint32_t line_no = 0;
    for (const auto& line : declaration.lines) {
        item.set_line(++line_no, line);
        for (const LineRule rule : kLineRules)
            rule(item, line);
    }
    item.set_line(0);
    for (const ItemRule rule : kTotalRules)
        rule(item);
}

} // namespace postern::validate
