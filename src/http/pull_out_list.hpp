// The pull-out list of a dispatch: what must not leave and why, for programs, for a spreadsheet, and on paper.
#pragma once

#include "exchange/dispatches.hpp"
#include "http/call.hpp"
#include "pipeline/telling.hpp"
#include "json/writer.hpp"

#include <string>

namespace postern::http {

/// Members of the open object: the dispatch, its counts, pull_out, waiting.
void write_check(json::Writer& out, const exchange::DispatchCheck& check, const pipeline::Telling& words);
/// A row a reason; only what has to come out.
std::string pull_out_csv(const exchange::DispatchCheck& check, const pipeline::Telling& words);
/// One page that needs nothing but itself, and prints.
std::string pull_out_page(const exchange::DispatchCheck& check, const pipeline::Telling& words);
/// The check in the form that Accept names: JSON, text/csv or text/html.
Reply check_reply(const exchange::DispatchCheck& check, const Call& call, const pipeline::Telling& words);

/// Members of the open object: a dispatch with its counts.
void write_dispatch_head(json::Writer& out, const ports::DispatchHead& head);

} // namespace postern::http
