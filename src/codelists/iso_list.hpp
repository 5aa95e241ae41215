// IsoList: one JSON list of Debian's package iso-codes.
#pragma once

#include "codelists/codelists.hpp"
#include "json/value.hpp"

#include <string>
#include <vector>

namespace postern::codelists {

struct IsoList {
    ListEdition edition;
    std::vector<json::Value> entries;
};

/// folder/name.json: an object whose member is the list. Throws core::Failure naming the file where it is not.
IsoList read_iso_list(const std::string& folder, const std::string& name, const std::string& member);

} // namespace postern::codelists
