// The counter page: one page for a clerk, served from memory under rules that let it speak to this gateway alone.
#include "http/page_folder.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kPageMain = "index.html";
constexpr std::string_view kNotBuilt =
    "The counter page has not been built here. Build it with scripts/build-web, then start the gateway again or let it "
    "read its configuration again (POST /v1/admin/reload).\n";
/// No script, style or call from elsewhere; frame-src: a PDF that was fetched with the key is shown from memory.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "frame-src blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view kPagePermissions =
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), bluetooth=()";

void add_page_rules(Reply& reply) {
    reply.headers.emplace_back("Content-Security-Policy", kPagePolicy);
    reply.headers.emplace_back("Referrer-Policy", "no-referrer");
    reply.headers.emplace_back("Permissions-Policy", kPagePermissions);
    reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    reply.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

Reply not_built() {
    Reply reply;
    reply.status = 404;
    reply.code = core::refusal_kind(RefusalCode::not_found).slug;
    reply.content_type = "text/plain; charset=utf-8";
    reply.body = kNotBuilt;
    return reply;
}

Result<Reply> page_file(const Context& context, const Call& call, std::string_view name) {
    const auto* shelf = context.services.counter_pages;
    const auto pages = shelf == nullptr ? nullptr : shelf->current();
    if (!pages || pages->empty()) return not_built();
    const auto* file = pages->find(name);
    if (file == nullptr) return refuse(RefusalCode::not_found);
    Reply reply;
    reply.content_type = file->media;
    reply.body = file->body;
    add_page_rules(reply);
    return with_etag(std::move(reply), file->tag, call);
}

Result<Reply> counter_page(Context& context, const Call& call) {
    return page_file(context, call, kPageMain);
}

Result<Reply> counter_file(Context& context, const Call& call) {
    return page_file(context, call, call.path.front());
}

/// What people type; the files are named from the folder, so the page has to be there.
Result<Reply> to_counter_page(Context&, const Call&) {
    Reply reply;
    reply.status = 308;
    reply.headers.emplace_back("Location", "/counter/");
    return reply;
}

} // namespace

std::vector<Route> page_routes() {
    return {
        open_route("/counter", "goToCounterPage", "To the counter page.", to_counter_page,
                   {{308, "", "", "It is at /counter/."}}),
        open_route("/counter/", "getCounterPage",
                   "The page on which a clerk does a counter's whole conversation; it asks for a counter's key.",
                   counter_page,
                   {{200, "text/html", "", "The page."},
                    {304, "", "", "The client has it already."},
                    {404, "text/plain", "", "It was not built here; how that is done."}}),
        open_route("/counter/{file}", "getCounterFile", "A file of the counter page: script, style, texts.",
                   counter_file, {{200, "*/*", "", "The file."}, {304, "", "", "The client has it already."}}),
    };
}

} // namespace postern::http
