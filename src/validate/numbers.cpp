// Rules about the numbers of parties: IOSS, VOEC, EORI, VAT and their kind, each by its row in number_schemes.csv.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

using core::PartyNumber;

/// What stands on the goods of a sale only, or not on goods that bear excise.
void check_use(Inspection& item, const PartyNumber& number, const codelists::NumberScheme& scheme,
               std::string_view field) {
    const auto& natures = item.declaration.natures;
    const auto fits = [&](const std::string& nature) {
        return std::find(scheme.natures.begin(), scheme.natures.end(), nature) != scheme.natures.end();
    };
    if (!scheme.natures.empty() && !natures.empty() && std::none_of(natures.begin(), natures.end(), fits)) {
        item.report(codes::kNumberNature, field, {number.scheme});
    }
    if (scheme.ceiling) {
        const auto value = item.declared_value_in(scheme.ceiling->currency);
        if (value && value->amount > scheme.ceiling->amount) {
            item.report(codes::kNumberCeiling, field,
                        {number.scheme, scheme.ceiling->amount.to_string(), scheme.ceiling->currency});
        }
    }
    if (scheme.excise) return;
    for (const auto& line : item.declaration.lines) {
        if (!item.lists.excise().has(line.hs_code)) continue;
        std::string heading = codelists::plain_of(line.hs_code).substr(0, 4);
        return item.report(codes::kNumberExcise, field, {number.scheme, std::move(heading)});
    }
}

void check_number(Inspection& item, const PartyNumber& number, std::string_view field) {
    const auto* scheme = item.lists.number_schemes().find(number.scheme);
    if (scheme == nullptr || is_blank(number.value)) return;
    if (!scheme->mask.fits(codelists::plain_of(number.value))) {
        return item.report(codes::kNumberForm, field, {number.scheme, scheme->example});
    }
    const bool is_for_origin = scheme->side == "origin" || (scheme->side == "any" && number.side == "origin");
    if (is_for_origin) return;
    if (scheme->side == "destination" && item.lists.is_address_country(item.destination()) &&
        !scheme->destinations.has(item.destination())) {
        return item.report(codes::kNumberDestination, field, {number.scheme, std::string(item.destination())});
    }
    check_use(item, number, *scheme, field);
}

void check_numbers(Inspection& item, const core::Party& party, std::string_view field) {
    for (auto number = party.numbers.begin(); number != party.numbers.end(); ++number) {
        check_number(item, *number, field);
        const bool again = std::any_of(party.numbers.begin(), number, [&](const PartyNumber& earlier) {
            return earlier.scheme == number->scheme && earlier.side == number->side && earlier.value != number->value;
        });
        if (again && item.lists.number_schemes().find(number->scheme) != nullptr) {
            item.report(codes::kNumberTwice, field, {number->scheme});
        }
    }
}

} // namespace

void numbers_are_of_their_kind(Inspection& item) {
    check_numbers(item, item.declaration.sender, "sender.numbers");
    check_numbers(item, item.declaration.addressee, "addressee.numbers");
    if (item.declaration.importer) check_numbers(item, *item.declaration.importer, "importer.numbers");
}

void destination_gets_its_reference(Inspection& item) {
    const auto& wanted = item.requirement;
    if (wanted.reference_need == codelists::Need::none || item.category.documents_only) return;
    const auto& importer = item.declaration.importer;
    // what cannot be told apart may well be the one that is asked for
    if (!item.declaration.addressee.numbers.empty() || (importer && !importer->numbers.empty())) return;
    item.report_at_most(Inspection::cap_of(wanted.reference_need), codes::kReferenceMissing, "addressee.numbers",
                        {wanted.reference, std::string(item.destination())});
}

} // namespace postern::validate
