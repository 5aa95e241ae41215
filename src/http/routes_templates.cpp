// Routes of templates: what a repeat exporter sends again and again, by a name.
#include "counter/draft.hpp"
#include "http/prefill_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/version_tag.hpp"
#include "json/written_again.hpp"

#include <algorithm>
#include <optional>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::size_t kTemplateNameBytes = 200;
constexpr std::size_t kTemplateOwnerBytes = 64;
constexpr std::uint32_t kTemplatesOfAPage = 50;
constexpr std::uint32_t kTemplatesAtMost = 200;

/// The parts alone, as a draft; bad_json where there is none, or one is of the wrong kind.
Result<std::string> parts_of(const json::Value& body) {
    json::Writer out;
    bool any = false;
    out.begin_object();
    for (const auto part : counter::kTemplateParts) {
        const auto* member = body.find(part);
        if (member == nullptr) continue;
        const auto kind = part == "lines" ? json::Kind::array : json::Kind::object;
        if (member->kind() != kind) return refuse(RefusalCode::bad_json, part);
        any = true;
        out.key(part);
        json::write_again(out, *member);
    }
    out.end_object();
    if (!any) return refuse(RefusalCode::bad_json, "sender, addressee, lines");
    return out.take();
}

Result<counter::WantedTemplate> wanted_template(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto known = only_members(body.value(), {"name", "owner", "sender", "addressee", "lines"});
    if (!known) return known.refusal();
    counter::WantedTemplate wanted;
    auto name = string_member(body.value(), "name");
    if (!name) return name.refusal();
    if (name.value().empty() || name.value().size() > kTemplateNameBytes)
        return refuse(RefusalCode::bad_parameter, "name");
    auto owner = string_member(body.value(), "owner");
    if (!owner) return owner.refusal();
    if (owner.value().size() > kTemplateOwnerBytes) return refuse(RefusalCode::bad_parameter, "owner");
    auto parts = parts_of(body.value());
    if (!parts) return parts.refusal();
    if (const auto read = look_through(context, call, parts.value(), &body.value()); !read) return read.refusal();
    return counter::WantedTemplate{std::move(name).value(), std::move(owner).value(), std::move(parts).value()};
}

void write_template(json::Writer& out, const counter::TemplateView& view) {
    out.begin_object();
    out.member("id", view.id);
    out.member("name", view.name);
    out.member_if("owner", view.owner);
    out.member("version", view.version);
    out.member("changed", core::to_rfc3339(view.changed));
    const auto parts = counter::kept_draft(view.parts);
    for (const auto& [name, part] : parts.members()) {
        out.key(name);
        json::write_again(out, part);
    }
    out.end_object();
}

Reply template_reply(int status, const counter::TemplateView& view) {
    json::Writer out;
    write_template(out, view);
    Reply reply = json_reply(status, out);
    reply.object = view.id;
    reply.headers.emplace_back("ETag", version_tag(view.version));
    if (status == 201) reply.headers.emplace_back("Location", "/v1/templates/" + view.id);
    return reply;
}

Result<Reply> add_template(Context& context, const Call& call) {
    const auto wanted = wanted_template(context, call);
    if (!wanted) return wanted.refusal();
    const auto added = context.services.templates->add(call.who, wanted.value(), call.request_id);
    if (!added) return added.refusal();
    return template_reply(201, added.value());
}

Result<Reply> list_templates(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", kTemplatesOfAPage, 1, kTemplatesAtMost);
    if (!limit) return limit.refusal();
    std::optional<std::string> owner;
    if (const auto said = call.parameter("owner")) owner = *said;
    const auto found = context.services.templates->list(call.who, std::move(owner),
                                                        call.parameter("after").value_or(""), limit.value());
    if (!found) return found.refusal();
    json::Writer out;
    out.begin_object();
    out.key("templates");
    out.begin_array();
    for (const auto& view : found.value())
        write_template(out, view);
    out.end_array();
    if (found.value().size() == limit.value()) out.member("next", found.value().back().id);
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> show_template(Context& context, const Call& call) {
    const auto found = context.services.templates->one(call.who, call.path.front());
    if (!found) return found.refusal();
    return template_reply(200, found.value());
}

Result<Reply> change_template(Context& context, const Call& call) {
    const auto tag = call.header("If-Match");
    const auto expected = tag == "*" ? std::optional(0U) : version_of_tag(tag);
    if (!expected) return refuse(RefusalCode::bad_parameter, "If-Match");
    const auto wanted = wanted_template(context, call);
    if (!wanted) return wanted.refusal();
    const auto changed =
        context.services.templates->change(call.who, call.path.front(), *expected, wanted.value(), call.request_id);
    if (!changed) return changed.refusal();
    return template_reply(200, changed.value());
}

Result<Reply> remove_template(Context& context, const Call& call) {
    const auto removed = context.services.templates->remove(call.who, call.path.front(), call.request_id);
    if (!removed) return removed.refusal();
    return no_content();
}

Route template_route(std::string_view method, std::string_view path, std::string_view id, std::string_view summary,
                     Handler handler, const Answer& answer) {
    Route route;
    route.method = method;
    route.path = path;
    route.action = "templates.manage";
    route.id = id;
    route.summary = summary;
    route.handler = handler;
    route.audit = Audit::in_deed;
    route.answers = {answer};
    if (method == "DELETE") return route;
    route.body = BodyKind::json;
    route.body_bytes = kDraftBytes;
    route.body_schema = "TemplateRequest";
    route.parameters = {kLanguage};
    route.refusals = {RefusalCode::bad_parameter, RefusalCode::too_many_elements, RefusalCode::too_deep};
    return route;
}

} // namespace

std::vector<Route> template_routes() {
    Route add = template_route("POST", "/v1/templates", "addTemplate",
                               "Keep sender, addressee, goods, each or all, for the drafts of a repeat exporter.",
                               add_template, {201, kJson, "Template", "Kept; Location names it."});
    add.refusals.push_back(RefusalCode::prefills_full);
    Route list = reading_route("/v1/templates", "templates.read", "getTemplates",
                               "The post's templates, newest first; of one customer, or of all.", list_templates,
                               {200, kJson, "TemplateList", "A page."});
    list.parameters = {{"owner", false, false, "What the post calls its customer; none: any."},
                       {"after", false, false, "The answer before said it as next; none: from the newest on."},
                       {"limit", false, true, "So many at most."}};
    list.refusals = {RefusalCode::bad_cursor};
    Route put = template_route("PUT", "/v1/templates/{id}", "changeTemplate", "The template stands as it is said here.",
                               change_template, {200, kJson, "Template", "As it stands now."});
    put.parameters.push_back({"If-Match", true, false, "ETag of the template as it was read; *: whatever is current."});
    put.refusals.push_back(RefusalCode::if_match_failed);
    return {add, list,
            reading_route("/v1/templates/{id}", "templates.read", "getTemplate", "One template.", show_template,
                          {200, kJson, "Template", "ETag is its version."}),
            put,
            template_route("DELETE", "/v1/templates/{id}", "removeTemplate",
                           "Remove a template; drafts that were made of it stay.", remove_template,
                           {204, "", "", "It is gone."})};
}

} // namespace postern::http
