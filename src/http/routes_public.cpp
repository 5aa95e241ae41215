// Routes for everybody: is it alive, is it ready, what can it do, what does a code mean.
#include "core/failure.hpp"
#include "http/json_forms.hpp"
#include "http/openapi.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include <algorithm>
#include <tuple>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kSchemaJson = "application/schema+json";

Result<Reply> alive(Context&, const Call&) {
    json::Writer out;
    out.begin_object();
    out.member("status", "alive");
    out.member("version", POSTERN_VERSION);
    out.end_object();
    return json_reply(200, out);
}

std::vector<std::string> warnings_of(const Context& context) {
    std::vector<std::string> warnings;
    const core::Date today = core::date_of(context.services.clock.now());
    const auto lists = context.services.codelists->current();
    for (const codelists::ListEdition& list : lists->editions())
        if (list.valid_to && *list.valid_to < today)
            warnings.push_back("code list " + list.name + " was valid to " + core::to_string(*list.valid_to));
    const auto library = context.services.editions->current();
    for (const auto& profile : library->profiles())
        if (profile->status != "approved") warnings.push_back("profile " + profile->name + " is a " + profile->status);
    // how many, and not whose: everybody reads this page
    if (auto* item_ids = context.services.item_ids; item_ids != nullptr)
        if (const auto low = item_ids->low_stocks().size(); low != 0)
            warnings.push_back("item ids run low: " + std::to_string(low) + " services; see postern doctor");
    if (context.services.mode.sandbox) warnings.emplace_back("sandbox: the demo keys are public");
    return warnings;
}

void write_modes(json::Writer& out, const Context& context) {
    bool live = false;
    bool test = false;
    for (const ports::KeyHead& key : context.services.keys.keys()) {
        if (key.revoked) continue;
        live = live || key.principal.mode == core::Mode::live;
        test = test || key.principal.mode == core::Mode::test;
    }
    out.key("modes");
    out.begin_object();
    out.member("live", live);
    out.member("test", test);
    out.member("sandbox", context.services.mode.sandbox);
    out.member_if("notice", context.services.mode.notice);
    out.end_object();
}

Result<Reply> ready(Context& context, const Call&) {
    const ports::StoreHealth health = context.services.health();
    const auto library = context.services.editions->current();
    const bool profiles = !library->profiles().empty();
    const bool is_ready = health.writable && profiles;
    json::Writer out;
    out.begin_object();
    out.member("status", is_ready ? "ready" : "not-ready");
    write_modes(out, context);
    out.key("store");
    out.begin_object();
    out.member("writable", health.writable);
    out.member("engine", health.engine);
    out.member("schema", health.schema);
    out.member("queued", health.queued);
    out.end_object();
    out.key("profiles");
    out.begin_array();
    for (const auto& profile : library->profiles())
        out.value(profile->name + "@" + profile->version);
    out.end_array();
    out.list("warnings", warnings_of(context));
    out.end_object();
    return json_reply(is_ready ? 200 : 503, out);
}

/// Where there is none of a kind, that is said too: an alarm on it must not lose sight of it.
void add_referrals(const Context& context, std::vector<Sample>& samples) {
    const auto counts = context.services.referral_reader->waiting();
    for (const auto& [rank, name, text] :
         {std::tuple(ports::ReferralRank::do_not_load, "do_not_loads_unanswered",
                     "Do-not-loads to which no post said yet what became of the item."),
          std::tuple(ports::ReferralRank::open, "referrals_open", "Referrals that wait for an answer of a post.")})
        for (const auto mode : {core::Mode::live, core::Mode::test}) {
            const auto count = std::find_if(counts.begin(), counts.end(), [&](const ports::ReferralCount& one) {
                return one.mode == mode && one.rank == rank;
            });
            samples.push_back({name, "mode=\"" + std::string(core::to_string(mode)) + "\"",
                               count == counts.end() ? 0 : count->count, false, text});
        }
}

Result<Reply> metrics(Context& context, const Call&) {
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < workers::kLanes; ++i) {
        const auto lane = static_cast<workers::Lane>(i);
        const std::string label = "lane=\"" + std::string(workers::to_string(lane)) + "\"";
        const auto& lanes = context.services.lanes;
        samples.push_back({"lane_waiting", label, lanes.waiting(lane), false, "Jobs that wait in a lane."});
        samples.push_back({"lane_refused_total", label, lanes.refused(lane), true, "Jobs a full lane refused."});
        samples.push_back({"lane_done_total", label, lanes.done(lane), true, "Jobs a lane's workers took."});
    }
    // samples of one name stand together in the text form
    std::stable_sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
    samples.push_back({"long_polls", "", context.long_polls, false, "Polls that wait for news."});
    samples.push_back({"body_bytes", "", context.body_bytes, false, "Bytes of bodies in memory."});
    const ports::StoreHealth health = context.services.health();
    samples.push_back({"store_writable", "", health.writable ? 1U : 0U, false, "1 where the store can be written."});
    samples.push_back({"store_queued", "", health.queued, false, "Deeds that wait for the writer."});
    samples.push_back({"store_declarations", "", health.declarations, false, "Declarations kept."});
    add_referrals(context, samples);
    Reply reply;
    reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = context.metrics.text(samples);
    return reply;
}

Result<Reply> openapi(Context&, const Call&) {
    static const std::string kDocument = openapi_document();
    Reply reply;
    reply.content_type = kJson;
    reply.body = kDocument;
    return reply;
}

Result<Reply> declaration_schema(Context& context, const Call&) {
    if (context.services.declaration_schema.empty()) return refuse(RefusalCode::not_found);
    Reply reply;
    reply.content_type = kSchemaJson;
    reply.body = context.services.declaration_schema;
    return reply;
}

} // namespace

std::vector<Route> public_routes() {
    return {
        open_route("/healthz", "getHealth", "The process is alive.", alive, {{200, kJson, "Health", "It is."}}),
        open_route("/readyz", "getReadiness", "Whether it can do its work, in which modes, with which profiles.", ready,
                   {{200, kJson, "Readiness", "It can."}, {503, kJson, "Readiness", "It cannot; store says why."}}),
        open_route("/metrics", "getMetrics", "Numbers in Prometheus' text form.", metrics,
                   {{200, "text/plain", "", "The numbers."}}),
        open_route("/openapi.json", "getOpenApi", "This document.", openapi,
                   {{200, kJson, "Document", "OpenAPI 3.1."}}),
        open_route("/schemas/declaration.json", "getDeclarationSchema", "The JSON Schema of a JSON message.",
                   declaration_schema, {{200, kSchemaJson, "Document", "JSON Schema 2020-12."}}),
        problem_page_route(),
        prefill_page_route(),
    };
}

} // namespace postern::http
