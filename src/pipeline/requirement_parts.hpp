// Parts of the requirements that a counter asks for: the simplified procedure, papers by goods, duty paid in advance.
#pragma once

#include "codelists/codelists.hpp"
#include "pipeline/requirements.hpp"
#include "json/writer.hpp"

#include <string_view>

namespace postern::pipeline {

/// What every part is told of.
struct Asked {
    json::Writer& out;
    const codelists::Codelists& lists;
    const RequirementsQuestion& question;
    core::Date day;
    const text::Catalogue& texts;
    std::string_view lang;
    const codelists::Requirement& there; ///< of the destination
};

void write_money(json::Writer& out, std::string_view name, const core::Money& money);
/// Simplified procedures of the origin; whether the value fits, where it is known.
void write_easy_export(const Asked& asked);
/// Papers that go with the item: by nature, by the procedure, and by the goods (of the question's code, where it has
/// one).
void write_papers(const Asked& asked);
void write_duty_prepaid(const Asked& asked);

} // namespace postern::pipeline
