// /p/{token}: the page of an exporter's telephone. It says how his draft stands and nothing that he wrote.
#include "counter/prefill_reference.hpp"
#include "http/html_page.hpp"
#include "http/json_forms.hpp"
#include "http/replies.hpp"
#include "http/route.hpp"

namespace postern::http {

using core::Result;

namespace {

constexpr std::string_view kPrefillHtml = "text/html";
constexpr std::size_t kLongestToken = 128;
constexpr std::string_view kPrefillStyle =
    "body{font-family:sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem;"
    "text-align:center}.reference{font-size:3rem;font-weight:bold;"
    "font-family:monospace;white-space:nowrap}.state{font-size:1.5rem}";

Reply prefill_html(int status, const std::string& lang, const std::string& title, const std::string& content) {
    static const std::string kPolicy = policy_for_style(kPrefillStyle, "'none'");
    Reply reply;
    reply.status = status;
    reply.content_type = std::string(kPrefillHtml) + "; charset=utf-8";
    reply.headers = {{"Content-Security-Policy", kPolicy}, {"Referrer-Policy", "no-referrer"},
                     {"Cache-Control", "no-store"},        {"X-Robots-Tag", "noindex, nofollow"},
                     {"Content-Language", lang},           {"Vary", "Accept-Language"}};
    reply.body =
        "<!DOCTYPE html>\n<html lang=\"" + escaped(lang) + "\" dir=\"" + std::string(text::direction_of(lang)) +
        "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"><title>" +
        escaped(title) + "</title><style>" + std::string(kPrefillStyle) + "</style></head>\n<body><main>\n<h1>" +
        escaped(title) + "</h1>\n" + content + "</main></body>\n</html>\n";
    return reply;
}

std::string paragraph(std::string_view kind, const std::string& text) {
    if (text.empty()) return {};
    return "<p" + (kind.empty() ? std::string() : " class=\"" + std::string(kind) + "\"") + ">" + escaped(text) +
           "</p>\n";
}

/// To the minute: "2026-12-12 07:04 UTC", from left to right in every language.
std::string until_of(core::Instant instant) {
    const auto text = core::to_rfc3339(instant);
    return "<time datetime=\"" + text + "\" dir=\"ltr\">" + text.substr(0, 10) + " " + text.substr(11, 5) +
           " UTC</time>";
}

Result<Reply> prefill_page(Context& context, const Call& call) {
    const text::Catalogue& texts = *context.services.texts.current();
    const auto words = [&](std::string_view key) -> const text::Entry& { return texts.entry(key, call.lang); };
    const auto& token = call.path.front();
    const auto* prefills = context.services.prefills;
    const auto head = prefills == nullptr || token.size() > kLongestToken ? std::nullopt : prefills->by_token(token);
    if (!head) {
        const auto& gone = words("page.prefill-gone");
        return prefill_html(404, call.lang, gone.title, paragraph("", gone.text));
    }
    const auto& page = words("page.prefill");
    const auto state = head->state(prefills->now());
    const bool waits = state == ports::PrefillState::open || state == ports::PrefillState::taken;
    std::string content;
    if (head->mode == core::Mode::test) {
        const auto& test = words("page.prefill-test");
        content += paragraph("state", test.title) + paragraph("", test.text);
    }
    content += "<p>" + escaped(words("page.prefill-reference").title) + "</p>\n<p class=\"reference\" dir=\"ltr\">" +
               escaped(counter::shown_reference(head->reference)) + "</p>\n";
    content += paragraph("state", words("prefill." + std::string(ports::to_string(state))).title);
    if (waits) content += "<p>" + escaped(words("page.prefill-until").title) + " " + until_of(head->expires) + "</p>\n";
    if (state == ports::PrefillState::open) content += paragraph("", page.text);
    content += paragraph("", page.hint);
    return prefill_html(200, call.lang, page.title, content);
}

} // namespace

Route prefill_page_route() {
    Route route = open_route(
        "/p/{token}", "getPrefillPage",
        "What the QR code of a draft leads an exporter to: its reference, how it stands, until "
        "when. Nothing of its content.",
        prefill_page, {{200, kPrefillHtml, "", "The page."}, {404, kPrefillHtml, "", "There is no such draft."}});
    route.parameters = {kLanguage};
    return route;
}

} // namespace postern::http
