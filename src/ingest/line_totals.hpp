// Line totals: what a line weighs and is worth where the sender says it of one piece only.
#pragma once

#include "core/declaration.hpp"
#include "xml/document.hpp"

namespace postern::ingest {

/// Completes net_weight_kg from unit_weight_kg and line_value from unit_value, each times the quantity: exact, at most
/// six digits behind the point (half up). Declaration and canonical tree get the same; what the sender gave stays.
void complete_line_totals(core::Declaration& declaration, const xml::Document& canonical);

} // namespace postern::ingest
