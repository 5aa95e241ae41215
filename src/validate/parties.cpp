// Rules about sender and addressee: whoever carries the item must find them, in any country's way of writing.
#include "core/finding_codes.hpp"
#include "text/fold.hpp"
#include "validate/rules.hpp"

#include <algorithm>
#include <array>

namespace postern::validate {

namespace codes = core::codes;

namespace {

/// The canonical fields of one of the parties.
struct PartyFields {
    std::string_view name, address_lines, city, country;
};
constexpr PartyFields kSender{"sender.name", "sender.address_lines", "sender.city", "sender.country"};
constexpr PartyFields kAddressee{"addressee.name", "addressee.address_lines", "addressee.city", "addressee.country"};

void check_name(Inspection& item, const core::Party& party, const PartyFields& fields) {
    const std::array<std::string_view, 4> names{party.name, party.first_name, party.last_name, party.business};
    if (std::all_of(names.begin(), names.end(), is_blank)) return item.report(codes::kNameMissing, fields.name);
    const auto says_nothing = [&](std::string_view name) {
        return is_blank(name) || item.lists.is_vague_party_name(text::fold(name));
    };
    if (std::all_of(names.begin(), names.end(), says_nothing)) item.report(codes::kNameVague, fields.name);
}

/// A post box is an address, and so is a postcode of one's own.
void check_address(Inspection& item, const core::Party& party, const PartyFields& fields) {
    if (!std::all_of(party.address_lines.begin(), party.address_lines.end(), is_blank)) return;
    item.report_at_most(is_blank(party.postcode) ? core::Severity::error : core::Severity::warning,
                        codes::kAddressMissing, fields.address_lines);
}

void check_city(Inspection& item, const core::Party& party, const PartyFields& fields) {
    if (!is_blank(party.city) || !item.lists.has_cities(party.country)) return;
    const bool nothing_else = is_blank(party.postcode) && is_blank(party.subdivision);
    item.report_at_most(nothing_else ? core::Severity::error : core::Severity::warning, codes::kCityMissing,
                        fields.city);
}

void check_party(Inspection& item, const core::Party& party, const PartyFields& fields) {
    check_name(item, party, fields);
    check_address(item, party, fields);
    check_city(item, party, fields);
    if (is_blank(party.country)) {
        item.report(codes::kCountryMissing, fields.country);
    } else if (!item.lists.is_address_country(party.country)) {
        item.report(codes::kCountryUnknown, fields.country);
    }
}

} // namespace

void sender_can_be_found(Inspection& item) {
    check_party(item, item.declaration.sender, kSender);
}

void addressee_can_be_found(Inspection& item) {
    check_party(item, item.declaration.addressee, kAddressee);
}

void importer_country_exists(Inspection& item) {
    const auto& importer = item.declaration.importer;
    if (!importer || is_blank(importer->country) || item.lists.is_address_country(importer->country)) return;
    item.report_at_most(core::Severity::warning, codes::kCountryUnknown, "importer.country");
}

void sender_lives_where_the_item_is_posted(Inspection& item) {
    const auto& country = item.declaration.sender.country;
    const auto posted = item.posting_country();
    if (!item.lists.is_address_country(country) || posted.empty() || posted == country) return;
    if (item.lists.post_of(country) == item.lists.post_of(posted)) return;
    item.report(codes::kSenderCountry, "sender.country", {country, std::string(posted)});
}

void sender_is_not_addressee(Inspection& item) {
    const auto& from = item.declaration.sender.name;
    const auto& to = item.declaration.addressee.name;
    if (is_blank(from) || is_blank(to) || text::fold(from) != text::fold(to)) return;
    item.report(codes::kSenderIsAddressee, "addressee.name");
}

} // namespace postern::validate
