// Routes of dispatches: told, looked at, checked, closed, taken out of, gone.
#include "exchange/told_times.hpp"
#include "http/pull_out_list.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "core/item_id.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint64_t kPredesBytes = 2u << 20;
constexpr std::uint32_t kListPage = 50;
constexpr std::uint32_t kListMost = 500;
constexpr std::size_t kMostRemovals = 1'000;

Result<exchange::ToldDispatch> read_told(const Services& services, const Call& call) {
    const auto now = services.clock.now();
    switch (call.media) {
    case BodyMedia::json: return services.predes->read_json(call.body, now);
    case BodyMedia::csv: return services.predes->read_csv(call.body, now);
    default: return services.predes->read_xml(call.body, now);
    }
}

void write_refused(json::Writer& out, const exchange::ToldDispatch& told, const pipeline::Telling& words) {
    out.key("refused");
    out.begin_array();
    for (const auto& item : told.refused) {
        const auto why = pipeline::tell(refuse(RefusalCode::item_id_invalid), words);
        out.begin_object();
        out.member("receptacle", item.receptacle);
        out.member("number", item.ordinal);
        if (item.line != 0) out.member("line", item.line);
        out.member("code", why.slug);
        out.member("detail", why.detail);
        out.end_object();
    }
    out.end_array();
}

Result<Reply> tell_dispatch(Context& context, const Call& call) {
    const auto told = read_told(context.services, call);
    if (!told) return told.refusal();
    const auto taken = context.services.dispatches->tell(call.who, told.value(), call.request_id);
    if (!taken) return taken.refusal();
    json::Writer out;
    out.begin_object();
    out.member("result", taken.value().repeat ? "repeat" : "accepted");
    write_dispatch_head(out, taken.value().head);
    write_refused(out, told.value(), words_of(context, call));
    out.end_object();
    Reply reply = json_reply(taken.value().repeat ? 200 : 201, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    reply.object = told.value().dispatch;
    return reply;
}

Result<Reply> dispatch_list(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", kListPage, 1, kListMost);
    if (!limit) return limit.refusal();
    const auto page =
        context.services.dispatches->newest(call.who, call.parameter("after").value_or(""), limit.value());
    if (!page) return page.refusal();
    json::Writer out;
    out.begin_object();
    out.key("dispatches");
    out.begin_array();
    for (const auto& head : page.value()) {
        out.begin_object();
        write_dispatch_head(out, head);
        out.end_object();
    }
    out.end_array();
    if (page.value().size() == limit.value()) out.member("next", page.value().back().dispatch);
    out.end_object();
    return json_reply(200, out);
}

void write_item_of(json::Writer& out, const ports::DispatchedItem& item) {
    out.begin_object();
    out.member("item_id", item.item_id);
    if (item.removed) out.member("taken_out", core::to_rfc3339(*item.removed));
    out.member_if("reason", item.removed_why);
    out.end_object();
}

void write_alarms(json::Writer& out, const std::vector<ports::DispatchAlarm>& alarms) {
    out.key("alarms");
    out.begin_array();
    for (const auto& alarm : alarms) {
        out.begin_object();
        out.member("item_id", alarm.item_id);
        out.member("reason", alarm.reason);
        out.member_if("reference", alarm.reference);
        out.member("at", core::to_rfc3339(alarm.at));
        out.end_object();
    }
    out.end_array();
}

Result<Reply> dispatch(Context& context, const Call& call) {
    const auto found = context.services.dispatches->dispatch(call.who, call.path.front());
    if (!found) return found.refusal();
    const auto& view = found.value();
    json::Writer out;
    out.begin_object();
    write_dispatch_head(out, view.head);
    out.key("receptacles");
    out.begin_array();
    auto item = view.items.begin(); // both are in the order of the receptacle
    for (const auto& receptacle : view.receptacles) {
        out.begin_object();
        out.member("receptacle", receptacle);
        out.key("items");
        out.begin_array();
        for (; item != view.items.end() && item->receptacle == receptacle; ++item)
            write_item_of(out, *item);
        out.end_array();
        out.end_object();
    }
    out.end_array();
    write_alarms(out, view.alarms);
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> check_dispatch(Context& context, const Call& call) {
    const auto checked = context.services.dispatches->check(call.who, call.path.front());
    if (!checked) return checked.refusal();
    return check_reply(checked.value(), call, *context.services.ids, words_of(context, call));
}

/// The member `when`, or now.
Result<core::Instant> read_when(const Context& context, const json::Value& body) {
    const auto now = context.services.clock.now();
    const auto text = string_member(body, "when");
    if (!text) return text.refusal();
    if (text.value().empty()) return now;
    const auto when = exchange::read_past(text.value(), now);
    if (!when) return refuse(RefusalCode::bad_parameter, "when");
    return *when;
}

Result<Reply> closing(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto when = read_when(context, body.value());
    if (!when) return when.refusal();
    const json::Value* dry = body.value().find("dry_run");
    if (dry != nullptr && dry->kind() != json::Kind::boolean) return refuse(RefusalCode::bad_json, "dry_run");
    if (dry != nullptr && dry->boolean()) {
        auto checked = check_dispatch(context, call);
        if (checked) // no deed has a row of it
            (void)context.services.ledger.note(ports::audit_of(call.who, "dispatches.check", call.path.front(),
                                                               context.services.clock.now(), call.request_id));
        return checked;
    }
    const auto closed = context.services.dispatches->close(call.who, call.path.front(), when.value(), call.request_id);
    if (!closed) return closed.refusal();
    return check_reply(closed.value(), call, *context.services.ids, words_of(context, call));
}

std::string_view word_of_removal(ports::ScanResult result) {
    switch (result) {
    case ports::ScanResult::accepted: return "taken-out";
    case ports::ScanResult::repeat: return "repeat";
    case ports::ScanResult::unknown: break;
    }
    return "unknown-item";
}

Result<std::vector<std::string>> read_removals(const json::Value& body) {
    const json::Value* list = body.find("items");
    if (list == nullptr || list->kind() != json::Kind::array || list->items().empty())
        return refuse(RefusalCode::bad_json, "items");
    if (list->items().size() > kMostRemovals) return refuse(RefusalCode::too_many_items, std::to_string(kMostRemovals));
    std::vector<std::string> items;
    for (const json::Value& item : list->items()) {
        if (item.kind() != json::Kind::string) return refuse(RefusalCode::bad_json, "items");
        const auto id = core::ItemId::parse(item.text());
        if (!id) return refuse(RefusalCode::item_id_invalid);
        items.push_back(id->text());
    }
    return items;
}

Result<Reply> removals(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto items = read_removals(body.value());
    if (!items) return items.refusal();
    const auto reason = code_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    const auto removed = context.services.dispatches->remove(call.who, call.path.front(), items.value(), reason.value(),
                                                             call.request_id);
    if (!removed) return removed.refusal();
    json::Writer out;
    out.begin_object();
    out.member("dispatch", call.path.front());
    out.key("items");
    out.begin_array();
    for (std::size_t i = 0; i < removed.value().size(); ++i) {
        out.begin_object();
        out.member("item_id", items.value()[i]);
        out.member("result", word_of_removal(removed.value()[i]));
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> departure(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    if (body.value().find("when") == nullptr) return refuse(RefusalCode::bad_json, "when");
    const auto when = read_when(context, body.value());
    if (!when) return when.refusal();
    const auto carrier = code_member(body.value(), "carrier");
    if (!carrier) return carrier.refusal();
    const auto flight = code_member(body.value(), "flight");
    if (!flight) return flight.refusal();
    const auto left = context.services.dispatches->depart(
        call.who, call.path.front(), {{}, when.value(), carrier.value(), flight.value(), {}}, call.request_id);
    if (!left) return left.refusal();
    json::Writer out;
    out.begin_object();
    out.member("result", left.value().repeat ? "repeat" : "accepted");
    write_dispatch_head(out, left.value().head);
    write_alarms(out, left.value().alarms);
    out.end_object();
    return json_reply(200, out);
}

Route reads(std::string_view path, std::string_view id, std::string_view summary, Handler handler,
            const Answer& answer) {
    Route route = reading_route(path, "dispatches.read", id, summary, handler, answer);
    route.lane = workers::Lane::interactive;
    return route;
}

Route writes(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
             Handler handler, const Answer& answer) {
    Route route = reading_route(path, action, id, summary, handler, answer);
    route.method = "POST";
    route.body = BodyKind::json;
    route.audit = Audit::in_deed;
    route.refusals = {RefusalCode::bad_parameter};
    return route;
}

void gives_pull_out_list(Route& route) {
    constexpr std::string_view kOnPaper = "The pull-out list as a page that prints.";
    route.parameters = {kLanguage, {"Accept", true, false, "text/csv or text/html: the pull-out list in that form."}};
    route.answers.push_back({200, kCsvType, "", "The pull-out list, a row a reason."});
    route.answers.push_back({200, "text/html", "", kOnPaper});
}

Route telling_route() {
    Route route = writes("/v1/dispatches", "dispatches.tell", "postDispatch",
                         "What is in the receptacles of a dispatch (PREDES), whole or in parts, up to 10,000 items. "
                         "The same again changes nothing; a receptacle that is told with other items is replaced "
                         "until the dispatch is closed. Items without a declaration are taken too.",
                         tell_dispatch, {201, kJson, "DispatchTaken", "It was taken."});
    route.body = BodyKind::xml_json_or_csv;
    route.body_bytes = kPredesBytes;
    route.body_schema = "ToldDispatch";
    route.lane = workers::Lane::submit;
    route.parameters = {kLanguage};
    route.answers.push_back({200, kJson, "DispatchTaken", "All of it was known."});
    route.refusals = {RefusalCode::source_unknown, RefusalCode::message_structure, RefusalCode::too_many_items,
                      RefusalCode::dispatch_fixed, RefusalCode::bad_parameter};
    return route;
}

} // namespace

std::vector<Route> dispatch_routes() {
    Route all = reads("/v1/dispatches", "getDispatches", "Dispatches of the last twelve months, newest first.",
                      dispatch_list, {200, kJson, "Dispatches", "A page."});
    all.parameters = {{"after", false, false, "The `next` of the page before."},
                      {"limit", false, true, "Dispatches of a page, 50 where nothing is said."}};
    all.refusals = {RefusalCode::bad_cursor};
    Route checked = reads("/v1/dispatches/{id}/check", "checkDispatch",
                          "Which items of a dispatch must not leave, and why. Nothing changes.", check_dispatch,
                          {200, kJson, "DispatchCheck", "What has to come out, and what waits."});
    gives_pull_out_list(checked);
    Route closes = writes("/v1/dispatches/{id}/closing", "dispatches.close", "closeDispatch",
                          "Closes a dispatch, whatever hinders its items: the answer says what has to come out. "
                          "Filings of routes that lodge at the dispatch are offered with it.",
                          closing, {200, kJson, "DispatchCheck", "What has to come out, and what waited for this."});
    closes.body_schema = "DispatchClosing";
    closes.lane = workers::Lane::interactive;
    gives_pull_out_list(closes);
    Route takes_out = writes("/v1/dispatches/{id}/removals", "dispatches.take-out", "takeOutOfDispatch",
                             "Items were taken out of their receptacles.", removals,
                             {200, kJson, "DispatchRemovals", "What became of each, in their order."});
    takes_out.body_schema = "DispatchRemovalRequest";
    takes_out.refusals = {RefusalCode::bad_parameter, RefusalCode::too_many_items, RefusalCode::item_id_invalid,
                          RefusalCode::dispatch_fixed};
    Route leaves = writes("/v1/dispatches/{id}/departure", "dispatches.depart", "departDispatch",
                          "The dispatch has left with all that stands in it (EMC of each item). It is taken as a fact; "
                          "an item that must not have left raises an alarm.",
                          departure, {200, kJson, "DispatchLeft", "Noted; alarms of its items are told."});
    leaves.body_schema = "DispatchDeparture";
    leaves.lane = workers::Lane::interactive;
    return {telling_route(),
            all,
            reads("/v1/dispatches/{id}", "getDispatch", "A dispatch with its receptacles, items and alarms.", dispatch,
                  {200, kJson, "DispatchDetail", "The dispatch."}),
            checked,
            closes,
            takes_out,
            leaves};
}

} // namespace postern::http
