// RuleCheck: what a schema cannot say of a rules.sch: names that are twice, and expressions that name what is not
// there.
#pragma once

#include "xml/document.hpp"

#include <string>
#include <vector>

namespace postern::xml {

/// "path:line: what is wrong", in the order of the file; none: the rules may be compiled.
std::vector<std::string> faults_of_rules(const Document& rules, const std::string& path,
                                         const std::vector<std::string>& parameters);

} // namespace postern::xml
