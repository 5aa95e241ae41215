// Files that commands read, and reports that they print.
#pragma once

#include "core/result.hpp"
#include "ingest/intake.hpp"
#include "pipeline/report.hpp"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace postern::cli {

/// The whole file ("-": standard input), at most max_bytes + 1 bytes of it, so that the reader can refuse it. Throws
/// core::Failure naming the file.
std::string read_input(const std::string& path, std::size_t max_bytes);
/// A file NAME.json is JSON; any other is what it begins like.
ingest::Wording wording_of(const std::string& path);

/// Whether a file's name is that of a message: what we write beside messages is none, and a name that begins with a dot
/// is still being written.
bool is_message_name(std::string_view name);
/// The files themselves, and of a folder every message in it and below it, in the order of their names. Throws
/// core::Failure naming what cannot be read, UsageError for a folder without messages.
std::vector<std::string> message_files(const std::vector<std::string>& paths);

/// As a person reads it: verdict, then each finding with line, box, what and how to mend it.
void print_report(std::ostream& out, const std::string& file, const pipeline::SubmissionReport& report,
                  const pipeline::Telling& telling);
void print_refusal(std::ostream& out, const std::string& file, const core::Refusal& refusal,
                   const pipeline::Telling& telling);
/// {"refusal": slug, "detail": …, "line": …}
void write_refusal(json::Writer& out, const core::Refusal& refusal, const pipeline::Telling& telling);

} // namespace postern::cli
