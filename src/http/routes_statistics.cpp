// Route of figures: the quality of data, for a post its own, for operators those of all posts of the key's mode.
#include "http/period.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "crypto/pseudonym.hpp"
#include "statistics/quality.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using ports::QualityBy;
using ports::QualityPer;
using ports::QualityQuestion;

namespace {

constexpr std::uint32_t kAtLeastAtMost = 1'000'000;
constexpr std::size_t kNameBytes = 140; // 35 characters of any script

core::Refusal wrong(std::string_view parameter) {
    return refuse(RefusalCode::bad_parameter, parameter);
}

/// A stretch of time may be asked for as per, or as by where nothing else is.
Result<void> read_groups(const Call& call, QualityQuestion& question) {
    const auto by = call.parameter("by");
    const auto per = call.parameter("per");
    if (per) {
        const auto parsed = statistics::parse_quality_per(*per);
        if (!parsed) return wrong("per (day, week, month)");
        question.per = *parsed;
    }
    if (!by) return {};
    if (const auto parsed = statistics::parse_quality_by(*by)) {
        question.by = *parsed;
        return {};
    }
    const auto time = statistics::parse_quality_per(*by);
    if (!time) return wrong("by (sender, office, source, code, rule, day, week, month)");
    if (per) return wrong("per (not beside by=" + std::string(*by) + ")");
    question.per = *time;
    return {};
}

/// Tallies are kept by office with source and by office with code, by sender alone: what was not counted together
/// cannot be asked together.
Result<void> read_filters(const Call& call, QualityQuestion& question) {
    const bool of_sender = question.by == QualityBy::sender || call.parameter("sender");
    if (const auto sender = call.parameter("sender")) {
        const auto pseudonym = crypto::parse_pseudonym(*sender);
        if (!pseudonym || (question.by != QualityBy::nothing && question.by != QualityBy::sender))
            return wrong("sender");
        question.sender = *pseudonym;
    }
    if (const auto office = call.parameter("office")) {
        if (of_sender || office->size() > kNameBytes || !text::is_utf8(*office)) return wrong("office");
        question.office = text::fold(*office);
    }
    if (const auto source = call.parameter("source")) {
        const bool counted = !of_sender && question.by != QualityBy::code && question.by != QualityBy::rule;
        if (!counted || !is_plain(*source, kNameBytes)) return wrong("source");
        question.source = std::string(*source);
    }
    return {};
}

Result<void> read_post(const Call& call, QualityQuestion& question) {
    const auto post = call.parameter("post");
    question.mode = call.who.mode;
    if (call.who.role == core::Role::admin) {
        if (!post) return {};
        if (!is_plain(*post, kNameBytes)) return wrong("post");
        question.post = std::string(*post);
        return {};
    }
    if (!call.who.tenant) return refuse(RefusalCode::forbidden); // 0 would ask for everybody's
    if (post && *post != call.who.post) return wrong("post");
    question.tenant = call.who.tenant;
    return {};
}

Result<QualityQuestion> read_question(const Call& call, core::Instant now) {
    QualityQuestion question;
    const auto days = read_period(call, now);
    if (!days) return days.refusal();
    question.from = days.value().from;
    question.to = days.value().to;
    if (const auto groups = read_groups(call, question); !groups) return groups.refusal();
    if (const auto filters = read_filters(call, question); !filters) return filters.refusal();
    if (const auto post = read_post(call, question); !post) return post.refusal();
    const auto least = number_parameter(call, "at_least", 1, 1, kAtLeastAtMost);
    if (!least) return least.refusal();
    question.at_least = least.value();
    return question;
}

Result<Reply> quality(Context& context, const Call& call) {
    const auto question = read_question(call, context.services.clock.now());
    if (!question) return question.refusal();
    const auto figures = statistics::quality_figures(*context.services.quality, question.value());
    if (!figures)
        return wrong("from, to, per, at_least (at most " + std::to_string(question.value().max_rows) +
                     " rows: ask for fewer days, longer stretches or larger groups)");
    if (!wants_csv(call.header("Accept"))) {
        json::Writer out;
        statistics::write_quality(out, question.value(), *figures);
        return json_reply(200, out);
    }
    return csv_reply(200, statistics::quality_csv(question.value(), *figures));
}

} // namespace

std::vector<Route> statistics_routes() {
    constexpr std::string_view kText = "The figures: JSON, or CSV where Accept is text/csv.";
    Route route = reading_route(
        "/v1/statistics/quality", "statistics.read", "getQuality",
        "How good declarations are. Each judged version counts once, on the UTC day it was received; an amendment is "
        "another version, a repeat counts nothing. It is accurate, complete, consistent or timely where no finding of "
        "that dimension is a warning or an error. Shares are cut to four digits: 1.0000 is all. A post sees its own, "
        "an operator every post's.",
        quality, {200, kJson, "Quality", kText});
    route.answers.push_back({200, "text/csv", "", kText});
    route.lane = workers::Lane::bulk;
    route.parameters = {
        kFromDay,
        kToDay,
        {"by", false, false, "sender, office, source, code or rule; day, week or month as per; without: in all."},
        {"per", false, false, "day, week (from Monday) or month: a row for each; without: the whole is one."},
        {"sender", false, false, "A sender's pseudonym, as its declarations show it; only over time."},
        {"office", false, false, "An office of origin; empty: not stated; *: those beyond the 20000 kept."},
        {"source", false, false, "A source; not by code or rule."},
        {"post", false, false, "Operators: one post."},
        {"at_least", false, true, "Only rows of so many declarations."},
        {"Accept", true, false, "text/csv for CSV."},
    };
    return {route};
}

} // namespace postern::http
