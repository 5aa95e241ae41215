// Files that commands read, and reports that they print.
#pragma once

#include "core/result.hpp"
#include "ingest/intake.hpp"
#include "pipeline/report.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace postern::cli {

/// The whole file ("-": standard input), at most max_bytes + 1 bytes of it, so that the reader can refuse it. Throws
/// core::Failure naming the file.
std::string read_input(const std::string& path, std::size_t max_bytes);
/// A file NAME.json is JSON; any other is what it begins like.
ingest::Wording wording_of(const std::string& path);

/// As a person reads it: verdict, then each finding with line, box, what and how to mend it.
void print_report(std::ostream& out, const std::string& file, const pipeline::SubmissionReport& report,
                  const text::Catalogue& texts, std::string_view lang);
void print_refusal(std::ostream& out, const std::string& file, const core::Refusal& refusal,
                   const text::Catalogue& texts, std::string_view lang);
/// {"refusal": slug, "detail": …, "line": …}
void write_refusal(json::Writer& out, const core::Refusal& refusal, const text::Catalogue& texts,
                   std::string_view lang);

} // namespace postern::cli
