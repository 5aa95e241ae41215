// The pull-out list of a dispatch: what must not leave and why, for programs, for a spreadsheet, and on paper.
#pragma once

#include "crypto/public_id.hpp"
#include "exchange/dispatches.hpp"
#include "http/call.hpp"
#include "pipeline/telling.hpp"
#include "json/writer.hpp"

namespace postern::http {

/// The check in the form that Accept names: JSON, text/csv (a row a reason, of what has to come out) or text/html (one
/// page that needs nothing but itself, and prints).
Reply check_reply(const exchange::DispatchCheck& check, const Call& call, const crypto::IdCipher& ids,
                  const pipeline::Telling& words);

/// Members of the open object: a dispatch with its counts.
void write_dispatch_head(json::Writer& out, const ports::DispatchHead& head);

} // namespace postern::http
