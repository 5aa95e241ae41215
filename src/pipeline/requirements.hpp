// What a declaration between two countries needs: the same lists and routes by which it will be judged, told before.
#pragma once

#include "core/declaration.hpp"
#include "pipeline/parts.hpp"
#include "text/catalogue.hpp"
#include "json/writer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace postern::pipeline {

struct RequirementsQuestion {
    std::string origin;      ///< ISO 3166-1 alpha-2
    std::string destination; ///< ISO 3166-1 alpha-2
    std::string nature;      ///< UPU list 136
    std::string mail_class;  ///< U, C, E
    std::optional<core::Money> value;
    core::Claim claim = core::Claim::none;
    std::string hs;            ///< of the goods, two digits or more; empty: not said
    std::string duty_provider; ///< who quotes duties (ports/duty_quote.hpp); empty: nobody
};

/// Form, boxes, ceilings, documents, restricted goods, prepaid duty, and which filings will be made, on that day.
void write_requirements(json::Writer& out, const Parts& parts, const codelists::Codelists& lists,
                        const RequirementsQuestion& question, core::Date day, const text::Catalogue& texts,
                        std::string_view lang);

} // namespace postern::pipeline
