// Counter takes: a clerk takes in what is known already.
#pragma once

#include "pipeline/steps_in_order.hpp"

namespace postern::pipeline {

/// Of a repeat that came over a counter: notes that it was taken in, with the figures of what is kept. Where its
/// content is not the current one it is refused (content_differs): the clerk holds something else than what is
/// declared.
void take_in_known(const Parts& parts, Prepared& prepared, const dispatch::Handover& handover);

} // namespace postern::pipeline
