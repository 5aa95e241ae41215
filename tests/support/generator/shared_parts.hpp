// The parts that our XML of the forms and of ITMATT have alike.
#pragma once

#include "core/declaration.hpp"
#include "support/generator/element_writer.hpp"

namespace postern::generator {

void write_party_numbers(ElementWriter& out, const core::Party& party);
void write_certification(ElementWriter& out, const core::Declaration& declaration);
/// representation, claim, duties_prepaid, non_delivery, extra_fields: in this order everywhere.
void write_requests(ElementWriter& out, const core::Declaration& declaration);
std::string_view kind_name(core::DocumentKind kind);

} // namespace postern::generator
