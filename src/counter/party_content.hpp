// What stands on a form of a party: its address as it is written on mail, its numbers, how it is reached.
#pragma once

#include "codelists/codelists.hpp"
#include "core/party.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace postern::counter {

/// Those that are not empty, with something between.
std::string joined(std::initializer_list<std::string_view> words, std::string_view between);
/// Name, business, street, postcode and town, country; a line each.
std::string address_of(const core::Party& party, const codelists::Codelists& lists);
/// Telephone, fax, e-mail.
std::string contact_of(const core::Party& party, std::string_view between);
/// Numbers but for those of that side, "PAN 301445890, EXIM 3021177450141NP". A number for a destination's tax is
/// never printed: whoever reads it could use it.
std::string numbers_of(const core::Party& party, std::string_view not_of_side);

} // namespace postern::counter
