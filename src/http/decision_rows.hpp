// Decisions as an agency hands them in as a table, and what became of each row, told in its language.
#pragma once

#include "core/result.hpp"
#include "http/call.hpp"
#include "http/route.hpp"

namespace postern::http {

/// The body is a table of decisions (CSV); the answer is JSON, or CSV where Accept wants that.
core::Result<Reply> decide(Context& context, const Call& call);

} // namespace postern::http
