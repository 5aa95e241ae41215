// Routes of operators: the audit, the profiles that are loaded, the keys (never their secrets).
#include "core/failure.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

namespace postern::http {

using core::Result;

namespace {

constexpr std::uint32_t kAuditRows = 100;
constexpr std::uint32_t kAuditRowsLimit = 1000;

Result<Reply> audit(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", kAuditRows, 1, kAuditRowsLimit);
    if (!limit) return limit.refusal();
    json::Writer out;
    out.begin_object();
    out.key("rows");
    out.begin_array();
    for (const ports::AuditRow& row : context.services.keys.audit(limit.value())) {
        out.begin_object();
        out.member("at", core::to_rfc3339(row.at));
        out.member("client", row.client.value);
        if (row.client) out.member("role", core::to_string(row.role));
        out.member("action", row.action);
        out.member_if("object", row.object);
        if (row.status != 0) out.member("status", row.status);
        out.member_if("code", row.code);
        out.member_if("request_id", row.request_id);
        out.member_if("office", row.office);
        out.member_if("clerk", row.clerk);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> profiles(Context& context, const Call&) {
    const auto library = context.services.editions->current();
    json::Writer out;
    out.begin_object();
    out.key("profiles");
    out.begin_array();
    for (const auto& profile : library->profiles()) {
        out.begin_object();
        out.member("name", profile->name);
        out.member("title", profile->title);
        out.member("country", profile->country);
        out.member("version", profile->version);
        out.member("hash", profile->hash);
        out.member("status", profile->status);
        out.member_if("notice", profile->notice);
        out.end_object();
    }
    out.end_array();
    out.key("sources");
    out.begin_array();
    for (const auto& source : library->sources()) {
        out.begin_object();
        out.member("name", source->name);
        out.member("title", source->title);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> keys(Context& context, const Call&) {
    json::Writer out;
    out.begin_object();
    out.key("keys");
    out.begin_array();
    for (const ports::KeyHead& key : context.services.keys.keys()) {
        out.begin_object();
        out.member("prefix", key.prefix);
        out.member("role", core::to_string(key.principal.role));
        out.member("mode", core::to_string(key.principal.mode));
        out.member_if("post", key.principal.post);
        out.member_if("agency", key.principal.agency_name);
        out.member_if("office", key.principal.office);
        out.member_if("clerk", key.principal.clerk);
        out.member_if("label", key.principal.label);
        out.member("added", core::to_rfc3339(key.added));
        if (key.revoked) out.member("revoked", core::to_rfc3339(*key.revoked));
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

std::string_view word_of(workers::CircuitState state) {
    switch (state) {
    case workers::CircuitState::open: return "open";
    case workers::CircuitState::probing: return "probing";
    case workers::CircuitState::closed: break;
    }
    return "closed";
}

Result<Reply> channels(Context& context, const Call&) {
    json::Writer out;
    out.begin_object();
    out.key("channels");
    out.begin_array();
    for (const auto& channel : context.services.channels()) {
        out.begin_object();
        out.member("agency", channel.agency);
        out.member("mode", core::to_string(channel.mode));
        out.member("circuit", word_of(channel.circuit));
        out.member_if("trouble", channel.trouble);
        out.member("taken", channel.taken);
        out.member("refused", channel.refused);
        out.member("failed", channel.failed);
        if (channel.last_taken) out.member("last_taken", core::to_rfc3339(*channel.last_taken));
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> reload(Context& context, const Call&) {
    try {
        const std::string in_force = context.services.reload();
        json::Writer out;
        out.begin_object();
        out.member("in_force", in_force);
        out.end_object();
        return json_reply(200, out);
    } catch (const core::Failure& wrong) { // files and keys are the operator's, and nobody else has this right
        if (context.services.log) context.services.log(std::string("not reloaded: ") + wrong.what());
        return core::Refusal{core::RefusalCode::configuration_refused, {}, 0, 0, {}};
    }
}

} // namespace

std::vector<Route> admin_routes() {
    Route rows = reading_route("/v1/admin/audit", "admin.audit", "getAudit", "Who did what, newest first.", audit,
                               {200, kJson, "Audit", "The newest rows."});
    rows.parameters = {{"limit", false, true, "Rows, at most 1000."}};
    Route again;
    again.method = "POST";
    again.path = "/v1/admin/reload";
    again.action = "admin.reload";
    again.id = "reload";
    again.summary = "Read lists, routes, policies, texts and the folders of mappings again, whole or not at all.";
    again.handler = reload;
    again.body = BodyKind::json;
    again.body_schema = "ReloadRequest";
    again.lane = workers::Lane::bulk;
    again.answers = {{200, kJson, "Reloaded", "What is in force now."}};
    again.refusals = {core::RefusalCode::configuration_refused};
    return {rows, again,
            reading_route("/v1/admin/profiles", "admin.profiles", "getProfiles",
                          "Sources and profiles that are loaded.", profiles,
                          {200, kJson, "Profiles", "Names, versions, hashes."}),
            reading_route("/v1/admin/channels", "admin.status", "getChannels",
                          "How the channels stand that bring agencies what they are offered.", channels,
                          {200, kJson, "ChannelList", "Those of agencies.xml that hand over."}),
            reading_route("/v1/admin/keys", "admin.keys", "getKeys", "API keys by their public prefix.", keys,
                          {200, kJson, "Keys", "The keys; never a secret."})};
}

} // namespace postern::http
