// Routes of what a counter did: the totals of a day, and the journal of its acts.
#include "access/counter_seat.hpp"
#include "counter/take_words.hpp"
#include "http/counter_call.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "text/zone.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;
using ports::CounterActKind;

core::Result<std::string> office_asked(const Call& call) {
    const auto asked = call.parameter("office").value_or("");
    if (asked.empty() || asked == call.who.office) return call.who.office;
    if (!call.who.office.empty()) return refuse(RefusalCode::forbidden);
    if (!access::is_seat_code(asked)) return refuse(RefusalCode::bad_parameter, "office");
    return std::string(asked);
}

std::string zone_of_office(const Context& context, const Call& call, std::string_view office) {
    const auto lists = context.services.codelists->current();
    if (const auto* listed = lists->post_offices().of(call.who.post, office)) return listed->time_zone;
    return context.services.zone_of_post ? context.services.zone_of_post(call.who.post) : "Etc/UTC";
}

namespace {

void write_sums(json::Writer& out, std::string_view name, const std::map<std::string, core::Decimal>& sums) {
    out.key(name);
    out.begin_array();
    for (const auto& [currency, amount] : sums) {
        out.begin_object();
        out.member("amount", amount.to_string());
        out.member("currency", currency);
        out.end_object();
    }
    out.end_array();
}

void write_tally(json::Writer& out, const counter::Tally& tally) {
    out.member("accepted", tally.count(CounterActKind::accepted));
    out.member("collected", tally.count(CounterActKind::collected));
    out.member("posted", tally.count(CounterActKind::posted));
    out.member("printed", tally.count(CounterActKind::printed));
    out.member("reprinted", tally.count(CounterActKind::reprinted));
    out.member("amended", tally.count(CounterActKind::amended));
    out.member("voided", tally.count(CounterActKind::voided));
    out.member("refused_late", tally.count(CounterActKind::refused_late));
    out.member("items", tally.items.units());
    out.member("gross_weight_kg", tally.gross_weight_kg.to_string());
    write_sums(out, "postage", tally.postage);
    write_sums(out, "values", tally.values);
}

Result<Reply> totals(Context& context, const Call& call) {
    const auto office = office_asked(call);
    if (!office) return office.refusal();
    if (office.value().empty()) return refuse(RefusalCode::bad_parameter, "office");
    const auto zone_name = zone_of_office(context, call, office.value());
    const text::Zone zone(zone_name);
    auto day = zone.day_of(context.services.clock.now());
    if (const auto asked = call.parameter("day")) {
        const auto read = core::parse_date(*asked);
        if (!read) return refuse(RefusalCode::bad_parameter, "day");
        day = *read;
    }
    const auto from = zone.start_of(day);
    const auto to = zone.start_of(core::date_of({core::start_of(day).ms + core::kDayMs}));
    const auto sums = context.services.counter_journal->totals(call.who, office.value(), from, to);
    json::Writer out;
    out.begin_object();
    out.member("office", office.value());
    out.member("day", core::to_string(day));
    out.member("time_zone", zone_name);
    out.member("from", core::to_rfc3339(from));
    out.member("to", core::to_rfc3339(to));
    write_tally(out, sums.office);
    out.key("clerks");
    out.begin_array();
    for (const auto& [clerk, tally] : sums.clerks) {
        out.begin_object();
        out.member_if("clerk", clerk);
        write_tally(out, tally);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

std::string_view name_of(ports::CounterSum sum) {
    switch (sum) {
    case ports::CounterSum::gross_weight_kg: return "gross_weight_kg";
    case ports::CounterSum::postage: return "postage";
    case ports::CounterSum::value: return "value";
    case ports::CounterSum::items: break;
    }
    return "items";
}

void write_counter_act(json::Writer& out, const ports::CounterAct& act, const crypto::IdCipher& ids) {
    out.begin_object();
    out.member("act", ports::to_string(act.kind));
    if (act.declaration) out.member("declaration_id", ids.seal(IdKind::declaration, act.declaration.value));
    out.member_if("item_id", act.item_id);
    out.member_if("office", act.by.office);
    out.member_if("clerk", act.by.clerk);
    out.member("at", core::to_rfc3339(act.at));
    if (act.captured) out.member("captured_at", core::to_rfc3339(*act.captured));
    if (act.sent) {
        out.member("sent_at", core::to_rfc3339(*act.sent));
        out.member("clock_offset_seconds", counter::clock_offset_seconds(act.at, *act.sent));
    }
    out.member_if("form", act.form);
    out.member_if("size", act.size);
    if (act.number != 0) out.member("number", act.number);
    out.member_if("reason", act.reason);
    out.key("adds");
    out.begin_array();
    for (const auto& amount : act.amounts) {
        out.begin_object();
        out.member("of", name_of(amount.of));
        out.member("amount", amount.amount);
        out.member_if("currency", amount.currency);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

Result<Reply> journal(Context& context, const Call& call) {
    const auto& ids = *context.services.ids;
    const auto office = office_asked(call);
    if (!office) return office.refusal();
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    std::string after(call.parameter("after").value_or(""));
    std::int64_t place = 0;
    if (!after.empty()) {
        const auto opened = ids.open(IdKind::cursor, after);
        if (!opened) return refuse(RefusalCode::bad_cursor);
        place = *opened;
    }
    const auto acts = context.services.counter_journal->page(call.who, office.value(), place, limit.value());
    json::Writer out;
    out.begin_object();
    out.key("acts");
    out.begin_array();
    for (const auto& act : acts)
        write_counter_act(out, act, ids);
    out.end_array();
    if (!acts.empty()) after = ids.seal(IdKind::cursor, acts.back().key);
    out.member_if("next", after);
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> counter_day_routes() {
    const Parameter office{"office", false, false, "Of another office of the post, where the key is not of one."};
    Route day = reading_route("/v1/counter/totals", "counter.read", "getCounterTotals",
                              "What an office and each of its clerks took in on a day of that office's own calendar: "
                              "counts of acts, and what they come to. A day without acts has zeros.",
                              totals, {200, kJson, "CounterTotals", "Exact sums, net of what was voided."});
    day.parameters = {{"day", false, false, "yyyy-mm-dd; without it today, by the office's clocks."},
                      office,
                      kOfficeOfCall,
                      kClerkOfCall};
    Route acts =
        reading_route("/v1/counter/journal", "counter.read", "getCounterJournal",
                      "What clerks did, in the order of writing. Only ever added to.", journal,
                      {200, kJson, "CounterJournal", "next is where to go on, also when there is no more yet."});
    acts.parameters = {{"after", false, false, "next of the answer before; none: from the first on."},
                       {"limit", false, true, "So many at most."},
                       office,
                       kOfficeOfCall,
                       kClerkOfCall};
    acts.refusals = {RefusalCode::bad_cursor};
    return {day, acts};
}

} // namespace postern::http
