// Route of figures: release times; for a post and an agency their own, for operators all of the key's mode.
#include "http/period.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "statistics/release_times.hpp"

#include <string>
#include <string_view>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using ports::ReleaseQuestion;
using statistics::ReleaseBy;

namespace {

constexpr std::size_t kLongestName = 140;

core::Refusal wrong_here(std::string_view parameter) {
    return refuse(RefusalCode::bad_parameter, parameter);
}

/// A name to select by; where the key has one of its own, no other.
Result<std::string> name_of(const Call& call, std::string_view parameter, std::string_view own) {
    const auto name = call.parameter(parameter);
    if (!name) return std::string();
    if (!is_plain(*name, kLongestName) || (!own.empty() && *name != own)) return wrong_here(parameter);
    return std::string(*name);
}

/// Whose filings may be asked for: 0 would be everybody's, and is for operators alone.
Result<void> read_whose(const Call& call, ReleaseQuestion& question) {
    const bool is_agency = call.who.role == core::Role::agency;
    const bool is_post = !is_agency && call.who.role != core::Role::admin;
    if ((is_post && !call.who.tenant) || (is_agency && !call.who.agency)) return refuse(RefusalCode::forbidden);
    const auto post = name_of(call, "post", is_post ? std::string_view(call.who.post) : std::string_view());
    if (!post) return post.refusal();
    const auto agency =
        name_of(call, "agency", is_agency ? std::string_view(call.who.agency_name) : std::string_view());
    if (!agency) return agency.refusal();
    question.mode = call.who.mode;
    question.post = post.value();
    question.agency_name = agency.value();
    if (is_post) question.tenant = call.who.tenant;
    if (is_agency) question.agency = call.who.agency;
    return {};
}

Result<ReleaseBy> read_by(const Call& call) {
    const auto by = call.parameter("by");
    if (!by) return ReleaseBy::nothing;
    const auto parsed = statistics::parse_release_by(*by);
    if (!parsed) return wrong_here("by (agency, lane, destination, office)");
    return *parsed;
}

Result<Reply> release_times(Context& context, const Call& call) {
    ReleaseQuestion question;
    const auto days = read_period(call, context.services.clock.now());
    if (!days) return days.refusal();
    question.from = days.value().from;
    question.to = days.value().to;
    const auto by = read_by(call);
    if (!by) return by.refusal();
    if (const auto whose = read_whose(call, question); !whose) return whose.refusal();
    const auto rows = statistics::release_figures(*context.services.releases, question, by.value());
    if (!rows)
        return wrong_here("from, to (at most " + std::to_string(question.max_filings) + " filings and " +
                          std::to_string(statistics::kReleaseRows) + " rows: ask for fewer days or larger groups)");
    if (!wants_csv(call.header("Accept"))) {
        json::Writer out;
        statistics::write_release_times(out, question, by.value(), *rows);
        return json_reply(200, out);
    }
    return csv_reply(200, statistics::release_times_csv(by.value(), *rows));
}

} // namespace

std::vector<Route> release_time_routes() {
    constexpr std::string_view kText = "The figures: JSON, or CSV where Accept is text/csv.";
    Route route = reading_route(
        "/v1/statistics/release-times", "statistics.release-times", "getReleaseTimes",
        "How long customs took to release (WTO TFA article 7.6). A filing counts on the UTC day of its first release. "
        "Times run from its capture and from its lodging, in whole seconds; percentiles are by nearest rank; the time "
        "of holds (control, query, suspension, payment) is told apart. A post sees its own filings, an agency those "
        "lodged with it, an operator all.",
        release_times, {200, kJson, "ReleaseTimes", kText});
    route.answers.push_back({200, "text/csv", "", kText});
    route.lane = workers::Lane::bulk;
    route.parameters = {
        kFromDay,
        kToDay,
        {"by", false, false, "agency, lane, destination or office; without: in all."},
        {"post", false, false, "Agencies and operators: one post."},
        {"agency", false, false, "Posts and operators: one agency."},
        {"Accept", true, false, "text/csv for CSV."},
    };
    return {route};
}

} // namespace postern::http
