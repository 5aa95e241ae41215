// Routes of what a post says to referrals: given, shown, and put out for the mail system that sends it on.
#include "http/poll_place.hpp"
#include "http/referral_json.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "json/value.hpp"

#include <limits>
#include <string>
#include <utility>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint64_t kAnswerBytes = 256u << 10;
constexpr std::string_view kXmlType = "application/xml";
const Parameter kAnswerForm{"Accept", true, false, "application/xml: as an REFRSP-shaped message."};

bool wants_xml(const Call& call) {
    return !form_beside_json(call.header("Accept"), {kXmlType}).empty();
}

Reply xml_reply(std::string body) {
    Reply reply;
    reply.content_type = kXmlType;
    reply.body = std::move(body);
    return reply;
}

Result<std::vector<std::string>> strings_of(const json::Value& object, std::string_view name) {
    std::vector<std::string> strings;
    const json::Value* list = object.find(name);
    if (list == nullptr) return strings;
    if (list->kind() != json::Kind::array) return refuse(RefusalCode::bad_json, name);
    for (const json::Value& one : list->items()) {
        if (one.kind() != json::Kind::string) return refuse(RefusalCode::bad_json, name);
        strings.push_back(one.text());
    }
    return strings;
}

Result<exchange::Screening> screening_of(const json::Value& object) {
    if (object.kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "screening");
    exchange::Screening screening;
    auto methods = strings_of(object, "methods");
    if (!methods) return methods.refusal();
    screening.methods = std::move(methods).value();
    for (const auto& [name, to] : {std::pair("result", &screening.result), std::pair("when", &screening.when),
                                   std::pair("office", &screening.office)}) {
        auto text = string_member(object, name);
        if (!text) return text.refusal();
        *to = std::move(text).value();
    }
    return screening;
}

Result<exchange::SentAnswer> sent_answer(const json::Value& body) {
    exchange::SentAnswer sent;
    auto kind = string_member(body, "kind");
    if (!kind) return kind.refusal();
    sent.kind = std::move(kind).value();
    auto text = string_member(body, "text");
    if (!text) return text.refusal();
    sent.text = std::move(text).value();
    if (const json::Value* version = body.find("version")) {
        if (version->kind() != json::Kind::number) return refuse(RefusalCode::bad_json, "version");
        const auto number = read_number("version", version->text(), 1, std::numeric_limits<std::uint32_t>::max());
        if (!number) return refuse(RefusalCode::bad_parameter, "version");
        sent.version = number.value();
    }
    if (const json::Value* fields = body.find("fields")) {
        if (fields->kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "fields");
        for (const auto& [name, value] : fields->members()) {
            if (value.kind() != json::Kind::string) return refuse(RefusalCode::bad_json, "fields");
            sent.fields.emplace_back(name, value.text());
        }
    }
    if (const json::Value* screening = body.find("screening")) {
        auto read = screening_of(*screening);
        if (!read) return read.refusal();
        sent.screening = std::move(read).value();
    }
    auto documents = strings_of(body, "documents");
    if (!documents) return documents.refusal();
    sent.documents = std::move(documents).value();
    return sent;
}

Result<Reply> give_answer(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto sent = sent_answer(body.value());
    if (!sent) return sent.refusal();
    const auto is_field = [texts = context.services.texts.current()](std::string_view name) {
        return texts->has("field." + std::string(name), "en");
    };
    const auto given =
        context.services.referral_answers->answer(call.who, call.path.front(), sent.value(), is_field, call.request_id);
    if (!given) return given.refusal();
    json::Writer out;
    out.begin_object();
    out.key("answer");
    write_referral_answer(out, given.value().answer);
    out.member("repeat", given.value().repeat);
    out.end_object();
    Reply reply = json_reply(given.value().repeat ? 200 : 201, out);
    reply.object = call.path.front();
    return reply;
}

Result<Reply> newest_answer(Context& context, const Call& call) {
    const auto found = context.services.referral_answers->newest(call.who, call.path.front());
    if (!found) return found.refusal();
    if (wants_xml(call)) return xml_reply(exchange::refrsp_message({found.value()}, context.services.clock.now()));
    json::Writer out;
    write_put_out_answer(out, found.value());
    return json_reply(200, out);
}

Result<Reply> answers(Context& context, const Call& call) {
    const HttpSettings& settings = context.settings;
    const auto limit = number_parameter(call, "limit", settings.feed_page, 1, settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto wait = read_wait(context, call);
    if (!wait) return wait.refusal();
    const PollPlace place(context, wait.value());
    const auto page = context.services.referral_answers->answers(call.who, call.parameter("after").value_or(""),
                                                                 limit.value(), place.wait_ms());
    if (!page) return page.refusal();
    Reply reply;
    if (wants_xml(call)) {
        reply = xml_reply(exchange::refrsp_message(page.value().answers, context.services.clock.now()));
    } else {
        json::Writer out;
        out.begin_object();
        out.key("answers");
        out.begin_array();
        for (const auto& one : page.value().answers)
            write_put_out_answer(out, one);
        out.end_array();
        out.member_if("next", page.value().next);
        out.end_object();
        reply = json_reply(200, out);
    }
    if (!page.value().next.empty())
        reply.headers.emplace_back("Link", "</v1/referrals/answers?after=" + page.value().next +
                                               "&limit=" + std::to_string(limit.value()) + ">; rel=\"next\"");
    if (page.value().answers.empty()) place.note_refusal(reply);
    return reply;
}

Route answer_route() {
    Route route;
    route.method = "POST";
    route.path = "/v1/referrals/{id}/answer";
    route.action = "referrals.answer";
    route.id = "answerReferral";
    route.summary = "What the post says to a referral: information (fields, text, documents that were uploaded), "
                    "screening-done, not-loaded or already-departed. It is put out for the mail system under "
                    "/v1/referrals/answers. The same again changes nothing. Corrected data of the item is amended in "
                    "its declaration; the answer may name the version that has it.";
    route.handler = give_answer;
    route.body = BodyKind::json;
    route.body_bytes = kAnswerBytes;
    route.body_schema = "ReferralAnswerRequest";
    route.audit = Audit::in_deed;
    route.answers = {{200, kJson, "ReferralAnswerGiven", "It was known: the first one."},
                     {201, kJson, "ReferralAnswerGiven", "Kept and put out."}};
    route.refusals = {RefusalCode::bad_parameter, RefusalCode::documents_full};
    return route;
}

} // namespace

std::vector<Route> referral_answer_routes() {
    Route list = reading_route("/v1/referrals/answers", "referrals.read", "getReferralAnswers",
                               "Answers to referrals in the order in which they were given, for the mail system that "
                               "sends them on. Reading changes nothing and can be repeated from any cursor.",
                               answers, {200, kJson, "ReferralAnswerList", "Answers, and the cursor to go on with."});
    list.answers.push_back({200, kXmlType, "", "The same as schemas/refrsp.xsd has it; the cursor is in Link."});
    list.parameters = {{"after", false, false, "Cursor of the last page; none: from the beginning."},
                       {"limit", false, true, "Answers on the page."},
                       {"wait", false, true, "Seconds to wait for news where there is none."},
                       kAnswerForm};
    list.refusals = {RefusalCode::bad_cursor};
    Route newest = reading_route("/v1/referrals/{id}/answer", "referrals.read", "getReferralAnswer",
                                 "The newest answer to a referral.", newest_answer,
                                 {200, kJson, "PutOutReferralAnswer", "With what it answers."});
    newest.answers.push_back({200, kXmlType, "", "The same as schemas/refrsp.xsd has it."});
    newest.parameters = {kAnswerForm};
    newest.lane = workers::Lane::interactive;
    return {list, answer_route(), newest};
}

} // namespace postern::http
