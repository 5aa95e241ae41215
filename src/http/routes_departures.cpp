// Routes of the question whether items may leave: one item, or all that are to go into one receptacle.
#include "http/hindrance_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

#include "core/dispatch_id.hpp"
#include "core/item_id.hpp"

#include <algorithm>
#include <map>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using exchange::DepartureView;

namespace {

constexpr std::size_t kMostItems = 10'000;
constexpr std::uint64_t kItemsBytes = 1u << 19; // each id quoted, with the blanks of its groups, and a comma

/// Members of the open object: the answer of one item.
void write_departure(json::Writer& out, const DepartureView& view, const Context& context,
                     const pipeline::Telling& words) {
    const auto& answer = view.answer;
    out.member("item_id", view.item_id);
    out.member("may_depart", answer.may());
    out.member("position", core::to_string(answer.position));
    out.member("departed", answer.departed);
    out.member("alarm", answer.is_alarm());
    out.member_if("declaration_id", view.declaration_id);
    out.member_if("destination", view.destination);
    write_hindrances(out, answer.hindrances, *context.services.ids, words);
    out.key("warnings");
    out.begin_array();
    for (const auto& mark : answer.warnings) {
        out.begin_object();
        out.member("owner", mark.owner);
        out.member("reason", mark.reason);
        out.member("until", core::to_rfc3339(mark.until));
        out.end_object();
    }
    out.end_array();
}

Reply answered(json::Writer& out, const Call& call) {
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Result<Reply> may_depart_one(Context& context, const Call& call) {
    const auto id = core::ItemId::parse(call.path.front());
    if (!id) return refuse(RefusalCode::item_id_invalid);
    const auto views = context.services.departures->ask(call.who.tenant, call.who.mode, std::span(&id->text(), 1));
    json::Writer out;
    out.begin_object();
    write_departure(out, views.front(), context, words_of(context, call));
    out.end_object();
    return answered(out, call);
}

/// One item that is asked for, as it was sent.
struct AskedItem {
    std::string told;
    std::optional<core::ItemId> id; ///< nullopt: it is no S10
};

Result<std::vector<AskedItem>> listed_items(const json::Value& list) {
    if (list.kind() != json::Kind::array || list.items().empty()) return refuse(RefusalCode::bad_json, "items");
    if (list.items().size() > kMostItems) return refuse(RefusalCode::too_many_items, std::to_string(kMostItems));
    std::vector<AskedItem> asked;
    asked.reserve(list.items().size());
    for (const json::Value& one : list.items()) {
        auto& item = asked.emplace_back();
        if (one.kind() != json::Kind::string) continue;
        item.told = one.text();
        item.id = core::ItemId::parse(item.told);
    }
    return asked;
}

/// What stands in a dispatch, or in the one receptacle of it.
Result<std::vector<AskedItem>> packed_items(const Context& context, const Call& call, std::string_view dispatch,
                                            std::string_view receptacle) {
    const auto found = context.services.dispatches->dispatch(call.who, dispatch);
    if (!found) return found.refusal();
    const auto& all = found.value().receptacles;
    if (!receptacle.empty() && std::ranges::find(all, receptacle) == all.end()) return refuse(RefusalCode::not_found);
    std::vector<AskedItem> asked;
    for (const auto& item : found.value().items)
        if (!item.removed && (receptacle.empty() || item.receptacle == receptacle))
            asked.push_back({item.item_id, core::ItemId::parse(item.item_id)});
    return asked;
}

/// What the body asks for: items, or those of a receptacle or a dispatch; one of the three.
Result<std::vector<AskedItem>> asked_items(const Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const json::Value* list = body.value().find("items");
    const auto dispatch = string_member(body.value(), "dispatch");
    if (!dispatch) return dispatch.refusal();
    const auto receptacle = string_member(body.value(), "receptacle");
    if (!receptacle) return receptacle.refusal();
    const int ways =
        (list != nullptr ? 1 : 0) + (dispatch.value().empty() ? 0 : 1) + (receptacle.value().empty() ? 0 : 1);
    if (ways != 1) return refuse(RefusalCode::bad_json, "items");
    if (list != nullptr) return listed_items(*list);
    if (receptacle.value().empty()) return packed_items(context, call, dispatch.value(), {});
    const auto id = core::ReceptacleId::parse(receptacle.value());
    if (!id) return refuse(RefusalCode::not_found);
    return packed_items(context, call, id->dispatch().text(), id->text());
}

std::vector<DepartureView> views_of(Context& context, const Call& call, const std::vector<AskedItem>& asked) {
    std::vector<std::string> ids;
    ids.reserve(asked.size());
    for (const auto& item : asked)
        if (item.id) ids.push_back(item.id->text());
    return context.services.departures->ask(call.who.tenant, call.who.mode, ids);
}

void write_refused_item(json::Writer& out, const AskedItem& item, const pipeline::Telling& words) {
    const auto why = pipeline::tell(refuse(RefusalCode::item_id_invalid), words);
    out.begin_object();
    out.member_if("item_id", item.told);
    out.member("code", why.slug);
    out.member("detail", why.detail);
    out.end_object();
}

/// How many items each code keeps back; an item counts once a code.
void count_codes(std::map<exchange::HindranceCode, std::int64_t>& counts, const exchange::DepartureAnswer& answer) {
    for (auto at = answer.hindrances.begin(); at != answer.hindrances.end(); ++at)
        if (at == answer.hindrances.begin() || std::prev(at)->code != at->code) ++counts[at->code];
}

struct Tally {
    std::int64_t may = 0, may_not = 0, refused = 0, alarms = 0;
    std::map<exchange::HindranceCode, std::int64_t> codes;
};

void write_tally(json::Writer& out, const Tally& tally) {
    out.key("counts");
    out.begin_object();
    out.member("items", tally.may + tally.may_not + tally.refused);
    out.member("may_depart", tally.may);
    out.member("may_not_depart", tally.may_not);
    out.member("refused", tally.refused);
    out.member("alarms", tally.alarms);
    out.key("hindrances");
    out.begin_array();
    for (const auto& [code, count] : tally.codes) {
        out.begin_object();
        out.member("code", exchange::to_string(code));
        out.member("items", count);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

Result<Reply> may_depart_many(Context& context, const Call& call) {
    const auto asked = asked_items(context, call);
    if (!asked) return asked.refusal();
    const auto views = views_of(context, call, asked.value());
    const auto words = words_of(context, call);
    Tally tally;
    json::Writer out;
    out.begin_object();
    out.key("items");
    out.begin_array();
    auto view = views.begin();
    for (const auto& item : asked.value()) {
        if (!item.id) {
            ++tally.refused;
            write_refused_item(out, item, words);
            continue;
        }
        ++(view->answer.may() ? tally.may : tally.may_not);
        if (view->answer.is_alarm()) ++tally.alarms;
        count_codes(tally.codes, view->answer);
        out.begin_object();
        write_departure(out, *view++, context, words);
        out.end_object();
    }
    out.end_array();
    write_tally(out, tally);
    out.end_object();
    return answered(out, call);
}

} // namespace

std::vector<Route> departure_routes() {
    Route one = reading_route("/v1/items/{s10}/may-depart", "items.may-depart", "mayDepart",
                              "Whether an item may leave, and all that hinders it: its filings, customs' holds, what "
                              "authorities of its destination asked, marks. Answered also of what nothing is known of.",
                              may_depart_one, {200, kJson, "Departure", "The answer."});
    one.lane = workers::Lane::interactive;
    one.parameters = {kLanguage};
    one.refusals = {RefusalCode::item_id_invalid};

    Route many;
    many.method = "POST";
    many.path = "/v1/items/may-depart";
    many.action = "items.may-depart";
    many.id = "mayDepartMany";
    many.summary =
        "The same of up to 10,000 items, or of those that stand in a receptacle or a dispatch, each answered "
        "by itself in their order; what is no item id is refused by its row.";
    many.handler = may_depart_many;
    many.body = BodyKind::json;
    many.body_bytes = kItemsBytes;
    many.body_schema = "DepartureQuestion";
    many.lane = workers::Lane::submit;
    many.parameters = {kLanguage};
    many.answers = {{200, kJson, "Departures", "The answers, and how many items each code keeps back."}};
    many.refusals = {RefusalCode::too_many_items, RefusalCode::not_found};
    return {one, many};
}

} // namespace postern::http
