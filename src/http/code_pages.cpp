// /problems/{code}: what a code means, for programs as JSON and for people as a page. What it says is what
// docs/reference says.
#include "http/html_page.hpp"
#include "http/json_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/route.hpp"

namespace postern::http {

using core::Result;

namespace {

constexpr std::string_view kHtml = "text/html";
constexpr std::size_t kLanguageBytes = 35; // RFC 5646 advises room for that many

std::string fact(std::string_view name, const std::string& value) {
    if (value.empty()) return {};
    return "<dt>" + std::string(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
}

/// Facts are codes in English whatever the language: they are what programs and manuals name.
std::string facts(const pipeline::CodePage& page) {
    return "<dl dir=\"ltr\" lang=\"en\">\n" + fact("code", page.code) +
           (page.status == 0 ? "" : fact("HTTP status", std::to_string(page.status))) +
           fact("severity", page.severity) + fact("rule", page.rule) + fact("family", page.family) +
           fact("dimension of quality", page.dimension) + fact("example of a right value", page.entry.example) +
           "</dl>\n";
}

Reply as_html(const pipeline::CodePage& page, const text::Catalogue& texts, const std::string& lang) {
    const std::string title = escaped(page.entry.title);
    Reply reply;
    reply.content_type = std::string(kHtml) + "; charset=utf-8";
    reply.headers.emplace_back("Content-Security-Policy",
                               "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    reply.body = "<!DOCTYPE html>\n<html lang=\"" + escaped(lang) + "\" dir=\"" +
                 std::string(text::direction_of(lang)) + "\">\n<head><meta charset=\"utf-8\"><title>" + title +
                 "</title></head>\n<body>\n" + language_links(texts.languages(), lang) + "<h1>" + title + "</h1>\n<p>" +
                 escaped(page.entry.text) + "</p>\n" +
                 (page.entry.hint.empty() ? "" : "<p><strong>" + escaped(page.entry.hint) + "</strong></p>\n") +
                 facts(page) + "</body>\n</html>\n";
    return reply;
}

Reply as_json(const pipeline::CodePage& page) {
    json::Writer out;
    out.begin_object();
    out.member("code", page.code);
    out.member("kind", page.is_refusal ? "refusal" : "finding");
    if (page.status != 0) out.member("status", page.status);
    out.member_if("severity", page.severity);
    out.member_if("rule", page.rule);
    out.member_if("family", page.family);
    out.member_if("dimension", page.dimension);
    out.member("title", page.entry.title);
    out.member("detail", page.entry.text);
    out.member_if("hint", page.entry.hint);
    out.member_if("example", page.entry.example);
    out.end_object();
    return json_reply(200, out);
}

/// lang= stands above Accept-Language: it is what the links of the page say.
Result<Reply> problem_page(Context& context, const Call& call) {
    const text::Catalogue& texts = *context.services.texts.current();
    std::string lang = call.lang;
    if (const auto wanted = call.parameter("lang")) {
        if (wanted->size() > kLanguageBytes) return refuse(core::RefusalCode::bad_parameter, "lang");
        lang = texts.negotiate(*wanted);
    }
    pipeline::Telling telling = words_of(context, call);
    telling.lang = lang;
    const auto page = pipeline::code_page(call.path.front(), telling);
    if (!page) return refuse(core::RefusalCode::not_found);
    const bool is_for_people = call.header("Accept").find(kHtml) != std::string_view::npos;
    Reply reply = is_for_people ? as_html(*page, texts, lang) : as_json(*page);
    reply.headers.emplace_back("Content-Language", lang);
    reply.headers.emplace_back("Vary", "Accept, Accept-Language");
    return reply;
}

} // namespace

Route problem_page_route() {
    Route route =
        open_route("/problems/{code}", "getProblem", "What a code of a problem or finding means.", problem_page,
                   {{200, kJson, "ProblemPage", "What it says, how grave it is, which rule reports it."},
                    {200, kHtml, "", "The same as a page."}});
    route.parameters = {kLanguage, {"lang", false, false, "The language; stands above Accept-Language."}};
    return route;
}

} // namespace postern::http
