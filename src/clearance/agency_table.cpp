// AgencyTable: reads config/agencies.xml.
#include "clearance/agency_table.hpp"

#include "core/ascii.hpp"
#include "core/failure.hpp"
#include "core/words_of.hpp"
#include "text/zone.hpp"
#include "xml/reader.hpp"
#include "xml/schema.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace postern::clearance {

namespace {

using xml::Element;

std::string attribute(Element element, std::string_view name) {
    return element.attribute(name).value_or("");
}

/// The schema bounds it.
void read_number(Element element, std::string_view name, std::uint32_t& number) {
    if (const auto text = element.attribute(name)) number = static_cast<std::uint32_t>(std::stoul(*text));
}

core::Mode read_mode(Element element) {
    return attribute(element, "mode") == "live" ? core::Mode::live : core::Mode::test;
}

ports::Pace read_pace(Element element) {
    ports::Pace pace;
    read_number(element, "per-minute", pace.per_minute);
    read_number(element, "at-once", pace.at_once);
    return pace;
}

ports::HttpPlace read_place(Element element) {
    ports::HttpPlace place;
    place.url = attribute(element, "url");
    for (const auto& header : element.children("header"))
        place.headers.emplace_back(attribute(header, "name"), attribute(header, "value"));
    const auto soap = attribute(element, "soap");
    if (soap == "1.1") place.soap = ports::Soap::v1_1;
    if (soap == "1.2") place.soap = ports::Soap::v1_2;
    place.soap_action = attribute(element, "soap-action");
    place.ca_file = attribute(element, "ca");
    place.certificate_file = attribute(element, "certificate");
    place.certificate_key_file = attribute(element, "certificate-key");
    place.private_addresses = attribute(element, "private-addresses") == "true";
    read_number(element, "timeout-seconds", place.timeout_seconds);
    return place;
}

ports::WorkingCalendar read_calendar(Element element) {
    ports::WorkingCalendar calendar;
    if (!element) return calendar;
    calendar.weekdays.clear();
    for (const char c : core::digits_in(attribute(element, "weekdays")))
        calendar.weekdays.insert(c - '0');
    for (const auto& holiday : element.children("holiday"))
        if (const auto day = core::parse_date(attribute(holiday, "date"))) calendar.holidays.insert(*day);
    return calendar;
}

std::optional<core::FilingState> state_named(std::string_view name) {
    for (const auto state : core::all_filing_states())
        if (core::to_string(state) == name) return state;
    return std::nullopt;
}
std::optional<core::Position> position_named(std::string_view name) {
    for (const auto position : core::all_positions())
        if (core::to_string(position) == name) return position;
    return std::nullopt;
}

/// Of a name that is no state that something can wait in: unknown without a limit, which faults_of tells.
ports::Deadline read_deadline(Element element) {
    ports::Deadline deadline;
    const auto name = attribute(element, "state");
    if (const auto state = state_named(name); state && !core::is_terminal(*state)) deadline.state = *state;
    if (core::to_string(deadline.state) != name) return {};
    read_number(element, "hours", deadline.hours);
    read_number(element, "working-days", deadline.working_days);
    deadline.expires = attribute(element, "then") == "expire";
    return deadline;
}

/// nullopt: it names what is no state or position.
std::optional<ports::AmendmentRule> read_amendment_rule(Element element) {
    ports::AmendmentRule rule;
    for (const auto& name : core::words_of(attribute(element, "states"))) {
        const auto state = state_named(name);
        if (!state) return std::nullopt;
        rule.states.insert(*state);
    }
    if (const auto from = element.attribute("from")) {
        rule.from = position_named(*from);
        if (!rule.from) return std::nullopt;
    }
    rule.fields = core::words_of(attribute(element, "fields"));
    return rule;
}

ports::Agency read_agency(Element element) {
    ports::Agency agency;
    agency.name = attribute(element, "name");
    agency.time_zone = attribute(element, "time-zone");
    agency.posts = core::words_of(attribute(element, "posts"));
    agency.calendar = read_calendar(element.child("working-days"));
    for (const auto& deadline : element.children("deadline"))
        agency.deadlines.push_back(read_deadline(deadline));
    for (const auto& amendable : element.children("amendable"))
        if (auto rule = read_amendment_rule(amendable)) agency.amendments.push_back(*std::move(rule));
    if (const auto weighing = element.child("second-weighing"))
        read_number(weighing, "tolerance-per-mille", agency.weighing_tolerance);
    for (const auto& push : element.children("push"))
        agency.pushes.push_back({read_mode(push), read_place(push), read_pace(push)});
    for (const auto& drop : element.children("drop")) {
        ports::DropChannel channel{read_mode(drop), attribute(drop, "folder"), read_pace(drop)};
        read_number(drop, "settle-seconds", channel.settle_seconds);
        agency.drops.push_back(std::move(channel));
    }
    for (const auto& ask : element.children("ask")) {
        ports::AskChannel channel{read_mode(ask), read_place(ask), read_pace(ask)};
        read_number(ask, "first-seconds", channel.first_seconds);
        read_number(ask, "most-seconds", channel.most_seconds);
        agency.asks.push_back(std::move(channel));
    }
    return agency;
}

/// One channel hands over in a mode, or two would take each other's work; and one asks.
std::string faults_of(const ports::Agency& agency) {
    std::set<core::Mode> handing;
    std::set<core::Mode> asking;
    std::string wrong;
    const auto once = [&](std::set<core::Mode>& seen, core::Mode mode, std::string_view what) {
        if (seen.insert(mode).second) return;
        wrong.append("agency ").append(agency.name).append(" has two channels that ").append(what);
        wrong.append(" in mode ").append(core::to_string(mode)).append("; ");
    };
    for (const auto& push : agency.pushes)
        once(handing, push.mode, "hand over");
    for (const auto& drop : agency.drops)
        once(handing, drop.mode, "hand over");
    for (const auto& ask : agency.asks) {
        once(asking, ask.mode, "ask");
        if (ask.place.url.find("{reference}") == std::string::npos)
            wrong.append("agency ").append(agency.name).append(": the url of ask does not say {reference}; ");
        if (ask.first_seconds > ask.most_seconds)
            wrong.append("agency ").append(agency.name).append(": first-seconds is above most-seconds; ");
    }
    for (const auto& deadline : agency.deadlines)
        if ((deadline.hours == 0) == (deadline.working_days == 0))
            wrong.append("agency ")
                .append(agency.name)
                .append(": a deadline names no state in which something waits, or not one of hours and working-days; ");
    for (const auto& deadline : agency.deadlines)
        if (deadline.expires &&
            (deadline.state == core::FilingState::queued || deadline.state == core::FilingState::released))
            wrong.append("agency ")
                .append(agency.name)
                .append(": what is ")
                .append(core::to_string(deadline.state))
                .append(" does not expire: it is offered, or may leave; ");
    try {
        const text::Zone zone(agency.time_zone);
    } catch (const core::Failure& failure) {
        wrong.append("agency ").append(agency.name).append(": ").append(failure.what()).append("; ");
    }
    return wrong;
}

} // namespace

AgencyTable AgencyTable::load(const std::string& path, const std::string& schema_path) {
    const auto document = xml::read_own_file(path);
    auto wrong = xml::listed(xml::Schema::load(schema_path)->check(document));
    AgencyTable table;
    for (const auto& element : wrong.empty() ? document.root().children("agency") : std::vector<Element>()) {
        auto agency = read_agency(element);
        if (agency.amendments.size() != element.children("amendable").size())
            wrong += "\n  line " + std::to_string(element.line()) + ": agency " + agency.name +
                     ": an amendable names what is no state of a filing or position of an item";
        const std::string where = "\n  line " + std::to_string(element.line()) + ": ";
        if (table.named(agency.name)) wrong += where + "a second agency of the name " + agency.name;
        if (const auto faults = faults_of(agency); !faults.empty()) wrong += where + faults;
        table.agencies_.push_back(std::move(agency));
    }
    if (!wrong.empty()) throw core::Failure(path + ":" + wrong);
    return table;
}

const ports::Agency* AgencyTable::named(std::string_view name) const {
    const auto found = std::ranges::find(agencies_, name, &ports::Agency::name);
    return found == agencies_.end() ? nullptr : &*found;
}

} // namespace postern::clearance
