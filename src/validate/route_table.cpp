// RouteTable: reads config/routes.xml and matches declarations against it.
#include "validate/route_table.hpp"

#include "core/failure.hpp"
#include "core/finding_codes.hpp"
#include "core/words_of.hpp"
#include "profiles/neutral.hpp"
#include "xml/reader.hpp"
#include "xml/schema.hpp"

#include <algorithm>

namespace postern::validate {

namespace {

using steps::Route;
using steps::RouteWhen;

std::optional<core::Money> bound(xml::Element when, std::string_view name) {
    const auto child = when.child(name);
    if (!child) return std::nullopt;
    const auto amount = core::Decimal::parse(child.text());
    if (!amount) throw core::Failure("routes: <" + std::string(name) + "> is no decimal");
    return core::Money{*amount, child.attribute("currency").value_or("")};
}

std::optional<core::Decimal> kilograms(xml::Element when, std::string_view name) {
    const auto text = when.attribute(name);
    if (!text) return std::nullopt;
    const auto weight = core::Decimal::parse(*text);
    if (!weight) throw core::Failure("routes: " + std::string(name) + " is no decimal");
    return weight;
}

ports::RouteOutcome outcome_named(const std::string& name) {
    if (name == "form") return ports::RouteOutcome::form;
    if (name == "elsewhere") return ports::RouteOutcome::elsewhere;
    if (name == "refuse") return ports::RouteOutcome::refuse;
    return ports::RouteOutcome::file;
}

ports::Leg leg_named(const std::string& name) {
    if (name == "import") return ports::Leg::import_leg;
    if (name == "return") return ports::Leg::return_leg;
    return ports::Leg::export_leg;
}

core::Position lodging_named(const std::string& name) {
    if (name == "posting") return core::Position::posted;
    if (name == "office-of-exchange") return core::Position::at_office_of_exchange;
    if (name == "dispatch") return core::Position::dispatch_closed;
    return core::Position::captured;
}

Route read_route(xml::Element e) {
    Route route;
    route.name = e.attribute("name").value_or("");
    route.outcome = outcome_named(e.attribute("outcome").value_or(""));
    route.leg = leg_named(e.attribute("leg").value_or(""));
    route.agency = e.attribute("agency").value_or("");
    route.profile = e.attribute("profile").value_or("");
    if (const auto days = e.attribute("regularization-days"))
        route.regularization_days = static_cast<std::uint32_t>(std::stoul(*days)); // the schema bounds it
    if (const auto number = e.attribute("number")) {
        const auto mask = codelists::Mask::parse(*number);
        if (!mask) throw core::Failure("routes: route " + route.name + ": number is no mask: " + *number);
        route.number = std::make_shared<const codelists::Mask>(*mask);
    }
    for (const auto& element : e.children("limit")) {
        const auto amount = core::Decimal::parse(element.text());
        if (!amount) throw core::Failure("routes: route " + route.name + ": a limit is no decimal");
        steps::RouteLimit limit;
        const std::string per = element.attribute("per").value_or("");
        if (per == "month") limit.period = steps::LimitPeriod::month;
        if (per == "year") limit.period = steps::LimitPeriod::year;
        limit.most = {*amount, element.attribute("currency").value_or("")};
        if (!route.limits.empty() && route.limits.front().most.currency != limit.most.currency)
            throw core::Failure("routes: route " + route.name + ": its limits are of several currencies");
        route.limits.push_back(std::move(limit));
    }
    route.lodge_on = lodging_named(e.attribute("lodge-on").value_or(""));
    route.after = core::words_of(e.attribute("after").value_or(""));
    if (const auto reads = e.child("reads")) {
        auto fields = reads.text();
        std::ranges::replace_if(
            fields, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        route.reads = core::words_of(fields);
    }
    route.documents = e.attribute("documents").value_or("false") == "true";
    route.required = e.attribute("required").value_or("true") == "true";
    if (const auto basis = e.child("legal-basis")) route.legal_basis = basis.text();
    if (const auto when = e.child("when")) {
        RouteWhen& w = route.when;
        w.origin = core::words_of(when.attribute("origin").value_or(""));
        w.destination = core::words_of(when.attribute("destination").value_or(""));
        w.mail_class = core::words_of(when.attribute("mail-class").value_or(""));
        w.nature = core::words_of(when.attribute("nature").value_or(""));
        w.claim = core::words_of(when.attribute("claim").value_or(""));
        w.post = core::words_of(when.attribute("post").value_or(""));
        w.office_of_exchange = core::words_of(when.attribute("office-of-exchange").value_or(""));
        w.hs = core::words_of(when.attribute("hs").value_or(""));
        if (const auto restricted = when.attribute("restricted")) w.restricted = *restricted == "true";
        w.weight_up_to = kilograms(when, "weight-up-to");
        w.weight_over = kilograms(when, "weight-over");
        w.unless = when.attribute("unless").value_or("");
        w.value_up_to = bound(when, "value-up-to");
        w.value_over = bound(when, "value-over");
    }
    return route;
}

std::shared_ptr<const profiles::Profile> profile_of(const Route& route, const profiles::Library& library) {
    if (!route.profile.empty()) return library.profile(route.profile);
    return route.reads.empty() ? nullptr : profiles::neutral_profile(route.reads);
}

std::string fault_of_unless(const Route& route, const std::vector<steps::RouteChoice>& above) {
    const auto& unless = route.when.unless;
    const auto names = [&](const steps::RouteChoice& choice) { return choice.route->name == unless; };
    return unless.empty() || std::ranges::any_of(above, names) ? "" : ": unless names no earlier route";
}

/// Who is asked first must be asked of every declaration that goes on: a filing that failed alone would be passed over.
std::string faults_of_lodging(const Route& route, const std::vector<steps::RouteChoice>& above) {
    const bool files = route.outcome == ports::RouteOutcome::file;
    std::string faults;
    if (!files && (route.lodge_on != core::Position::captured || !route.after.empty() || !route.reads.empty()))
        faults += ": lodge-on, after and reads stand with outcome file";
    if (files && route.reads.empty() == route.profile.empty()) faults += ": either a profile or reads";
    for (const auto& name : route.after) {
        const auto asked =
            std::ranges::find_if(above, [&](const steps::RouteChoice& choice) { return choice.route->name == name; });
        if (asked == above.end() || asked->route->outcome != ports::RouteOutcome::file || !asked->route->required)
            faults += ": after names '" + name + "', which is no earlier route that files and is required";
        else if ((asked->route->leg == ports::Leg::return_leg) != (route.leg == ports::Leg::return_leg))
            faults += ": after names '" + name + "', and one of the two is of the leg return: they never meet";
    }
    return faults;
}

} // namespace

RouteTable RouteTable::load(const std::string& path, const std::string& schema_path, const profiles::Library& library) {
    const auto document = xml::read_own_file(path);
    auto wrong = xml::listed(xml::Schema::load(schema_path)->check(document));
    RouteTable table;
    for (const auto& element : wrong.empty() ? document.root().children("route") : std::vector<xml::Element>()) {
        auto route = std::make_shared<Route>(read_route(element));
        auto profile = profile_of(*route, library);
        const std::string where = "\n  line " + std::to_string(element.line()) + ": route " + route->name;
        if (route->outcome == ports::RouteOutcome::file && (!profile || route->agency.empty())) {
            wrong += where + " files, but its profile '" + route->profile + "' is not loaded or it names no agency";
        }
        if (const auto lodging = faults_of_lodging(*route, table.routes_); !lodging.empty()) wrong += where + lodging;
        const bool by_exporter = route->outcome == ports::RouteOutcome::elsewhere && !route->agency.empty();
        if (route->regularization_days && route->agency.empty())
            wrong += where + ": regularization-days stands with an agency";
        if (route->documents && route->agency.empty()) wrong += where + ": documents stands with an agency";
        if (by_exporter != (route->number != nullptr))
            wrong += where + ": number stands with outcome elsewhere and an agency, and they with it";
        if (const auto unless = fault_of_unless(*route, table.routes_); !unless.empty()) wrong += where + unless;
        table.routes_.push_back({std::move(route), std::move(profile), {}});
    }
    if (!wrong.empty()) throw core::Failure(path + ":" + wrong);
    return table;
}

std::vector<steps::RouteChoice> RouteTable::choose(const RouteQuestion& asked,
                                                   std::vector<core::Finding>& findings) const {
    std::vector<steps::RouteChoice> chosen;
    RouteMatching matching(asked, findings);
    for (const auto& choice : routes_) {
        if ((choice.route->leg == ports::Leg::return_leg) != asked.returning) continue;
        const auto& unless = choice.route->when.unless;
        const auto taken = [&](const steps::RouteChoice& c) { return c.route->name == unless; };
        if (!unless.empty() && std::any_of(chosen.begin(), chosen.end(), taken)) continue;
        if (!matching.matches(*choice.route)) continue;
        chosen.push_back(choice);
        matching.look_at_limits(chosen.back());
        if (choice.route->outcome != ports::RouteOutcome::refuse) continue;
        core::Finding finding;
        finding.code = core::codes::kRouteRefused;
        finding.severity = core::Severity::error;
        finding.route = choice.route->name;
        finding.args = {choice.route->legal_basis};
        findings.push_back(std::move(finding));
    }
    if (chosen.empty()) {
        core::Finding finding;
        finding.code = core::codes::kRouteNone;
        finding.severity = core::Severity::error;
        findings.push_back(std::move(finding));
    }
    return chosen;
}

std::shared_ptr<const steps::Route> RouteTable::named(std::string_view name) const {
    const auto found =
        std::find_if(routes_.begin(), routes_.end(), [&](const auto& choice) { return choice.route->name == name; });
    return found == routes_.end() ? nullptr : found->route;
}

} // namespace postern::validate
