// How an item stands, for its exporter: /v1/status/{item} as JSON, /status/{item} as a page. Who has the item id and
// the secret of the receipt sees plain words and times, and nothing of anybody. The secret has 80 bits, so guesses need
// no counting: the answer to a wrong one and to an item that is not here is the same.
#include "counter/status_desk.hpp"
#include "http/html_page.hpp"
#include "http/json_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include "core/item_id.hpp"

#include <string>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using counter::PublicStatus;

namespace {

constexpr std::string_view kStatusHtml = "text/html";
constexpr std::size_t kStatusLanguageBytes = 35; // RFC 5646 advises room for that many
constexpr std::string_view kStatusStyle =
    "body{font:1.1rem/1.5 sans-serif;max-width:34rem;margin:0 auto;padding:1rem;color:#111;background:#fff}"
    "nav{text-align:end}nav a,nav b{margin-inline-start:.6rem}h1{font-size:1.4rem}"
    ".id{font-size:1.3rem;letter-spacing:.05em}.test{border:3px solid #b00020;padding:.5rem;font-weight:bold}"
    ".now{border-inline-start:.4rem solid #00539f;padding-inline-start:1rem}li{margin-block:.4rem}"
    "input,button{font:inherit;padding:.5rem;max-width:100%;box-sizing:border-box}label{display:block}"
    "time{color:#444;white-space:nowrap}";

const std::string& status_policy() {
    static const std::string kPolicy = policy_for_style(kStatusStyle, "'self'");
    return kPolicy;
}

/// A language in which only a profile has its texts is none of this page.
bool speaks(const text::Catalogue& texts, std::string_view lang) {
    return texts.has("status-page.title", lang);
}

/// In which words the answer is given. lang= stands above Accept-Language: it is what the links of the page say.
Result<std::string> status_language(const Context& context, const Call& call) {
    const auto& texts = *context.services.texts.current();
    std::string lang = call.lang;
    if (const auto wanted = call.parameter("lang")) {
        if (wanted->size() > kStatusLanguageBytes) return refuse(RefusalCode::bad_parameter, "lang");
        lang = texts.negotiate(*wanted);
    }
    return speaks(texts, lang) ? lang : std::string("en");
}

struct StatusWords {
    const text::Catalogue& texts;
    std::string lang;
    const text::Entry& of(std::string_view key) const { return texts.entry(key, lang); }
    const text::Entry& of(counter::PublicState state) const { return of("status." + std::string(to_string(state))); }
    std::string title(std::string_view key) const { return escaped(of(key).title); }
};

template <class Say>
void each_paper(const PublicStatus& status, const StatusWords& words, const Say& say) {
    for (const auto type : core::kAttachmentTypes)
        if (status.course.asks.has(type)) say(type, words.of("paper." + std::string(to_string(type))).title);
}

void write_status(json::Writer& out, const PublicStatus& status, const StatusWords& words) {
    const auto& now = status.course.now;
    const auto& told = words.of(now.state);
    out.begin_object();
    out.member("item_id", status.item_id);
    out.member("test", status.mode == core::Mode::test);
    out.member("lang", words.lang);
    out.member("state", to_string(now.state));
    out.member("title", told.title);
    out.member("text", told.text);
    out.member_if("hint", told.hint);
    out.member("since", core::to_rfc3339(now.at));
    out.key("asks");
    out.begin_array();
    each_paper(status, words, [&](core::AttachmentType type, const std::string& title) {
        out.begin_object();
        out.member("type", to_string(type));
        out.member("title", title);
        out.end_object();
    });
    out.end_array();
    out.key("steps");
    out.begin_array();
    for (const auto& step : status.course.steps) {
        out.begin_object();
        out.member("state", to_string(step.state));
        out.member("title", words.of(step.state).title);
        out.member("at", core::to_rfc3339(step.at));
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

/// "2026-11-28 07:15 UTC" in a <time>.
std::string time_element(core::Instant at) {
    const std::string exact = core::to_rfc3339(at);
    return "<time dir=\"ltr\" datetime=\"" + exact + "\">" + exact.substr(0, 10) + " " + exact.substr(11, 5) +
           " UTC</time>";
}

std::string status_languages(const StatusWords& words, std::string_view secret) {
    const std::string kept = secret.empty() ? std::string() : "&amp;s=" + escaped(secret);
    auto languages = words.texts.languages();
    std::erase_if(languages, [&](const std::string& lang) { return !speaks(words.texts, lang); });
    return language_links(languages, words.lang, kept);
}

/// The secret that was given goes into the links of the languages where it was right; a wrong one is written nowhere.
Reply status_html(int status, const StatusWords& words, std::string_view secret, const std::string& main) {
    Reply reply;
    reply.status = status;
    reply.content_type = std::string(kStatusHtml) + "; charset=utf-8";
    reply.headers.emplace_back("Content-Security-Policy", status_policy());
    const std::string title = words.title("status-page.title");
    reply.body = "<!DOCTYPE html>\n<html lang=\"" + escaped(words.lang) + "\" dir=\"" +
                 std::string(text::direction_of(words.lang)) +
                 "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                 "<meta name=\"robots\" content=\"noindex\"><title>" +
                 title + "</title>\n<style>" + std::string(kStatusStyle) + "</style></head>\n<body>\n" +
                 status_languages(words, secret) + "<main>\n<h1>" + title + "</h1>\n" + main +
                 "</main>\n</body>\n</html>\n";
    return reply;
}

std::string item_line(const std::string& item_id, const StatusWords& words) {
    return "<p>" + words.title("status-page.item") + ": <span class=\"id\" dir=\"ltr\">" + escaped(item_id) +
           "</span></p>\n";
}

std::string secret_form(const std::string& item_id, const StatusWords& words) {
    const auto& secret = words.of("status-page.secret");
    return item_line(item_id, words) + "<form method=\"get\" autocomplete=\"off\"><p><label for=\"s\">" +
           escaped(secret.title) +
           "</label><input id=\"s\" name=\"s\" dir=\"ltr\" required maxlength=\"24\" aria-describedby=\"how\"></p>\n"
           "<p id=\"how\">" +
           escaped(secret.text) + "</p><p><input type=\"hidden\" name=\"lang\" value=\"" + escaped(words.lang) +
           "\"><button type=\"submit\">" + words.title("status-page.show") + "</button></p></form>\n";
}

std::string status_main(const PublicStatus& status, const StatusWords& words) {
    const auto& now = status.course.now;
    const auto& told = words.of(now.state);
    std::string out;
    if (status.mode == core::Mode::test) {
        const auto& test = words.of("status-page.test");
        out += "<p class=\"test\">" + escaped(test.title) + " – " + escaped(test.text) + "</p>\n";
    }
    out += item_line(status.item_id, words) + "<section class=\"now\">\n<h2>" + escaped(told.title) + "</h2>\n<p>" +
           escaped(told.text) + "</p>\n";
    if (!told.hint.empty()) out += "<p><strong>" + escaped(told.hint) + "</strong></p>\n";
    std::string papers;
    each_paper(status, words,
               [&](core::AttachmentType, const std::string& title) { papers += "<li>" + escaped(title) + "</li>"; });
    if (!papers.empty()) out += "<p>" + words.title("status-page.asks") + ":</p><ul>" + papers + "</ul>\n";
    out += "<p>" + words.title("status-page.since") + " " + time_element(now.at) + "</p>\n</section>\n<h2>" +
           words.title("status-page.steps") + "</h2>\n<ol>\n";
    for (const auto& step : status.course.steps)
        out += "<li>" + time_element(step.at) + " " + escaped(words.of(step.state).title) + "</li>\n";
    return out + "</ol>\n";
}

Reply with_status_headers(Reply reply, const StatusWords& words, const Call& call) {
    reply.headers.emplace_back("Content-Language", words.lang);
    reply.headers.emplace_back("Vary", "Accept-Language");
    reply.headers.emplace_back("Referrer-Policy", "no-referrer"); // the secret stands in the address
    reply.headers.emplace_back("X-Robots-Tag", "noindex");
    return reply.status == 200 ? with_etag_of_body(std::move(reply), call) : reply;
}

std::optional<PublicStatus> asked_status(const Context& context, const Call& call) {
    return context.services.status_desk->status(call.path.front(), call.parameter("s").value_or(""));
}

Result<Reply> status_json(Context& context, const Call& call) {
    auto lang = status_language(context, call);
    if (!lang) return lang.refusal();
    const auto status = asked_status(context, call);
    if (!status) return refuse(RefusalCode::not_found);
    const StatusWords words{*context.services.texts.current(), std::move(lang).value()};
    json::Writer out;
    write_status(out, *status, words);
    return with_status_headers(json_reply(200, out), words, call);
}

Result<Reply> status_page(Context& context, const Call& call) {
    auto lang = status_language(context, call);
    if (!lang) return lang.refusal();
    const StatusWords words{*context.services.texts.current(), std::move(lang).value()};
    const auto id = core::ItemId::parse(call.path.front());
    if (id && call.parameter("s").value_or("").empty())
        return with_status_headers(status_html(200, words, {}, secret_form(id->text(), words)), words, call);
    const auto status = asked_status(context, call);
    if (status)
        return with_status_headers(status_html(200, words, *call.parameter("s"), status_main(*status, words)), words,
                                   call);
    const auto& unknown = words.of("status-page.unknown");
    Reply reply = status_html(404, words, {},
                              "<p role=\"alert\">" + escaped(unknown.title) + ": " + escaped(unknown.text) + " " +
                                  escaped(unknown.hint) + "</p>\n" + (id ? secret_form(id->text(), words) : ""));
    reply.code = core::refusal_kind(RefusalCode::not_found).slug;
    return with_status_headers(std::move(reply), words, call);
}

Route status_route(std::string_view path, std::string_view id, std::string_view summary, Handler handler,
                   const Answer& answer) {
    Route route = open_route(path, id, summary, handler, {answer, {304, "", "", "Nothing changed since."}});
    route.lane = workers::Lane::interactive;
    route.parameters = {{"s", false, false, "The secret on the receipt; blanks and hyphens do not matter."},
                        {"lang", false, false, "The language; stands above Accept-Language."},
                        {"If-None-Match", true, false, "ETag that the client has."},
                        kLanguage};
    return route;
}

} // namespace

std::vector<Route> status_routes() {
    return {status_route("/v1/status/{item}", "getStatus",
                         "How an item stands, in plain words for its exporter, by its S10 and the secret of the "
                         "receipt. Nothing personal, no numbers of authorities, nothing of what they found.",
                         status_json, {200, kJson, "PublicStatus", "How it stands, and how it came to that."}),
            status_route("/status/{item}", "getStatusPage",
                         "The same as a page; without the secret, a form that asks for it.", status_page,
                         {200, kStatusHtml, "", "The page."})};
}

} // namespace postern::http
