// Routes of paper: forms, receipt and evidence of export as PDF.
#include "counter/evidence_content.hpp"
#include "counter/form_desk.hpp"
#include "crypto/digest.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include <algorithm>
#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kPdf = "application/pdf";

/// The second language of the captions: as the query says, else as the client reads; bad_parameter where the catalogue
/// has none such.
Result<std::string> language_of(const Context& context, const Call& call) {
    const auto lang = std::string(call.parameter("lang").value_or(call.lang));
    const auto known = context.services.texts.current()->languages();
    if (std::ranges::find(known, lang) == known.end()) return refuse(RefusalCode::bad_parameter, "lang");
    return lang;
}

Result<counter::FormQuestion> question_of(const Context& context, const Call& call) {
    counter::FormQuestion question;
    const auto lang = language_of(context, call);
    if (!lang) return lang.refusal();
    question.lang = lang.value();
    if (const auto form = call.parameter("form")) {
        question.form = counter::form_named(*form);
        if (!question.form) return refuse(RefusalCode::bad_parameter, "form (CN22, CN23, CP72)");
    }
    question.size = std::string(call.parameter("size").value_or(""));
    question.public_url = context.public_url;
    question.day = core::date_of(context.services.clock.now());
    return question;
}

Reply pdf_reply(const Context& context, const Call& call, const ports::FormSheet& sheet) {
    Reply reply;
    reply.object = call.path.front();
    reply.content_type = kPdf;
    reply.body = context.services.printer->pdf(sheet);
    reply.headers.emplace_back("Content-Disposition", "inline; filename=\"" + sheet.item_id + "-" +
                                                          std::string(ports::to_string(sheet.form)) + ".pdf\"");
    return reply;
}

Result<Reply> form(Context& context, const Call& call) {
    const auto question = question_of(context, call);
    if (!question) return question.refusal();
    const auto& services = context.services;
    const auto sheet = services.forms->form(call.who, call.path.front(), question.value(), *services.texts.current(),
                                            *services.codelists->current());
    if (!sheet) return sheet.refusal();
    return with_etag_of_body(pdf_reply(context, call, sheet.value()), call);
}

Result<Reply> receipt(Context& context, const Call& call) {
    const auto question = question_of(context, call);
    if (!question) return question.refusal();
    const auto& services = context.services;
    const auto sheet = services.forms->receipt(call.who, call.path.front(), question.value(), services.status_secret,
                                               *services.texts.current(), *services.codelists->current());
    if (!sheet) return sheet.refusal();
    return with_etag_of_body(pdf_reply(context, call, sheet.value()), call);
}

/// Its signature is another one each time, and so are the bytes: the tag is of the evidence, and weak.
Result<Reply> evidence(Context& context, const Call& call) {
    const auto lang = language_of(context, call);
    if (!lang) return lang.refusal();
    const auto& services = context.services;
    const auto text = services.evidence->of_declaration(call.who, call.path.front());
    if (!text) return text.refusal();
    const auto& json = text.value().json;
    const auto jws = services.sign_evidence(json).compact();
    const auto sheet = counter::evidence_content({json, jws, crypto::sha256(json).hex(), context.public_url},
                                                 *services.texts.current(), lang.value());
    if (sheet.item_id.empty()) return refuse(RefusalCode::item_id_missing);
    Reply reply = with_etag(pdf_reply(context, call, sheet), text.value().evidence_id + "-" + lang.value(), call);
    for (auto& [name, value] : reply.headers)
        if (name == "ETag") value.insert(0, "W/");
    return reply;
}

Route paper_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                  Handler handler) {
    Route route = reading_route(path, action, id, summary, handler, {200, kPdf, "", "The document."});
    route.answers.push_back({304, "", "", "Nothing changed since."});
    route.lane = workers::Lane::interactive;
    route.parameters = {{"lang", false, false, "The language beside French; without it Accept-Language decides."},
                        {"If-None-Match", true, false, "ETag of what the client has: 304 where nothing changed."},
                        kLanguage};
    route.refusals = {RefusalCode::item_id_missing, RefusalCode::declaration_cancelled,
                      RefusalCode::rejected_not_printed};
    return route;
}

} // namespace

std::vector<Route> form_routes() {
    Route form_route = paper_route(
        "/v1/declarations/{id}/form.pdf", "declarations.read", "getForm",
        "The form of a declaration, to be printed: CN 22, CN 23 or CP 72, with barcode and status code; what has no "
        "room stands on continuation sheets. The same version gives the same bytes.",
        form);
    form_route.parameters.insert(
        form_route.parameters.begin(),
        {{"form", false, false, "CN22, CN23 or CP72; without it the form that the declaration is of."},
         {"size", false, false, "CN22: 74x105 or 100x150; CN23: A5 or 100x150; CP72: A4. Without it the first."}});
    form_route.refusals.push_back(RefusalCode::form_does_not_suffice);
    Route evidence_route =
        paper_route("/v1/declarations/{id}/evidence.pdf", "declarations.evidence", "getEvidencePaper",
                    "Evidence of the item's export on paper (A4). Its code holds the compact JWS, "
                    "which `postern verify` reads without a connection; where that is longer than "
                    "2,300 characters, the number and SHA-256 of the evidence.",
                    evidence);
    evidence_route.refusals = {RefusalCode::evidence_not_available, RefusalCode::item_id_missing};
    return {std::move(form_route),
            paper_route("/v1/declarations/{id}/receipt.pdf", "declarations.read", "getReceipt",
                        "The sender's receipt (A5), with the link under which he sees the item's state.", receipt),
            std::move(evidence_route)};
}

} // namespace postern::http
