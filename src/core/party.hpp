// Party: sender, addressee or importer of an item, as the form names them.
#pragma once

#include <string>
#include <vector>

namespace postern::core {

/// A text with its language (BCP 47, empty: not said).
struct Text {
    std::string value;
    std::string lang;
};

/// A number of a party: scheme (EORI, IOSS, VOEC, VAT, EXIM, TIN, …, UNKNOWN where the slot cannot be told apart),
/// its value, and the side it is for.
struct PartyNumber {
    std::string scheme;
    std::string value;
    std::string side; ///< "origin", "destination" or empty
};

struct Party {
    std::string name;
    std::string first_name;
    std::string last_name;
    std::string business;
    std::vector<std::string> address_lines; ///< street or PO box, at most 5
    std::string postcode;
    std::string city;
    std::string subdivision;
    std::string country; ///< ISO 3166-1 alpha-2 as sent
    std::string telephone;
    std::string fax;
    std::string email;
    std::vector<PartyNumber> numbers;
};

} // namespace postern::core
