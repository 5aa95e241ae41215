// RuleTexts: what people read of a profile's own rules, taken out of its rules.sch.
#pragma once

#include "profiles/faults.hpp"
#include "text/catalogue.hpp"
#include "xml/document.hpp"

#include <map>
#include <string>

namespace postern::profiles {

/// By code, then by language.
using RuleTexts = std::map<std::string, std::map<std::string, text::Entry>, std::less<>>;

/// An assertion's own text says what is wrong, in its xml:lang, else the schema's, else English. Diagnostics that it
/// names give the same in other languages; one whose id ends in -hint or -title (-hint-fr, where fr is its language)
/// gives that. Each value-of becomes {0}, {1}… as it stands in the assertion; the others must be among those.
/// English must be there, and a code begins with the country. `rules` has passed schemas/schematron.xsd.
RuleTexts read_rule_texts(const xml::Document& rules, const std::string& path, const std::string& country,
                          Faults& faults);

} // namespace postern::profiles
