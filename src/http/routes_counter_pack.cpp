// Route of the counter pack: what a counter needs to go on without a line, as one signed ZIP.
#include "http/pack_shelf.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kZip = "application/zip";
constexpr std::size_t kPackLanguageBytes = 35; // RFC 5646 advises room for that many

Result<Reply> counter_pack(Context& context, const Call& call) {
    const auto& services = context.services;
    PackShelf::Wanted wanted{services.submissions->parts(),
                             services.codelists->current(),
                             services.texts.current(),
                             std::string(call.parameter("origin").value_or("")),
                             call.lang,
                             core::date_of(services.clock.now())};
    if (!wanted.lists->is_address_country(wanted.origin)) return refuse(RefusalCode::bad_parameter, "origin");
    if (const auto lang = call.parameter("lang")) {
        if (lang->size() > kPackLanguageBytes) return refuse(RefusalCode::bad_parameter, "lang");
        wanted.lang = wanted.texts->negotiate(*lang);
    }
    const auto pack = services.packs->pack(wanted, services.sign_pack);
    Reply reply;
    reply.content_type = kZip;
    reply.body = pack->zip;
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"counter-pack-" + wanted.origin + "-" +
                                                          wanted.lang + "-" + core::to_string(wanted.day) + ".zip\"");
    reply.headers.emplace_back("Content-Language", wanted.lang);
    reply.headers.emplace_back("Vary", "Accept-Language");
    return with_etag(std::move(reply), pack->tag, call);
}

} // namespace

std::vector<Route> counter_pack_routes() {
    Route pack = reading_route("/v1/counter/pack", "counter.pack", "getCounterPack",
                               "What a counter needs while its line is lost: requirements of every destination, "
                               "ceilings, stop words, prohibitions, goods and texts in the clerk's language, for seven "
                               "days. pack.json names each file with its SHA-256, and pack.jws is the same, signed.",
                               counter_pack, {200, kZip, "", "Less than 2 MB."});
    pack.lane = workers::Lane::bulk;
    pack.audit = Audit::none;
    pack.answers.push_back({304, "", "", "The client has it already."});
    pack.parameters = {{"origin", false, false, "Country in which the counter is, ISO 3166-1 alpha-2."},
                       {"lang", false, false, "The language; stands above Accept-Language."},
                       {"If-None-Match", true, false, "ETag of the pack that the client has."},
                       kLanguage};
    return {pack};
}

} // namespace postern::http
