// What stands on a form of a party.
#include "counter/party_content.hpp"

namespace postern::counter {

namespace {

void add(std::string& to, std::string_view more, std::string_view between) {
    if (more.empty()) return;
    if (!to.empty()) to.append(between);
    to.append(more);
}

} // namespace

std::string joined(std::initializer_list<std::string_view> words, std::string_view between) {
    std::string all;
    for (const auto word : words)
        add(all, word, between);
    return all;
}

std::string address_of(const core::Party& party, const codelists::Codelists& lists) {
    const std::string own = party.name.empty() ? joined({party.first_name, party.last_name}, " ") : party.name;
    std::string address = own;
    if (party.business != own) add(address, party.business, "\n");
    for (const auto& line : party.address_lines)
        add(address, line, "\n");
    add(address, joined({joined({party.postcode, party.city}, " "), party.subdivision}, ", "), "\n");
    const auto country = lists.country_name(party.country);
    add(address, country.empty() ? std::string_view(party.country) : std::string_view(country), "\n");
    return address;
}

std::string contact_of(const core::Party& party, std::string_view between) {
    const std::string telephone = party.telephone.empty() ? "" : "Tel. " + party.telephone;
    const std::string fax = party.fax.empty() ? "" : "Fax " + party.fax;
    return joined({telephone, fax, party.email}, between);
}

std::string numbers_of(const core::Party& party, std::string_view not_of_side) {
    std::string numbers;
    for (const auto& number : party.numbers) {
        if (number.side == not_of_side || number.scheme == "IOSS") continue;
        const bool is_named = !number.scheme.empty() && number.scheme != "UNKNOWN";
        add(numbers, is_named ? number.scheme + " " + number.value : number.value, ", ");
    }
    return numbers;
}

} // namespace postern::counter
