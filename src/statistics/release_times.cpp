// Figures of release times: times gathered by group, and the two forms in which they are shown.
#include "statistics/release_times.hpp"

#include "csv/writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace postern::statistics {

namespace {

constexpr std::array<std::pair<ReleaseBy, std::string_view>, 4> kReleaseBy{{{ReleaseBy::agency, "agency"},
                                                                            {ReleaseBy::lane, "lane"},
                                                                            {ReleaseBy::destination, "destination"},
                                                                            {ReleaseBy::office, "office"}}};

constexpr std::int64_t kSecondMs = 1000;

using TimesMs = std::vector<std::int64_t>;

struct OfMilestone {
    TimesMs all, net, held, unheld;
};

/// What is known of the filings of one group.
struct Gathered {
    std::int64_t filings = 0;
    std::array<OfMilestone, kMilestones.size()> milestones;
    TimesMs held; ///< any hold
    std::array<TimesMs, kHolds.size()> holds;
};

void add(Gathered& group, const Passage& passage) {
    ++group.filings;
    const bool held = passage.held();
    for (std::size_t i = 0; i < kMilestones.size(); ++i) {
        if (!passage.spans.at(i)) continue;
        const auto& span = *passage.spans.at(i);
        auto& times = group.milestones.at(i);
        times.all.push_back(span.whole);
        times.net.push_back(span.net);
        (held ? times.held : times.unheld).push_back(span.whole);
    }
    if (held) group.held.push_back(passage.hold());
    for (std::size_t i = 0; i < kHolds.size(); ++i)
        if (passage.holds.at(i)) group.holds.at(i).push_back(*passage.holds.at(i));
}

std::string group_name(ReleaseBy by, const ports::ReleasedFiling& filing, const Passage& passage) {
    switch (by) {
    case ReleaseBy::agency: return filing.agency;
    case ReleaseBy::lane: return passage.lane;
    case ReleaseBy::destination: return filing.destination;
    case ReleaseBy::office: return filing.office;
    case ReleaseBy::nothing: break;
    }
    return {};
}

/// Takes the times away.
std::vector<NamedFigure> figures_of(Gathered& group) {
    std::vector<NamedFigure> figures;
    for (std::size_t i = 0; i < kMilestones.size(); ++i) {
        auto& times = group.milestones.at(i);
        figures.push_back({kMilestones.at(i), "all", time_figure(std::move(times.all))});
        figures.push_back({kMilestones.at(i), "net", time_figure(std::move(times.net))});
        figures.push_back({kMilestones.at(i), "held", time_figure(std::move(times.held))});
        figures.push_back({kMilestones.at(i), "unheld", time_figure(std::move(times.unheld))});
    }
    figures.push_back({"hold", "any", time_figure(std::move(group.held))});
    for (std::size_t i = 0; i < kHolds.size(); ++i)
        figures.push_back({"hold", core::to_string(kHolds.at(i)), time_figure(std::move(group.holds.at(i)))});
    return figures;
}

std::int64_t seconds(std::int64_t ms) {
    return (ms + kSecondMs / 2) / kSecondMs;
}

/// In order of their names: nothing where nothing was counted.
std::vector<std::pair<std::string_view, std::int64_t>> numbers_of(const TimeFigure& figure) {
    if (figure.count == 0) return {};
    return {{"median_s", figure.median}, {"mean_s", figure.mean}, {"p90_s", figure.p90}, {"p95_s", figure.p95}};
}

} // namespace

std::string_view to_string(ReleaseBy by) {
    const auto* const found = std::ranges::find(kReleaseBy, by, &decltype(kReleaseBy)::value_type::first);
    return found == kReleaseBy.end() ? std::string_view() : found->second;
}

std::optional<ReleaseBy> parse_release_by(std::string_view name) {
    const auto* const found = std::ranges::find(kReleaseBy, name, &decltype(kReleaseBy)::value_type::second);
    return found == kReleaseBy.end() ? std::nullopt : std::optional(found->first);
}

TimeFigure time_figure(std::vector<std::int64_t> times) {
    TimeFigure figure;
    if (times.empty()) return figure;
    std::ranges::sort(times);
    const auto count = static_cast<std::int64_t>(times.size());
    const auto percentile = [&](std::int64_t p) {
        return seconds(times.at(static_cast<std::size_t>((p * count + 99) / 100 - 1)));
    };
    std::int64_t sum = 0;
    for (const auto time : times)
        sum += time;
    figure.count = count;
    figure.median = percentile(50);
    figure.mean = (sum + count * (kSecondMs / 2)) / (count * kSecondMs);
    figure.p90 = percentile(90);
    figure.p95 = percentile(95);
    return figure;
}

std::optional<std::vector<ReleaseRow>> release_figures(ports::ReleaseReader& reader,
                                                       const ports::ReleaseQuestion& question, ReleaseBy by) {
    std::map<std::pair<std::string, std::string>, Gathered> groups;
    bool fits = true;
    const bool whole = reader.read(question, [&](const ports::ReleasedFiling& filing) {
        const auto passage = passage_of(filing);
        const auto post = by == ReleaseBy::office ? filing.post : std::string();
        const std::pair key{post, group_name(by, filing, passage)};
        fits = fits && (groups.size() < kReleaseRows || groups.contains(key));
        if (fits) add(groups[key], passage);
    });
    if (!whole || !fits) return std::nullopt;
    std::vector<ReleaseRow> rows;
    rows.reserve(groups.size());
    for (auto& [key, group] : groups) {
        const auto held = static_cast<std::int64_t>(group.held.size());
        rows.push_back({key.first, key.second, group.filings, held, figures_of(group)});
    }
    return rows;
}

void write_release_times(json::Writer& out, const ports::ReleaseQuestion& question, ReleaseBy by,
                         const std::vector<ReleaseRow>& rows) {
    out.begin_object();
    out.member("from", core::to_string(question.from));
    out.member("to", core::to_string(question.to));
    out.member("mode", core::to_string(question.mode));
    out.member_if("by", to_string(by));
    out.key("rows");
    out.begin_array();
    for (const auto& row : rows) {
        out.begin_object();
        if (by == ReleaseBy::office) out.member("post", row.post);
        if (by != ReleaseBy::nothing) out.member(to_string(by), row.group);
        out.member("filings", row.filings);
        out.member("held", row.held);
        out.key("times");
        out.begin_array();
        for (const auto& named : row.figures) {
            out.begin_object();
            out.member("time", named.time);
            out.member("of", named.of);
            out.member("count", named.figure.count);
            for (const auto& [name, number] : numbers_of(named.figure))
                out.member(name, number);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

std::string release_times_csv(ReleaseBy by, const std::vector<ReleaseRow>& rows) {
    csv::Writer csv;
    const auto write = [&](const std::string& post, const std::string& group, std::vector<std::string> rest) {
        std::vector<std::string> cells;
        if (by == ReleaseBy::office) cells.push_back(post);
        if (by != ReleaseBy::nothing) cells.push_back(group);
        cells.insert(cells.end(), rest.begin(), rest.end());
        csv.row(cells);
    };
    write("post", std::string(to_string(by)),
          {"filings", "held", "time", "of", "count", "median_s", "mean_s", "p90_s", "p95_s"});
    for (const auto& row : rows)
        for (const auto& named : row.figures) {
            std::vector<std::string> cells{std::to_string(row.filings), std::to_string(row.held),
                                           std::string(named.time), std::string(named.of),
                                           std::to_string(named.figure.count)};
            for (const auto& [name, number] : numbers_of(named.figure))
                cells.push_back(std::to_string(number));
            cells.resize(9);
            write(row.post, row.group, std::move(cells));
        }
    return csv.take();
}

} // namespace postern::statistics
