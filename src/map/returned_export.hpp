// ReturnedExport: which filing of an export a return belongs to.
#pragma once

#include "steps/steps.hpp"

namespace postern::map {

/// Of what was lodged: with the route's own agency, else what was required, else the first; nullptr: it is no return.
/// Lives as long as the occasion.
const steps::LodgedExport* returned_export(const steps::Occasion& occasion, const steps::Route& route);

} // namespace postern::map
