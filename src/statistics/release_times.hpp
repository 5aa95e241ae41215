// Figures of release times (WTO TFA article 7.6): how long customs had what it released, and how long of that it held
// it. Written as JSON or CSV.
//
// A filing counts on the UTC day of its first release. A milestone of it is the earliest of the events that report it
// (the table in release_passage.cpp), not after the release; a time is from a milestone to the release. A hold is the
// time in a state of control, query, suspension or payment before the release. Times are exact in milliseconds and
// shown in whole seconds, rounded half up: the mean is sum / count; a percentile p of n times is the one at rank
// ceil(p * n / 100) of the ascending ones (nearest rank), the median is p 50.
#pragma once

#include "ports/release_times.hpp"
#include "statistics/release_passage.hpp"
#include "json/writer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::statistics {

enum class ReleaseBy : std::uint8_t { nothing, agency, lane, destination, office };

/// Seconds; all 0 where count is 0.
struct TimeFigure {
    std::int64_t count = 0;
    std::int64_t median = 0, mean = 0, p90 = 0, p95 = 0;
    bool operator==(const TimeFigure&) const = default;
};
/// Of times in milliseconds, each 0 or more.
TimeFigure time_figure(std::vector<std::int64_t> times);

/// The figure of one kind of time ("capture", "lodging", "hold") over some of a group's filings.
struct NamedFigure {
    std::string_view time;
    std::string_view of; ///< all, net, held, unheld; of holds: any, or the state
    TimeFigure figure;
};
struct ReleaseRow {
    std::string post;  ///< by office: whose it is
    std::string group; ///< empty: not told
    std::int64_t filings = 0;
    std::int64_t held = 0; ///< of them, that had a hold
    std::vector<NamedFigure> figures;
};

inline constexpr std::size_t kReleaseRows = 10'000;
/// By post and group. nullopt: more than kReleaseRows, or too much had to be read.
std::optional<std::vector<ReleaseRow>> release_figures(ports::ReleaseReader& reader,
                                                       const ports::ReleaseQuestion& question, ReleaseBy by);

void write_release_times(json::Writer& out, const ports::ReleaseQuestion& question, ReleaseBy by,
                         const std::vector<ReleaseRow>& rows);
/// The same, a line a figure, with a header.
std::string release_times_csv(ReleaseBy by, const std::vector<ReleaseRow>& rows);

/// "agency", "lane" …; empty for nothing.
std::string_view to_string(ReleaseBy by);
std::optional<ReleaseBy> parse_release_by(std::string_view name);

} // namespace postern::statistics
