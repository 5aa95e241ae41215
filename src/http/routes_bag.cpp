// Route of the stop list: what an office's counters took in that must not leave with its next bag. What was said of an
// item is kept; whether it still counts is asked of the one function that says whether items may leave.
#include "http/counter_call.hpp"
#include "http/hindrance_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "ports/bag.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;
using exchange::HindranceCode;

namespace {

constexpr std::int64_t kBagDays = 60;

/// That customs did not speak yet is no reason to look for the item: it waits for its release like all others.
bool stops(const exchange::Hindrance& one) {
    if (one.code == HindranceCode::lodged_at_dispatch) return false;
    if (one.code != HindranceCode::not_released) return true;
    for (const auto state : core::all_filing_states())
        if (core::to_string(state) == one.reason) return core::is_turned_down(state);
    return false;
}

/// nullptr: it may stay in the bag, or it left.
const exchange::Hindrance* gravest_stop(const exchange::DepartureAnswer& answer) {
    if (answer.departed) return nullptr;
    const auto one = std::ranges::find_if(answer.hindrances, stops);
    return one == answer.hindrances.end() ? nullptr : &*one;
}

void write_stop(json::Writer& out, const ports::BagStop& stop, const exchange::Hindrance& why,
                const crypto::IdCipher& ids, const pipeline::Telling& words) {
    const auto& told = words_of_hindrance(why.code, words);
    out.begin_object();
    out.member("item_id", stop.item_id);
    if (stop.declaration) out.member("declaration_id", ids.seal(IdKind::declaration, stop.declaration.value));
    out.member("code", exchange::to_string(why.code));
    out.member("title", told.title);
    out.member("detail", told.text);
    out.member_if("hint", told.hint);
    out.member_if("reason", why.reason);
    out.member("since", core::to_rfc3339(stop.since));
    out.member("captured_at", core::to_rfc3339(stop.captured));
    if (stop.sent) out.member("sent_at", core::to_rfc3339(*stop.sent));
    out.member_if("clerk", stop.clerk);
    out.end_object();
}

Result<ports::BagQuestion> bag_question(const Context& context, const Call& call) {
    auto office = office_asked(call);
    if (!office) return office.refusal();
    if (office.value().empty()) return refuse(RefusalCode::bad_parameter, "office");
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    ports::BagQuestion question{call.who.tenant, call.who.mode, std::move(office).value(), 0, {}, limit.value()};
    question.from = {context.services.clock.now().ms - kBagDays * core::kDayMs};
    const auto after = call.parameter("after").value_or("");
    if (!after.empty()) {
        const auto place = context.services.ids->open(IdKind::cursor, after);
        if (!place) return refuse(RefusalCode::bad_cursor);
        question.after = *place;
    }
    return question;
}

Result<Reply> stop_list(Context& context, const Call& call) {
    const auto question = bag_question(context, call);
    if (!question) return question.refusal();
    const auto found = context.services.submissions->parts()->store->bags().stops(question.value());
    std::vector<std::string> item_ids;
    item_ids.reserve(found.size());
    for (const auto& stop : found)
        item_ids.push_back(stop.item_id);
    const auto views = context.services.departures->ask(call.who.tenant, call.who.mode, item_ids);
    const auto words = words_of(context, call);
    json::Writer out;
    out.begin_object();
    out.member("office", question.value().office);
    out.key("items");
    out.begin_array();
    for (std::size_t i = 0; i < found.size(); ++i)
        if (const auto* why = gravest_stop(views[i].answer))
            write_stop(out, found[i], *why, *context.services.ids, words);
    out.end_array();
    out.member("more", found.size() == question.value().limit);
    const auto last = found.empty() ? question.value().after : found.back().key;
    if (last != 0) out.member("next", context.services.ids->seal(IdKind::cursor, last));
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    reply.headers.emplace_back("Vary", "Accept-Language");
    return reply;
}

} // namespace

std::vector<Route> bag_routes() {
    Route list = reading_route("/v1/counter/stop-list", "counter.stop-list", "getStopList",
                               "What the office's counters took in and the gateway refused or held later, or what must "
                               "not leave for another reason: it has to come out of the next bag. What is no reason "
                               "any more is left out, so a counter that wants to be sure asks from the beginning.",
                               stop_list, {200, kJson, "StopList", "Items of the last 60 days."});
    list.lane = workers::Lane::interactive;
    list.audit = Audit::none;
    list.parameters = {{"office", false, false, "The post's own code, for a key that is of no office."},
                       kOfficeOfCall,
                       {"after", false, false, "next of an answer before: only what was said since."},
                       {"limit", false, true, "So many are looked at, at most."},
                       kLanguage};
    list.refusals = {RefusalCode::bad_cursor};
    return {list};
}

} // namespace postern::http
