// Routes of evidence of export: signed, for posts and agencies; and the keys it is verified with, for everybody.
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kJose = "application/jose";
constexpr std::string_view kJoseJson = "application/jose+json";
constexpr std::string_view kJwkSet = "application/jwk-set+json";
constexpr std::string_view kEvidenceSchema = "application/schema+json";

/// The signature is another one each time, so the tag is of the content and weak: same tag, same evidence.
Reply evidence_reply(const Context& context, const Call& call, const exchange::EvidenceText& evidence) {
    const auto jws = context.services.sign_evidence(evidence.json);
    const auto form = form_beside_json(call.header("Accept"), {kJose, kJoseJson});
    Reply reply;
    reply.object = evidence.evidence_id;
    reply.content_type = form.empty() ? kJson : form;
    if (form == kJose)
        reply.body = jws.compact();
    else if (form == kJoseJson)
        reply.body = jws.flattened();
    else
        reply.body = R"({"evidence":)" + evidence.json + R"(,"jws":")" + jws.compact() + "\"}";
    reply.headers.emplace_back("Vary", "Accept");
    reply = with_etag(std::move(reply), evidence.evidence_id, call);
    for (auto& [name, value] : reply.headers)
        if (name == "ETag") value.insert(0, "W/");
    return reply;
}

Result<Reply> evidence_of_declaration(Context& context, const Call& call) {
    const auto evidence = context.services.evidence->of_declaration(call.who, call.path.front());
    if (!evidence) return evidence.refusal();
    return evidence_reply(context, call, evidence.value());
}

Result<Reply> evidence_of_filing(Context& context, const Call& call) {
    const auto evidence = context.services.evidence->of_filing(call.who, call.path[1]);
    if (!evidence) return evidence.refusal();
    return evidence_reply(context, call, evidence.value());
}

Reply public_text(std::string_view media, const std::string& body) {
    Reply reply;
    reply.content_type = media;
    reply.body = body;
    reply.headers.emplace_back("Cache-Control", "public, max-age=3600");
    return reply;
}

Result<Reply> key_set(Context& context, const Call&) {
    return public_text(kJwkSet, context.services.jwks);
}

Result<Reply> evidence_schema(Context& context, const Call&) {
    if (context.services.evidence_schema.empty()) return refuse(RefusalCode::not_found);
    return public_text(kEvidenceSchema, context.services.evidence_schema);
}

Route evidence_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                     Handler handler) {
    Route route = reading_route(path, action, id, summary, handler,
                                {200, kJson, "SignedEvidence", "What is proven, to be read, and the same signed."});
    route.answers.push_back({200, kJose, "", "The same as a compact JWS."});
    route.answers.push_back({200, kJoseJson, "FlattenedJws", "The same as a flattened JWS."});
    route.answers.push_back({304, "", "", "Nothing changed since."});
    route.lane = workers::Lane::interactive;
    route.parameters = {
        {"Accept", true, false, "application/jose or application/jose+json: the signature alone, without a copy."},
        {"If-None-Match", true, false, "ETag of evidence the client has: 304 where nothing changed since."}};
    route.refusals = {RefusalCode::evidence_not_available};
    return route;
}

} // namespace

std::vector<Route> evidence_routes() {
    return {
        evidence_route("/v1/declarations/{id}/evidence", "declarations.evidence", "getEvidence",
                       "Evidence of the item's export for drawback or tax refund, signed (JWS, ES256): only what is "
                       "proven, and by whom. Status proven, partial with what is missing, or withdrawn since when and "
                       "why.",
                       evidence_of_declaration),
        evidence_route("/v1/agencies/{agency}/filings/{id}/evidence", "filings.evidence", "getFilingEvidence",
                       "Evidence of the export that a filing is of, signed; without the names of sender and addressee.",
                       evidence_of_filing),
        open_route("/.well-known/jwks.json", "getKeySet",
                   "The public keys that signatures of this gateway are verified with, also those of earlier days.",
                   key_set, {{200, kJwkSet, "JwkSet", "A JWK set (RFC 7517)."}}),
        open_route("/schemas/evidence.json", "getEvidenceSchema", "The JSON Schema of evidence of export.",
                   evidence_schema, {{200, kEvidenceSchema, "Document", "JSON Schema 2020-12."}}),
    };
}

} // namespace postern::http
