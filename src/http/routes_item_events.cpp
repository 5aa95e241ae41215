// Route of what posts see of their items: many events in one call, each answered by itself.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;
using exchange::kMostScans;

namespace {

constexpr std::uint64_t kScanBytes = 1u << 20;

exchange::ToldScan told_scan(const json::Value& row) {
    exchange::ToldScan told;
    told.refused =
        take_members(row, "events",
                     {{"item_id", told.item_id}, {"event", told.event}, {"when", told.when}, {"office", told.office}});
    return told;
}

std::string_view word_of(const exchange::ScanView& view) {
    if (view.refused) return "refused";
    switch (view.result) {
    case ports::ScanResult::accepted: return "accepted";
    case ports::ScanResult::repeat: return "repeat";
    case ports::ScanResult::unknown: break;
    }
    return "unknown-item";
}

void write_scan(json::Writer& out, const exchange::ToldScan& told, const exchange::ScanView& view,
                const pipeline::Telling& words) {
    out.begin_object();
    out.member_if("item_id", told.item_id);
    out.member_if("event", told.event);
    out.member("result", word_of(view));
    out.member_if("declaration_id", view.declaration_id);
    if (view.refused) {
        const auto why = pipeline::tell(*view.refused, words);
        out.member("code", why.slug);
        out.member("detail", why.detail);
    }
    out.end_object();
}

Result<std::vector<exchange::ToldScan>> read_json_scans(const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const json::Value* list = body.value().find("events");
    if (list == nullptr || list->kind() != json::Kind::array || list->items().empty())
        return refuse(RefusalCode::bad_json, "events");
    if (list->items().size() > kMostScans) return refuse(RefusalCode::too_many_items, std::to_string(kMostScans));
    std::vector<exchange::ToldScan> told;
    for (const json::Value& row : list->items())
        told.push_back(told_scan(row));
    return told;
}

Result<std::vector<exchange::ToldScan>> read_scans(const Services& services, const Call& call) {
    switch (call.media) {
    case BodyMedia::json: return read_json_scans(call);
    case BodyMedia::csv: return services.event_reader->read_csv(call.body);
    default: return services.event_reader->read_xml(call.body);
    }
}

Result<Reply> item_events(Context& context, const Call& call) {
    const auto read = read_scans(context.services, call);
    if (!read) return read.refusal();
    const auto& told = read.value();
    const auto views = context.services.item_events->note(call.who, told, call.request_id);
    const auto words = words_of(context, call);
    json::Writer out;
    out.begin_object();
    out.key("events");
    out.begin_array();
    for (std::size_t i = 0; i < views.size(); ++i)
        write_scan(out, told[i], views[i], words);
    out.end_array();
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

} // namespace

std::vector<Route> item_event_routes() {
    Route route;
    route.method = "POST";
    route.path = "/v1/item-events";
    route.action = "items.events";
    route.id = "postItemEvents";
    route.summary =
        "What the post saw of its items, up to 1,000 events in any order; each is answered by itself. Filings "
        "of routes that lodge later are offered with the event they waited for. The same event of an item at "
        "the same time changes nothing.";
    route.handler = item_events;
    route.body = BodyKind::xml_json_or_csv;
    route.body_bytes = kScanBytes;
    route.body_schema = "ItemEvents";
    route.audit = Audit::in_deed;
    route.parameters = {kLanguage};
    route.answers = {{200, kJson, "ItemEventResults", "What became of each event, in their order."}};
    route.refusals = {RefusalCode::source_unknown, RefusalCode::message_structure, RefusalCode::too_many_items};
    return {route};
}

} // namespace postern::http
