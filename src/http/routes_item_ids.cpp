// Routes of item ids: counters draw S10 numbers, operators give ranges, and everybody accounts for his numbers.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

#include "core/item_id.hpp"
#include "counter/item_ids.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint32_t kOpenIds = 100;
constexpr std::uint32_t kOpenIdsLimit = 1000;
constexpr std::size_t kPostNameBytes = 64;

/// A member that is a whole number; otherwise where it is not there.
Result<std::uint32_t> count_member(const json::Value& body, std::string_view name, std::uint32_t otherwise,
                                   std::uint32_t greatest) {
    const json::Value* member = body.find(name);
    if (member == nullptr) return otherwise;
    return read_number(name, member->kind() == json::Kind::number ? member->text() : "", 1, greatest);
}

std::string item_id_text(std::string_view service, std::uint32_t serial, std::string_view country) {
    const auto id = core::ItemId::made_of(service, serial, country);
    return id ? id->text() : std::string();
}

Result<Reply> draw_item_ids(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto service = string_member(body.value(), "service");
    if (!service) return service.refusal();
    const auto count = count_member(body.value(), "count", 1, counter::kMostDrawn);
    if (!count) return count.refusal();
    const auto what_for = string_member(body.value(), "for");
    if (!what_for) return what_for.refusal();
    if (!what_for.value().empty() && what_for.value() != "block") return refuse(RefusalCode::bad_parameter, "for");
    counter::DrawWish wish;
    wish.service = service.value();
    wish.count = count.value();
    if (!what_for.value().empty()) wish.kind = ports::DrawKind::block;
    wish.idempotency_key = call.header("Idempotency-Key");
    wish.body = call.body;
    const auto drawn = context.services.item_ids->draw(call.who, wish, call.request_id);
    if (!drawn) return drawn.refusal();
    json::Writer out;
    out.begin_object();
    out.list("item_ids", drawn.value().item_ids);
    out.member("service", drawn.value().service);
    out.member("remaining", drawn.value().remaining);
    out.member("low", drawn.value().low);
    out.end_object();
    return json_reply(201, out);
}

void write_range_head(json::Writer& out, const ports::ItemIdRange& range) {
    out.member("post", range.post);
    out.member("mode", core::to_string(range.mode));
    out.member("service", range.service);
    out.member("country", range.country);
    out.member("first", item_id_text(range.service, range.serials.first, range.country));
    out.member("last", item_id_text(range.service, range.serials.last, range.country));
    out.member("given", core::to_rfc3339(range.given));
    out.member("count", range.serials.size());
}

void write_range(json::Writer& out, const ports::ItemIdRange& range) {
    out.begin_object();
    write_range_head(out, range);
    out.member("drawn", range.drawn());
    out.member("spent", range.spent);
    out.member("void", range.voided);
    out.member("open", range.open());
    out.member("in_use", range.in_use);
    out.member("remaining", range.remaining());
    out.end_object();
}

void write_stock(json::Writer& out, const ports::ItemIdStock& stock) {
    out.begin_object();
    out.member("post", stock.post);
    out.member("service", stock.service);
    out.member("remaining", stock.remaining);
    out.member("low", counter::runs_low(stock.remaining, stock.of_standing));
    out.end_object();
}

/// The sums of the ranges of each service, which stand together.
std::vector<ports::ItemIdStock> stocks_of(const std::vector<ports::ItemIdRange>& ranges) {
    std::vector<ports::ItemIdStock> stocks;
    for (const auto& range : ranges) {
        if (stocks.empty() || stocks.back().post != range.post || stocks.back().service != range.service)
            stocks.push_back({range.post, range.mode, range.service, 0, 0});
        stocks.back().remaining += range.remaining();
        if (range.remaining() != 0) stocks.back().of_standing += range.serials.size();
    }
    return stocks;
}

/// A post asks for its own; an operator for those of one post, or of all, of his key's mode.
Result<ports::ItemIdQuestion> whose_item_ids(const Call& call) {
    ports::ItemIdQuestion question;
    question.mode = call.who.mode;
    const auto post = call.parameter("post");
    if (call.who.role == core::Role::admin) {
        if (post && !is_plain(*post, kPostNameBytes)) return refuse(RefusalCode::bad_parameter, "post");
        question.post = post.value_or("");
        return question;
    }
    if (!call.who.tenant) return refuse(RefusalCode::forbidden); // 0 would ask for everybody's
    if (post && *post != call.who.post) return refuse(RefusalCode::bad_parameter, "post");
    question.tenant = call.who.tenant;
    return question;
}

Result<Reply> list_item_id_ranges(Context& context, const Call& call) {
    const auto question = whose_item_ids(call);
    if (!question) return question.refusal();
    const auto ranges = context.services.item_ids->ranges(question.value());
    json::Writer out;
    out.begin_object();
    out.key("ranges");
    out.begin_array();
    for (const auto& range : ranges)
        write_range(out, range);
    out.end_array();
    out.key("services");
    out.begin_array();
    for (const auto& stock : stocks_of(ranges))
        write_stock(out, stock);
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> list_open_item_ids(Context& context, const Call& call) {
    const auto question = whose_item_ids(call);
    if (!question) return question.refusal();
    // two posts of one country have ranges beside each other: a list of numbers is one post's
    if (!question.value().tenant && question.value().post.empty()) return refuse(RefusalCode::bad_parameter, "post");
    const auto limit = number_parameter(call, "limit", kOpenIds, 1, kOpenIdsLimit);
    if (!limit) return limit.refusal();
    const std::string service(call.parameter("service").value_or(""));
    const auto open =
        context.services.item_ids->open(question.value(), service, call.parameter("after").value_or(""), limit.value());
    if (!open) return open.refusal();
    json::Writer out;
    out.begin_object();
    out.key("open");
    out.begin_array();
    for (const auto& one : open.value().ids) {
        out.begin_object();
        out.member("item_id", item_id_text(service, one.serial, one.country));
        out.member("drawn", core::to_rfc3339(one.drawn));
        out.member("for", one.kind == ports::DrawKind::block ? "block" : "single");
        out.member_if("office", one.office);
        out.member_if("clerk", one.clerk);
        out.end_object();
    }
    out.end_array();
    if (open.value().looked_to)
        out.member("next", item_id_text(service, *open.value().looked_to, open.value().country));
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> give_item_id_range(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    counter::RangeWish wish;
    wish.mode = call.who.mode;
    std::string mode;
    for (const auto& [name, member] : {std::pair<std::string_view, std::string*>("post", &wish.post),
                                       {"mode", &mode},
                                       {"service", &wish.service},
                                       {"country", &wish.country}}) {
        auto text = string_member(body.value(), name);
        if (!text) return text.refusal();
        *member = std::move(text).value();
    }
    if (!mode.empty() && mode != core::to_string(wish.mode)) return refuse(RefusalCode::bad_parameter, "mode");
    for (const auto& [name, member] :
         {std::pair<std::string_view, std::uint64_t*>("from", &wish.from), {"count", &wish.count}}) {
        const auto number = count_member(body.value(), name, 0, counter::kLastSerial);
        if (!number) return number.refusal();
        *member = number.value();
    }
    const auto given = context.services.item_ids->give(call.who, wish, call.request_id);
    if (!given) return given.refusal();
    json::Writer out;
    write_range(out, given.value());
    return json_reply(201, out);
}

Route draw_route() {
    Route draw;
    draw.method = "POST";
    draw.path = "/v1/item-ids";
    draw.action = "item-ids.draw";
    draw.id = "drawItemIds";
    draw.summary = "Draw S10 numbers of a service from the ranges that the post was given: one for an item, or a block "
                   "for a counter that will be offline. A number is drawn once, whatever becomes of the line or the "
                   "gateway; one that came in from elsewhere is passed over.";
    draw.handler = draw_item_ids;
    draw.body = BodyKind::json;
    draw.body_schema = "ItemIdDraw";
    draw.audit = Audit::in_deed;
    draw.parameters = {{"Idempotency-Key", true, false,
                        "At most 255 visible ASCII characters; the same key with the same body gives the same numbers "
                        "again, for 24 hours. Without it a repeat draws others."}};
    draw.answers = {{201, kJson, "DrawnItemIds", "They are the caller's, in the order in which they are to be used."}};
    draw.refusals = {RefusalCode::bad_parameter, RefusalCode::item_ids_used_up, RefusalCode::idempotency_key_reused};
    return draw;
}

const Parameter kWhosePost{"post", false, false, "Operators: one post."};

} // namespace

std::vector<Route> item_id_routes() {
    Route ranges = reading_route("/v1/item-ids/ranges", "item-ids.read", "getItemIdRanges",
                                 "The ranges of item ids that the post was given, and what became of their numbers.",
                                 list_item_id_ranges,
                                 {200, kJson, "ItemIdAccount", "By service and number; operators: of all posts."});
    ranges.lane = workers::Lane::bulk;
    ranges.parameters = {kWhosePost};

    Route open = reading_route("/v1/item-ids/open", "item-ids.read", "getOpenItemIds",
                               "Numbers of a service that were drawn and that no declaration ever had, each with who "
                               "drew it: what an operator has to account for.",
                               list_open_item_ids, {200, kJson, "OpenItemIds", "By number, a page."});
    open.lane = workers::Lane::bulk;
    open.parameters = {{"service", false, false, "Two letters; always needed."},
                       {"after", false, false, "The answer before said it as next; none: from the first on."},
                       {"limit", false, true, "So many at most, 1000 at the most; there may be fewer and yet a next."},
                       kWhosePost};
    open.refusals = {RefusalCode::bad_cursor};

    Route give;
    give.method = "POST";
    give.path = "/v1/admin/item-id-ranges";
    give.action = "admin.item-ids";
    give.id = "giveItemIdRange";
    give.summary = "Give a post a range of S10 serials for a service, in the mode of the key. Ranges never overlap; "
                   "they are drawn from in the order in which they were given.";
    give.handler = give_item_id_range;
    give.body = BodyKind::json;
    give.body_schema = "ItemIdRangeRequest";
    give.audit = Audit::in_deed;
    give.answers = {{201, kJson, "ItemIdRange", "It can be drawn from."}};
    give.refusals = {RefusalCode::bad_parameter, RefusalCode::item_id_range_taken};
    return {draw_route(), ranges, open, give};
}

} // namespace postern::http
