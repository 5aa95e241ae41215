// Routes of marks: agencies and posts' security say of item ids that they must not leave, one or many in a call.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

#include "exchange/marks.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::size_t kMostMarks = 1'000;
constexpr std::uint64_t kMarksBytes = 1u << 19;

exchange::ToldMark told_mark(const json::Value& row) {
    exchange::ToldMark told;
    told.refused = take_members(
        row, "marks", {{"item_id", told.item_id}, {"kind", told.kind}, {"reason", told.reason}, {"until", told.until}});
    return told;
}

void write_mark_result(json::Writer& out, const exchange::ToldMark& told, const exchange::MarkView& view,
                       const pipeline::Telling& words) {
    out.begin_object();
    out.member_if("item_id", view.refused ? told.item_id : view.item_id);
    out.member("result", view.refused ? "refused" : view.repeat ? "repeat" : "set");
    out.member_if("mark_id", view.mark_id);
    if (view.refused) {
        const auto why = pipeline::tell(*view.refused, words);
        out.member("code", why.slug);
        out.member("detail", why.detail);
    }
    out.end_object();
}

Result<Reply> set_one(Context& context, const Call& call, const json::Value& body) {
    const std::vector told{told_mark(body)};
    const auto views = context.services.marks->set(call.who, told, call.request_id);
    const auto& view = views.front();
    if (view.refused) return *view.refused;
    json::Writer out;
    write_mark_result(out, told.front(), view, words_of(context, call));
    return json_reply(view.repeat ? 200 : 201, out);
}

Result<Reply> set_marks(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const json::Value* list = body.value().find("marks");
    if (list == nullptr) return set_one(context, call, body.value());
    if (list->kind() != json::Kind::array || list->items().empty()) return refuse(RefusalCode::bad_json, "marks");
    if (list->items().size() > kMostMarks) return refuse(RefusalCode::too_many_items, std::to_string(kMostMarks));
    std::vector<exchange::ToldMark> told;
    for (const json::Value& row : list->items())
        told.push_back(told_mark(row));
    const auto views = context.services.marks->set(call.who, told, call.request_id);
    const auto words = words_of(context, call);
    json::Writer out;
    out.begin_object();
    out.key("marks");
    out.begin_array();
    for (std::size_t i = 0; i < views.size(); ++i)
        write_mark_result(out, told[i], views[i], words);
    out.end_array();
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

void write_mark(json::Writer& out, const exchange::MarkEntry& entry) {
    const auto& mark = entry.head.mark;
    out.begin_object();
    out.member("mark_id", entry.mark_id);
    out.member("item_id", entry.head.item_id);
    out.member("owner", mark.owner);
    out.member("kind", core::to_string(mark.kind));
    out.member_if("reason", mark.reason);
    out.member("set", core::to_rfc3339(mark.set));
    if (mark.kind != core::MarkKind::clear) out.member("until", core::to_rfc3339(mark.until));
    out.member("counts", entry.counts);
    out.end_object();
}

Result<Reply> list_marks(Context& context, const Call& call) {
    const auto item_id = item_id_parameter(call);
    if (!item_id) return item_id.refusal();
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto entries =
        context.services.marks->list(call.who, item_id.value(), call.parameter("after").value_or(""), limit.value());
    if (!entries) return entries.refusal();
    json::Writer out;
    out.begin_object();
    out.key("marks");
    out.begin_array();
    for (const auto& entry : entries.value())
        write_mark(out, entry);
    out.end_array();
    if (entries.value().size() == limit.value()) out.member("next", entries.value().back().mark_id);
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> mark_routes() {
    Route set;
    set.method = "POST";
    set.path = "/v1/marks";
    set.action = "marks.set";
    set.id = "setMarks";
    set.summary = "Mark an item id, or up to 1,000 with {\"marks\": [...]}, each answered by itself: block keeps the "
                  "item from leaving, warn is shown to whoever asks whether it may, clear takes back what the same "
                  "owner said. The item need not be declared yet. Posts hear of it in their events.";
    set.handler = set_marks;
    set.body = BodyKind::json;
    set.body_bytes = kMarksBytes;
    set.body_schema = "MarkRequest";
    set.audit = Audit::in_deed;
    set.parameters = {kLanguage};
    set.answers = {{201, kJson, "MarkResult", "One mark: it counts."},
                   {200, kJson, "MarkResults", "What became of each of many, in their order; of one: it stood so."}};
    set.refusals = {RefusalCode::too_many_items, RefusalCode::item_id_invalid};

    Route list = reading_route("/v1/marks", "marks.read", "getMarks",
                               "Marks, newest first: the own ones; a post that names an item sees also those that "
                               "agencies set on it.",
                               list_marks, {200, kJson, "MarkList", "The marks."});
    list.parameters = {{"item_id", false, false, "S10; none: of any item."},
                       {"after", false, false, "The answer before said it as next; none: from the newest on."},
                       {"limit", false, true, "So many at most."}};
    list.refusals = {RefusalCode::bad_cursor};
    return {set, list};
}

} // namespace postern::http
