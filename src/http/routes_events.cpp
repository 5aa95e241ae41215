// Routes of posts that want to hear of everything: the stream of events by cursor.
#include "http/event_filter.hpp"
#include "http/event_json.hpp"
#include "http/poll_place.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "pipeline/post_events.hpp"

#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

Result<Reply> events(Context& context, const Call& call) {
    const HttpSettings& settings = context.settings;
    const auto limit = number_parameter(call, "limit", settings.feed_page, 1, settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto wait = read_wait(context, call);
    if (!wait) return wait.refusal();
    const auto filter = read_event_filter(call.parameter("event"), call.parameter("item_id"), call.parameter("agency"));
    if (!filter) return filter.refusal();
    const PollPlace place(context, wait.value());
    const auto page = context.services.events->events(call.who, call.parameter("after").value_or(""), limit.value(),
                                                      place.wait_ms(), filter.value());
    if (!page) return page.refusal();
    json::Writer out;
    out.begin_object();
    out.key("events");
    out.begin_array();
    for (const auto& view : page.value().events) {
        out.begin_object();
        out.member("event_id", view.event_id);
        out.member("declaration_id", view.declaration_id);
        out.member_if("item_id", view.item_id);
        write_event_members(out, view.event, view.filing_id, view.agency);
        out.end_object();
    }
    out.end_array();
    out.member_if("next", page.value().next);
    out.end_object();
    Reply reply = json_reply(200, out);
    if (page.value().events.empty()) place.note_refusal(reply);
    return with_etag_of_body(std::move(reply), call);
}

} // namespace

std::vector<Route> event_routes() {
    Route list;
    list.method = "GET";
    list.path = "/v1/events";
    list.action = "events.read";
    list.id = "getEvents";
    list.summary = "All that happened to the post's declarations and their filings, in the order in which it became "
                   "known here. Reading changes nothing and can be repeated from any cursor.";
    list.handler = events;
    list.parameters = {{"after", false, false, "Cursor of the last page, or an event_id; none: from the beginning."},
                       {"limit", false, true, "Events on the page."},
                       {"wait", false, true, "Seconds to wait for news where there is none."},
                       {"event", false, false, "Only events of this name, such as filing-released."},
                       {"item_id", false, false, "Only events of this item (S10)."},
                       {"agency", false, false, "Only events of filings with this agency."},
                       {"If-None-Match", true, false, "ETag of a page the client has: 304 where it is the same."}};
    list.answers = {{200, kJson, "Events",
                     "Events in order, and the cursor to go on with. A page may be empty and its "
                     "cursor beyond the one sent: there is more to look at."},
                    {304, "", "", "The page is the one the client has."}};
    list.refusals = {RefusalCode::bad_cursor, RefusalCode::cursor_expired};
    return {list};
}

} // namespace postern::http
