// Routes of posts: what waits for a register, registers, closing one by hand, taking a row out.
#include "core/item_id.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

constexpr std::uint32_t kShown = 100;
constexpr std::uint32_t kMostShown = 1000;
constexpr std::int64_t kMinute = 60'000;
constexpr std::array<std::string_view, 4> kReasons{"late", "refused", "not-presented", "withdrawn"};

/// What rows of a register have in common, where it may be told: of senders it is a digest.
std::string together_shown(const profiles::Profile* profile, const std::string& together) {
    const bool is_country =
        profile && profile->register_form && profile->register_form->together == profiles::Together::destination;
    return is_country ? together.substr(0, together.find('/')) : std::string();
}

void write_register(json::Writer& out, const Services& services, const ports::RegisterHead& head) {
    out.begin_object();
    out.member("register_id", services.ids->seal(IdKind::filing, head.filing.value));
    out.member("reference", head.reference);
    out.member("route", head.route);
    out.member("agency", head.agency);
    out.member("profile", head.profile);
    out.member_if("together", together_shown(services.editions->current()->profile(head.profile).get(), head.together));
    out.member("version", head.version);
    out.member("rows", head.rows);
    out.member("closed", core::to_rfc3339(head.closed));
    out.member("state", core::to_string(head.state));
    out.end_object();
}

void write_waiting(json::Writer& out, const Services& services, const ports::WaitingRows& group) {
    const auto profile = services.editions->current()->profile(group.profile);
    out.begin_object();
    out.member("route", group.route);
    out.member("profile", group.profile);
    out.member_if("together", together_shown(profile.get(), group.together));
    out.member("rows", group.rows);
    out.member("oldest", core::to_rfc3339(group.oldest));
    if (profile && profile->register_form) {
        const auto& form = *profile->register_form;
        out.member("max_rows", form.max_rows);
        if (form.max_minutes != 0)
            out.member("closes", core::to_rfc3339({group.oldest.ms + form.max_minutes * kMinute}));
    }
    out.end_object();
}

Result<Reply> registers(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", kShown, 1, kMostShown);
    if (!limit) return limit.refusal();
    const auto& services = context.services;
    json::Writer out;
    out.begin_object();
    out.key("waiting");
    out.begin_array();
    for (const auto& group : services.register_reader->waiting())
        if (group.tenant == call.who.tenant && group.mode == call.who.mode) write_waiting(out, services, group);
    out.end_array();
    out.key("registers");
    out.begin_array();
    for (const auto& head : services.register_reader->newest(call.who.tenant, call.who.mode, limit.value()))
        write_register(out, services, head);
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

std::optional<ports::RegisterHead> own_register(const Services& services, const Call& call) {
    const auto key = services.ids->open(IdKind::filing, call.path.front());
    if (!key) return std::nullopt;
    auto head = services.register_reader->head({*key});
    if (!head || head->tenant != call.who.tenant || head->mode != call.who.mode) return std::nullopt;
    return head;
}

Result<Reply> one_register(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto head = own_register(services, call);
    if (!head) return refuse(RefusalCode::not_found);
    json::Writer out;
    out.begin_object();
    out.key("register");
    write_register(out, services, *head);
    out.key("rows");
    out.begin_array();
    for (const auto& row : services.register_reader->rows(head->filing)) {
        out.begin_object();
        out.member("row", row.number);
        out.member("filing_id", services.ids->seal(IdKind::filing, row.filing.value));
        out.member("declaration_id", services.ids->seal(IdKind::declaration, row.declaration.value));
        out.member_if("item_id", row.item_id);
        out.member("reference", row.reference);
        out.member("state", core::to_string(row.state));
        out.member("taken_out", row.out);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

/// The body, which is a JSON object; none is an empty one.
Result<json::Value> object_of(const Call& call) {
    auto value = json::read(call.body.empty() ? std::string_view("{}") : std::string_view(call.body));
    if (value && value.value().kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "object");
    return value;
}

/// The items of a dispatch, by their S10; empty: it names none.
Result<std::set<std::string, std::less<>>> items_member(const json::Value& body) {
    std::set<std::string, std::less<>> items;
    const json::Value* member = body.find("items");
    if (member == nullptr) return items;
    if (member->kind() != json::Kind::array || member->items().empty()) return refuse(RefusalCode::bad_json, "items");
    for (const auto& item : member->items()) {
        const auto id = item.kind() == json::Kind::string ? core::ItemId::parse(item.text()) : std::nullopt;
        if (!id) return refuse(RefusalCode::bad_json, "items");
        items.insert(id->text());
    }
    return items;
}

Result<Reply> close(Context& context, const Call& call) {
    const auto body = object_of(call);
    if (!body) return body.refusal();
    const auto route = string_member(body.value(), "route");
    if (!route) return route.refusal();
    const auto items = items_member(body.value());
    if (!items) return items.refusal();
    const auto& services = context.services;
    const auto made = services.registers->close(call.who, route.value(), items.value());
    json::Writer out;
    out.begin_object();
    out.key("registers");
    out.begin_array();
    for (const auto key : made)
        if (const auto head = services.register_reader->head(key)) write_register(out, services, *head);
    out.end_array();
    out.end_object();
    return json_reply(made.empty() ? 200 : 201, out);
}

Result<Reply> take_out(Context& context, const Call& call) {
    const auto body = object_of(call);
    if (!body) return body.refusal();
    const auto reason = string_member(body.value(), "reason");
    if (!reason) return reason.refusal();
    if (std::find(kReasons.begin(), kReasons.end(), reason.value()) == kReasons.end())
        return refuse(RefusalCode::bad_parameter, "reason");
    const auto& services = context.services;
    const auto key = services.ids->open(IdKind::filing, call.path.front());
    if (!key) return refuse(RefusalCode::not_found);
    const auto done = services.registers->take_out(
        call.who, {*key}, reason.value(),
        ports::audit_of(call.who, "registers.take-out", call.path.front(), services.clock.now(), call.request_id));
    if (!done) return done.refusal();
    json::Writer out;
    out.begin_object();
    out.member("filing_id", call.path.front());
    out.member("state", core::to_string(core::FilingState::cancelled));
    if (const auto place = services.register_reader->place({*key}))
        out.member("register_id", services.ids->seal(IdKind::filing, place->filing.value));
    out.end_object();
    return json_reply(200, out);
}

} // namespace

std::vector<Route> register_routes() {
    Route list = reading_route("/v1/registers", "registers.read", "listRegisters",
                               "What waits for a register, and the newest registers.", registers,
                               {200, kJson, "Registers", "Of the caller's post and mode."});
    list.parameters = {{"limit", false, true, "So many registers; without: 100."}};
    Route one = reading_route("/v1/registers/{id}", "registers.read", "getRegister", "A register with its rows.",
                              one_register, {200, kJson, "RegisterDetail", "All rows it ever had."});

    Route closing;
    closing.method = "POST";
    closing.path = "/v1/registers";
    closing.action = "registers.close";
    closing.id = "closeRegisters";
    closing.summary = "Close what waits, though it is neither full nor due.";
    closing.handler = close;
    closing.body = BodyKind::json;
    closing.body_schema = "ClosingRequest";
    closing.lane = workers::Lane::bulk;
    closing.answers = {{200, kJson, "ClosingResult", "Nothing waited."},
                       {201, kJson, "ClosingResult", "The registers that were closed and offered."}};

    Route removal;
    removal.method = "POST";
    removal.path = "/v1/filings/{id}/removal";
    removal.action = "registers.take-out";
    removal.id = "takeOutRow";
    removal.summary = "Take an item out of its register, closed or not; the others stay in it.";
    removal.handler = take_out;
    removal.body = BodyKind::json;
    removal.body_schema = "RemovalRequest";
    removal.audit = Audit::in_deed;
    removal.answers = {{200, kJson, "RemovalResult", "Out; a register that can be told anew is."}};
    removal.refusals = {RefusalCode::bad_parameter, RefusalCode::row_settled};
    return {list, one, closing, removal};
}

} // namespace postern::http
