// Rules about postcodes, by the country's way of writing them. Mail with a wrong one is sorted by hand and arrives: a
// warning, never more.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <string>

namespace postern::validate {

namespace codes = core::codes;

namespace {

void check_postcode(Inspection& item, const core::Party& party, std::string_view field) {
    const auto* form = item.lists.postcodes().of(party.country);
    if (form == nullptr) return;
    if (is_blank(party.postcode)) {
        if (form->needed) item.report(codes::kPostcodeMissing, field, {party.country, form->example});
    } else if (!form->fits(party.postcode)) {
        item.report(codes::kPostcodePattern, field, {party.country, form->example});
    }
}

} // namespace

void postcodes_fit_their_country(Inspection& item) {
    check_postcode(item, item.declaration.sender, "sender.postcode");
    check_postcode(item, item.declaration.addressee, "addressee.postcode");
}

} // namespace postern::validate
