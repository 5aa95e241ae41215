// Routes of referrals: what destinations' authorities ask of items comes in, is listed and shown, with its evidence.
#include "http/referral_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/uploads.hpp"
#include "json/value.hpp"

#include <array>
#include <string>
#include <utility>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint64_t kReferralBytes = 4u << 20;
constexpr json::ReadLimits kReferralJson{kReferralBytes, 8, 100'000};

exchange::IsField is_field_of(const Context& context) {
    return [texts = context.services.texts.current()](std::string_view name) {
        return texts->has("field." + std::string(name), "en");
    };
}

exchange::SentReferral sent_referral(const json::Value& row) {
    exchange::SentReferral sent;
    sent.refused = take_members(row, "referrals",
                                {{"item_id", sent.item_id},
                                 {"reference", sent.reference},
                                 {"kind", sent.kind},
                                 {"authority", sent.authority},
                                 {"when", sent.when},
                                 {"deadline", sent.deadline},
                                 {"reason", sent.reason},
                                 {"text", sent.text}});
    if (row.kind() != json::Kind::object) return sent;
    const json::Value* wanted = row.find("wanted");
    if (wanted == nullptr) return sent;
    if (wanted->kind() != json::Kind::array) sent.refused = refuse(RefusalCode::bad_json, "wanted");
    for (const json::Value& word : wanted->items()) {
        if (word.kind() != json::Kind::string) sent.refused = refuse(RefusalCode::bad_json, "wanted");
        sent.wanted.push_back(word.text());
    }
    return sent;
}

/// One referral, or {"referrals": [...]} with what holds for all of them beside.
Result<exchange::SentReferrals> sent_as_json(const Call& call) {
    const auto body = json::read(call.body, kReferralJson);
    if (!body) return body.refusal();
    const json::Value& value = body.value();
    if (value.kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "object");
    exchange::SentReferrals sent;
    const auto by = string_member(value, "by");
    if (!by) return by.refusal();
    if (by.value() == ports::to_string(ports::ReferralSource::officer))
        sent.source = ports::ReferralSource::officer;
    else if (!by.value().empty() && by.value() != ports::to_string(ports::ReferralSource::message))
        return refuse(RefusalCode::bad_parameter, "by");
    const std::array<std::pair<std::string_view, std::string*>, 3> heads{
        {{"message_reference", &sent.message_reference}, {"sender", &sent.sender}, {"recipient", &sent.recipient}}};
    for (const auto& [name, to] : heads) {
        auto text = string_member(value, name);
        if (!text) return text.refusal();
        *to = std::move(text).value();
    }
    const json::Value* list = value.find("referrals");
    if (list == nullptr) {
        sent.referrals.push_back(sent_referral(value));
        return sent;
    }
    if (list->kind() != json::Kind::array || list->items().empty()) return refuse(RefusalCode::bad_json, "referrals");
    if (list->items().size() > exchange::kMostReferrals)
        return refuse(RefusalCode::too_many_items, std::to_string(exchange::kMostReferrals));
    for (const json::Value& row : list->items())
        sent.referrals.push_back(sent_referral(row));
    return sent;
}

Result<exchange::SentReferrals> sent_as_xml(const Context& context, const Call& call) {
    Result<exchange::SentReferrals> sent = refuse(RefusalCode::busy);
    // false: the lane is full and it stays refused
    (void)context.services.lanes.run(workers::Lane::submit,
                                     [&] { sent = context.services.referrals->read(call.body); });
    return sent;
}

void write_result(json::Writer& out, const exchange::SentReferral& sent, const exchange::ToldView& view,
                  const pipeline::Telling& words) {
    constexpr std::size_t kShownItemId = 64; // of what is none
    out.begin_object();
    if (sent.item_id.size() <= kShownItemId) out.member_if("item_id", sent.item_id);
    out.member_if("referral_id", view.referral_id);
    out.member("result", view.refused ? "refused" : view.repeat ? "repeat" : "accepted");
    if (view.refused) {
        const auto why = pipeline::tell(*view.refused, words);
        out.member("code", why.slug);
        out.member("detail", why.detail);
    }
    out.end_object();
}

Result<Reply> report(Context& context, const Call& call) {
    const auto sent = call.media == BodyMedia::json ? sent_as_json(call) : sent_as_xml(context, call);
    if (!sent) return sent.refusal();
    const auto views = context.services.referrals->tell(call.who, sent.value(), is_field_of(context), call.request_id);
    if (!views) return views.refusal();
    const auto words = words_of(context, call);
    json::Writer out;
    out.begin_object();
    out.key("referrals");
    out.begin_array();
    for (std::size_t i = 0; i < views.value().size(); ++i)
        write_result(out, sent.value().referrals[i], views.value()[i], words);
    out.end_array();
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Result<std::optional<core::ReferralState>> state_parameter(const Call& call) {
    constexpr std::array<std::pair<std::string_view, core::ReferralState>, 4> kStates{
        {{"open", core::ReferralState::open},
         {"answered", core::ReferralState::answered},
         {"cleared", core::ReferralState::cleared},
         {"do-not-load", core::ReferralState::do_not_load}}};
    const auto wanted = call.parameter("state");
    if (!wanted) return std::optional<core::ReferralState>();
    for (const auto& [name, state] : kStates)
        if (name == *wanted) return std::optional(state);
    return refuse(RefusalCode::bad_parameter, "state (open, answered, cleared, do-not-load)");
}

Result<Reply> list_referrals(Context& context, const Call& call) {
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto state = state_parameter(call);
    if (!state) return state.refusal();
    const auto item_id = item_id_parameter(call);
    if (!item_id) return item_id.refusal();
    const auto page = context.services.referrals->list(
        call.who, {{}, {}, state.value(), item_id.value(), {}, limit.value()}, call.parameter("after").value_or(""));
    if (!page) return page.refusal();
    json::Writer out;
    out.begin_object();
    out.key("referrals");
    out.begin_array();
    for (const auto& view : page.value().referrals)
        write_referral(out, view);
    out.end_array();
    out.member_if("next", page.value().next);
    out.end_object();
    return json_reply(200, out);
}

Result<Reply> one_referral(Context& context, const Call& call) {
    const auto whole = context.services.referrals->referral(call.who, call.path.front());
    if (!whole) return whole.refusal();
    json::Writer out;
    write_referral_whole(out, whole.value());
    return json_reply(200, out);
}

Result<Reply> give_evidence(Context& context, const Call& call) {
    if (call.body.empty()) return refuse(RefusalCode::message_empty); // the wrapper asks for no Content-Type then
    exchange::EvidenceUpload upload{media_type_named(call.media), call.body, call.request_id};
    upload.on_cpu = on_submit_lane(context);
    const auto given = context.services.referrals->give(call.who, call.path.front(), upload);
    if (!given) return given.refusal();
    const auto& [document, repeat] = given.value();
    json::Writer out;
    out.begin_object();
    out.key("document");
    write_referral_document(out, document);
    out.member("repeat", repeat);
    out.end_object();
    return uploaded(out, repeat, document.document_id, "/v1/referrals/" + call.path.front() + "/evidence/");
}

Result<Reply> read_evidence(Context& context, const Call& call) {
    auto found = context.services.referrals->evidence(call.who, call.path[0], call.path[1]);
    if (!found) return found.refusal();
    const auto& document = found.value().document;
    return saved_document({document.document_id, document.media_type, document.hash}, std::move(found.value().bytes),
                          call);
}

Route report_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/referrals";
    route.action = "referrals.report";
    route.id = "postReferrals";
    route.summary =
        "What a destination's authority asks of items before they are loaded: request for information (RFI) or for "
        "screening (RFS), do not load (DNL), assessment complete (AC). An ITMREF-shaped message as the mail system "
        "hands it on, or JSON: one, or up to 1,000 in `referrals`; by: officer where somebody typed it in. Each is "
        "answered by itself; the same again changes nothing. The item need not be declared yet.";
    route.handler = report;
    route.body = BodyKind::xml_or_json;
    route.body_bytes = kReferralBytes;
    route.body_schema = "ReferralReport";
    route.audit = Audit::in_deed;
    route.parameters = {kLanguage};
    route.answers = {{200, kJson, "ReferralResults", "What became of each, in their order."}};
    route.refusals = {RefusalCode::too_many_items, RefusalCode::source_unknown, RefusalCode::message_structure};
    return route;
}

Route list_route() {
    Route route = reading_route("/v1/referrals", "referrals.read", "getReferrals",
                                "Referrals of the post's items: do-not-loads that nobody answered first, then open "
                                "ones by their deadline, then the rest. What changes its state changes its place.",
                                list_referrals, {200, kJson, "ReferralList", "A page; the last one is empty."});
    route.parameters = {{"state", false, false, "open, answered, cleared or do-not-load; none: all."},
                        {"item_id", false, false, "Only of this item (S10)."},
                        {"after", false, false, "The `next` of the page before."},
                        {"limit", false, true, "Entries of a page."}};
    route.refusals = {RefusalCode::bad_cursor};
    return route;
}

std::vector<Route> referral_evidence_routes() {
    Route post;
    post.method = "POST";
    post.path = "/v1/referrals/{id}/evidence";
    post.action = "referrals.attach";
    post.id = "giveReferralEvidence";
    post.summary = "Upload a document beside a referral, such as the letter that somebody typed in or the record of a "
                   "screening: a PDF, JPEG or PNG of at most 5 MB, all of a referral at most 20 MB together. It is "
                   "kept as it is, and never read. The same content again changes nothing.";
    post.handler = give_evidence;
    post.body = BodyKind::attachment;
    post.body_bytes = ports::kAttachmentBytes;
    post.body_schema = "AttachmentContent";
    post.audit = Audit::in_deed;
    post.answers = {{200, kJson, "EvidenceGiven", "It was known: the first one."},
                    {201, kJson, "EvidenceGiven", "Kept; Location names it."}};
    post.refusals = {RefusalCode::message_empty, RefusalCode::documents_full};
    return {post, content_route("/v1/referrals/{id}/evidence/{document}", "referrals.read", "getReferralEvidence",
                                "A document that was uploaded beside a referral.", read_evidence)};
}

} // namespace

std::vector<Route> referral_routes() {
    Route one = reading_route("/v1/referrals/{id}", "referrals.read", "getReferral",
                              "A referral whole: what was asked, in whose words, the documents beside it, and the "
                              "answers.",
                              one_referral, {200, kJson, "ReferralWhole", "As it stands now."});
    one.lane = workers::Lane::interactive;
    std::vector<Route> routes{report_route(), list_route(), one};
    for (auto& route : referral_evidence_routes())
        routes.push_back(std::move(route));
    return routes;
}

} // namespace postern::http
