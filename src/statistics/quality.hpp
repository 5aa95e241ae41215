// Figures of data quality: tallies as shares, written as JSON or CSV.
//
// Each judged version counts once, on the UTC day it was received; a repeat counts nothing. A version is accurate,
// complete, consistent or timely where no finding of that dimension (config/findings.csv) is a warning or an error.
#pragma once

#include "ports/quality.hpp"
#include "json/writer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::statistics {

struct QualityFigure {
    ports::QualityRow row;
    std::int64_t of = 0; ///< declarations of the same post and time, which the shares are of
};

/// nullopt: it would be too long, or too much had to be read.
std::optional<std::vector<QualityFigure>> quality_figures(ports::QualityReader& reader,
                                                          const ports::QualityQuestion& question);

/// n / of with four digits, cut and not rounded: 1.0000 means all of them. of: not 0.
std::string share(std::int64_t n, std::int64_t of);

void write_quality(json::Writer& out, const ports::QualityQuestion& question,
                   const std::vector<QualityFigure>& figures);
/// The same figures with a header.
std::string quality_csv(const ports::QualityQuestion& question, const std::vector<QualityFigure>& figures);

/// "sender", "office" …; empty for nothing and whole.
std::string_view to_string(ports::QualityBy by);
std::string_view to_string(ports::QualityPer per);
std::optional<ports::QualityBy> parse_quality_by(std::string_view name);
std::optional<ports::QualityPer> parse_quality_per(std::string_view name);

} // namespace postern::statistics
