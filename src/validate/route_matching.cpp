// RouteMatching: bounds, lists and limits of a route.
#include "validate/route_matching.hpp"

#include "core/ascii.hpp"
#include "core/finding_codes.hpp"

#include <algorithm>

namespace postern::validate {

namespace {

using steps::RouteWhen;

bool in(const std::vector<std::string>& list, std::string_view value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool claim_matches(const std::vector<std::string>& list, core::Claim claim) {
    if (claim != core::Claim::none && std::find(list.begin(), list.end(), "any") != list.end()) return true;
    return in(list, core::to_string(claim));
}

/// The value that a bound is held against: the total as declared, else the sum of the lines.
std::optional<core::Money> value_of(const core::Declaration& d) {
    if (d.total_value) {
        core::Money total = *d.total_value;
        if (total.currency.empty() && !d.lines.empty()) total.currency = d.lines.front().currency;
        return total;
    }
    core::Money sum;
    for (const auto& line : d.lines) {
        if (!line.line_value) continue;
        sum.amount = sum.amount + *line.line_value;
        sum.currency = line.currency;
    }
    return sum;
}

/// The weight that a bound is held against: gross as declared, else what the lines weigh.
core::Decimal weight_of(const core::Declaration& d) {
    if (d.gross_weight_kg) return d.gross_weight_kg->kilograms;
    core::Decimal sum;
    for (const auto& line : d.lines)
        if (line.net_weight_kg) sum = sum + line.net_weight_kg->kilograms;
    return sum;
}

bool has_code_under(const core::Declaration& d, const std::vector<std::string>& beginnings) {
    return std::ranges::any_of(d.lines, [&](const core::ContentLine& line) {
        const std::string digits = core::digits_in(line.hs_code);
        return std::ranges::any_of(beginnings, [&](const auto& beginning) { return digits.starts_with(beginning); });
    });
}

} // namespace

std::optional<core::Money> RouteMatching::value_in(const core::CurrencyCode& currency, std::string_view agency) {
    auto value = value_of(asked_.declaration);
    if (!value || value->currency == currency || value->amount.is_zero()) return value;
    auto converted = asked_.lists.convert_for(agency, *value, currency, asked_.day);
    if (!converted) converted = asked_.lists.convert(*value, currency, asked_.day);
    if (!converted) note_missing_rate(value->currency, currency);
    return converted;
}

void RouteMatching::note_missing_rate(const std::string& from, const std::string& to) {
    const auto known = [](const core::Finding& f) { return f.code == core::codes::kRateMissing; };
    if (std::any_of(findings_.begin(), findings_.end(), known)) return;
    core::Finding finding;
    finding.code = core::codes::kRateMissing;
    finding.severity = core::Severity::warning;
    finding.field = "total_value";
    // a currency that is not listed is the sender's own text
    finding.args = {asked_.lists.is_currency(from) ? from : std::string("?"), to};
    findings_.push_back(std::move(finding));
}

void RouteMatching::look_at_limits(steps::RouteChoice& choice) {
    const auto& route = *choice.route;
    if (route.limits.empty()) return;
    const auto value = value_in(route.limits.front().most.currency, route.agency);
    choice.use = value ? value->amount : core::Decimal();
    for (const auto& limit : route.limits) {
        core::Date since = asked_.day;
        if (limit.period != steps::LimitPeriod::day) since.day = 1;
        if (limit.period == steps::LimitPeriod::year) since.month = 1;
        const auto used = asked_.past ? asked_.past(route, since) : core::Decimal();
        if (used + *choice.use <= limit.most.amount) continue;
        core::Finding finding;
        finding.code = core::codes::kLimitExceeded;
        finding.severity = core::Severity::error;
        finding.field = "total_value";
        finding.route = route.name;
        const auto left = used < limit.most.amount ? limit.most.amount - used : core::Decimal();
        finding.args = {limit.most.amount.to_string(), limit.most.currency, core::to_string(since), left.to_string(),
                        choice.use->to_string()};
        findings_.push_back(std::move(finding));
    }
}

bool RouteMatching::value_matches(const steps::Route& route) {
    const auto& when = route.when;
    if (when.value_up_to) {
        const auto value = value_in(when.value_up_to->currency, route.agency);
        if (!value || value->amount > when.value_up_to->amount) return false;
    }
    if (when.value_over) {
        const auto value = value_in(when.value_over->currency, route.agency);
        if (!value || !(value->amount > when.value_over->amount)) return false;
    }
    return true;
}

bool RouteMatching::is_restricted() {
    if (restricted_) return *restricted_;
    const auto& d = asked_.declaration;
    const std::string to(asked_.lists.post_of(d.addressee.country));
    restricted_ = std::ranges::any_of(d.lines, [&](const core::ContentLine& line) {
        const auto code = codelists::six_digits_of(line.hs_code);
        return code && std::ranges::any_of(asked_.lists.restrictions().all(), [&](const auto& restriction) {
                   return restriction.hs && restriction.hs->has(*code) &&
                          restriction.applies(d.sender.country, to, asked_.day);
               });
    });
    return *restricted_;
}

bool RouteMatching::goods_match(const RouteWhen& when) {
    const auto& d = asked_.declaration;
    if (when.weight_up_to && weight_of(d) > *when.weight_up_to) return false;
    if (when.weight_over && !(weight_of(d) > *when.weight_over)) return false;
    if (!when.hs.empty() && !has_code_under(d, when.hs)) return false;
    return !when.restricted || *when.restricted == is_restricted();
}

bool RouteMatching::office_matches(const steps::Route& route) {
    if (route.when.office_of_exchange.empty()) return true;
    const auto& d = asked_.declaration;
    const auto* exporter = asked_.lists.exporters().of(asked_.post, d.sender.numbers, asked_.day);
    const auto* offices = asked_.lists.offices().of(asked_.post, route.agency, exporter, d, asked_.day);
    return offices && in(route.when.office_of_exchange, offices->exchange);
}

bool RouteMatching::matches(const steps::Route& route) {
    const auto& d = asked_.declaration;
    const auto& when = route.when;
    if (!in(when.origin, d.sender.country) || !in(when.destination, d.addressee.country)) return false;
    if (!in(when.mail_class, d.mail_class) || !claim_matches(when.claim, d.claim)) return false;
    if (!in(when.post, asked_.post)) return false;
    if (!when.nature.empty() && (d.natures.empty() || !std::all_of(d.natures.begin(), d.natures.end(),
                                                                   [&](const auto& n) { return in(when.nature, n); })))
        return false;
    return goods_match(when) && office_matches(route) && value_matches(route);
}

} // namespace postern::validate
