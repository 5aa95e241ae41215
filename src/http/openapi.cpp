// The OpenAPI document: paths, parameters, bodies and answers from the routes; problems from the refusals.
#include "http/openapi.hpp"

#include "core/ascii.hpp"
#include "http/request_parts.hpp"
#include "http/route.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace postern::http {

namespace {

constexpr std::string_view kProblemJson = "application/problem+json";
constexpr std::string_view kProblemXml = "application/problem+xml";

void write_ref(json::Writer& out, std::string_view component) {
    out.begin_object();
    out.member("$ref", "#/components/schemas/" + std::string(component));
    out.end_object();
}

void write_content(json::Writer& out, std::string_view media, std::string_view component) {
    out.key(media);
    out.begin_object();
    out.key("schema");
    if (component.empty()) {
        out.begin_object();
        out.member("type", "string");
        out.end_object();
    } else {
        write_ref(out, component);
    }
    out.end_object();
}

void write_parameter(json::Writer& out, std::string_view name, std::string_view in, bool number,
                     std::string_view text) {
    out.begin_object();
    out.member("name", name);
    out.member("in", in);
    out.member("required", in == "path");
    out.member("description", text);
    out.key("schema");
    out.begin_object();
    out.member("type", number ? "integer" : "string");
    out.end_object();
    out.end_object();
}

std::string_view text_of_path_parameter(std::string_view name) {
    if (name == "agency") return "The agency's name, as its key has it.";
    if (name == "s10") return "An S10 item id.";
    if (name == "token") return "What the QR code of a draft leads to.";
    if (name == "code") return "The code of a refusal or a finding.";
    return "A public id, as an answer gave it.";
}

void write_parameters(json::Writer& out, const Route& route) {
    out.key("parameters");
    out.begin_array();
    for (std::size_t at = route.path.find('{'); at != std::string_view::npos; at = route.path.find('{', at + 1)) {
        const std::string_view name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
        write_parameter(out, name, "path", false, text_of_path_parameter(name));
    }
    for (const Parameter& parameter : route.parameters)
        write_parameter(out, parameter.name, parameter.in_header ? "header" : "query", parameter.number,
                        parameter.text);
    write_parameter(out, "X-Request-Id", "header", false, "Names the request in answer, audit and log.");
    out.end_array();
}

void write_body(json::Writer& out, const Route& route) {
    if (route.body == BodyKind::none) return;
    const bool xml = takes(route.body, BodyMedia::xml);
    const bool json = takes(route.body, BodyMedia::json);
    const bool csv = takes(route.body, BodyMedia::csv);
    out.key("requestBody");
    out.begin_object();
    out.member("required", true);
    out.key("content");
    out.begin_object();
    if (xml) {
        write_content(out, "application/xml", json ? "Message" : route.body_schema);
        write_content(out, "text/xml", json ? "Message" : route.body_schema);
    }
    if (json) write_content(out, "application/json", route.body_schema);
    if (csv) write_content(out, "text/csv", json ? std::string_view() : route.body_schema);
    for (const auto form : {BodyMedia::pdf, BodyMedia::jpeg, BodyMedia::png, BodyMedia::bytes})
        if (takes(route.body, form)) write_content(out, media_type_named(form), route.body_schema);
    out.end_object();
    out.end_object();
}

/// What a status can mean and be: a good answer, problems by their slugs, or both.
struct Meaning {
    std::string text;
    std::vector<std::pair<std::string_view, std::string_view>> content;
    bool problem = false;
};

std::map<int, Meaning> meanings_of(const Route& route) {
    std::map<int, Meaning> meanings;
    for (const Answer& answer : route.answers) {
        Meaning& meaning = meanings[answer.status];
        meaning.text = answer.text;
        if (answer.media == kProblemJson)
            meaning.problem = true;
        else if (!answer.media.empty())
            meaning.content.emplace_back(answer.media, answer.schema);
    }
    for (const core::RefusalCode code : refusals_of(route)) {
        const core::RefusalKind& kind = core::refusal_kind(code);
        Meaning& meaning = meanings[kind.http_status];
        meaning.text.append(meaning.text.empty() ? "" : " ").append(kind.slug).append(".");
        meaning.problem = true;
    }
    return meanings;
}

void write_answers(json::Writer& out, const Route& route) {
    out.key("responses");
    out.begin_object();
    for (const auto& [status, meaning] : meanings_of(route)) {
        out.key(std::to_string(status));
        out.begin_object();
        out.member("description", meaning.text);
        if (!meaning.content.empty() || meaning.problem) {
            out.key("content");
            out.begin_object();
            for (const auto& [media, component] : meaning.content)
                write_content(out, media, component);
            if (meaning.problem) {
                write_content(out, kProblemJson, "Problem");
                write_content(out, kProblemXml, "");
            }
            out.end_object();
        }
        out.end_object();
    }
    out.end_object();
}

void write_operation(json::Writer& out, const Route& route) {
    out.key(core::ascii_lowered(route.method));
    out.begin_object();
    out.member("operationId", route.id);
    out.member("summary", route.summary);
    if (!route.action.empty()) out.member("x-postern-right", route.action);
    out.key("security");
    out.begin_array();
    for (const std::string_view scheme : {"bearer", "apiKey"}) {
        if (route.action.empty()) break;
        out.begin_object();
        out.key(scheme);
        out.begin_array();
        out.end_array();
        out.end_object();
    }
    out.end_array();
    write_parameters(out, route);
    write_body(out, route);
    write_answers(out, route);
    out.end_object();
}

void write_security(json::Writer& out) {
    out.key("securitySchemes");
    out.begin_object();
    out.key("bearer");
    out.begin_object();
    out.member("type", "http");
    out.member("scheme", "bearer");
    out.end_object();
    out.key("apiKey");
    out.begin_object();
    out.member("type", "apiKey");
    out.member("in", "header");
    out.member("name", "X-Api-Key");
    out.end_object();
    out.end_object();
}

} // namespace

std::string openapi_document() {
    // rows of one path stand together in the document, wherever they stand in the table
    std::map<std::string_view, std::vector<const Route*>> paths;
    for (const Route& route : all_routes())
        paths[route.path].push_back(&route);
    json::Writer out;
    out.begin_object();
    out.member("openapi", "3.1.0");
    out.key("info");
    out.begin_object();
    out.member("title", "Postern");
    out.member("version", POSTERN_VERSION);
    out.member("description", "The customs data exchange gateway for posts. Every key is live or test, and so is "
                              "everything it touches. Problems are RFC 9457.");
    out.end_object();
    out.key("paths");
    out.begin_object();
    for (const auto& [path, routes] : paths) {
        out.key(path);
        out.begin_object();
        for (const Route* route : routes)
            write_operation(out, *route);
        out.end_object();
    }
    out.end_object();
    out.key("components");
    out.begin_object();
    write_security(out);
    out.key("schemas");
    write_components(out);
    out.end_object();
    out.end_object();
    return out.take();
}

} // namespace postern::http
