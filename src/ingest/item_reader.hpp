// ItemReader: an item's tree is checked against its schema and read into a declaration; the second half of stage 1.
#pragma once

#include "profiles/library.hpp"
#include "steps/steps.hpp"

#include <map>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace postern::ingest {

/// Thread-safe.
class ItemReader {
public:
    explicit ItemReader(const profiles::Library& library);
    /// bound_item_id: the S10 that was bound to the declaration later; it stands in for what the message lacks.
    steps::Read read(steps::Received received, const std::string& bound_item_id = {}) const;

private:
    struct Rule {
        std::regex pattern;
        std::string scheme;
        std::string side;
    };
    void name_numbers(const profiles::Source& source, std::string_view field, core::Party& party, xml::Element element,
                      std::vector<core::Finding>& findings) const;
    std::map<std::string, std::vector<Rule>, std::less<>> reference_rules_; ///< by source
};

} // namespace postern::ingest
