// Routes of agencies that read: the feed by cursor, and national documents.
#include "core/event.hpp"
#include "http/offer_forms.hpp"
#include "http/offer_json.hpp"
#include "http/poll_place.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint32_t kAllVersions = 1'000'000;

Result<ports::FeedFilter> filter_of(const Call& call) {
    ports::FeedFilter filter;
    if (const auto name = call.parameter("state")) {
        const auto states = core::all_filing_states();
        const auto found = std::ranges::find_if(states, [&](auto state) { return core::to_string(state) == *name; });
        if (found == states.end()) return refuse(RefusalCode::bad_parameter, "state");
        filter.state = *found;
    }
    if (const auto since = call.parameter("since")) {
        const auto at = core::parse_rfc3339(*since);
        if (!at) return refuse(RefusalCode::bad_parameter, "since");
        filter.since = *at;
    }
    const auto item_id = item_id_parameter(call);
    if (!item_id) return item_id.refusal();
    filter.item_id = item_id.value();
    return filter;
}

/// As they go into a link; all of them are plain.
std::string filter_words(const Call& call) {
    std::string words;
    for (const char* name : {"state", "since", "item_id"}) {
        const auto value = call.parameter(name);
        if (!value) continue;
        words.append("&").append(name).append("=");
        for (const char c : *value)
            words += c == '+' ? std::string("%2B") : c == ' ' ? std::string("%20") : std::string(1, c);
    }
    return words;
}

Reply batch_reply(OfferBatch batch) {
    Reply reply;
    reply.content_type = std::move(batch.content_type);
    reply.body = std::move(batch.body);
    return reply;
}

/// With its ETag; what is really sent of the filings' content is in the audit.
Reply given_reply(const Context& context, const Call& call, Reply reply,
                  const std::vector<clearance::OfferView>& offers, std::size_t given) {
    reply.headers.emplace_back("Vary", "Accept");
    reply = with_etag_of_body(std::move(reply), call);
    if (reply.status == 200) note_given(context, call, offers, given);
    return reply;
}

Result<Reply> feed(Context& context, const Call& call) {
    const HttpSettings& settings = context.settings;
    const auto limit = number_parameter(call, "limit", settings.feed_page, 1, settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto wait = read_wait(context, call);
    if (!wait) return wait.refusal();
    const auto filter = filter_of(call);
    if (!filter) return filter.refusal();
    const PollPlace place(context, wait.value());
    const auto page = context.services.agencies.feed(call.who, call.parameter("after").value_or(""), limit.value(),
                                                     place.wait_ms(), filter.value());
    if (!page) return page.refusal();

    const auto form = offer_form(call.header("Accept"));
    const auto& offers = page.value().offers;
    std::string next = page.value().next;
    std::size_t given = 0;
    Reply reply;
    if (form == OfferForm::json) {
        json::Writer out;
        out.begin_object();
        write_offers(out, offers);
        out.member("next", next);
        out.end_object();
        reply = json_reply(200, out);
    } else {
        auto batch = make_batch(context, call, offers, form);
        if (!batch) return batch.refusal();
        given = batch.value().offers;
        if (given < offers.size()) next = offers[given - 1].cursor;
        reply = batch_reply(std::move(batch).value());
    }
    if (!next.empty())
        reply.headers.emplace_back("Link", "</v1/agencies/" + call.path.front() + "/filings?after=" + next + "&limit=" +
                                               std::to_string(limit.value()) + filter_words(call) + ">; rel=\"next\"");
    if (offers.empty()) place.note_refusal(reply);
    return given_reply(context, call, std::move(reply), offers, given);
}

/// What was taken with a lease, so that it can be fetched as a table or an archive.
Result<Reply> read_lease(Context& context, const Call& call) {
    const auto lease = context.services.agencies.lease(call.who, call.path[1], call.parameter("after").value_or(""));
    if (!lease) return lease.refusal();
    const auto form = offer_form(call.header("Accept"));
    const auto& offers = lease.value().offers;
    if (form == OfferForm::json) return given_reply(context, call, lease_reply(200, lease.value()), offers, 0);
    auto batch = make_batch(context, call, offers, form);
    if (!batch) return batch.refusal();
    const std::size_t given = batch.value().offers;
    Reply reply = batch_reply(std::move(batch).value());
    if (given < offers.size())
        reply.headers.emplace_back("Link", "</v1/agencies/" + call.path.front() + "/leases/" + call.path[1] +
                                               "?after=" + offers[given - 1].cursor + ">; rel=\"next\"");
    return given_reply(context, call, std::move(reply), offers, given);
}

Result<Reply> document(Context& context, const Call& call) {
    const auto version = number_parameter(call, "version", 0, 1, kAllVersions);
    if (!version) return version.refusal();
    auto found = context.services.agencies.document(call.who, call.path[1], version.value());
    if (!found) return found.refusal();
    Reply reply;
    reply.content_type = found.value().media_type;
    reply.body = std::move(found.value().bytes);
    return with_etag(std::move(reply), found.value().hash, call);
}

} // namespace

std::vector<Route> agency_feed_routes() {
    Route list;
    list.method = "GET";
    list.path = "/v1/agencies/{agency}/filings";
    list.action = "filings.feed";
    list.id = "getFeed";
    list.summary = "The agency's feed by cursor. Reading changes nothing and can be repeated from any cursor.";
    list.handler = feed;
    list.parameters = {{"after", false, false, "Cursor of the last page; none: from the beginning."},
                       {"limit", false, true, "Offers on the page."},
                       {"wait", false, true, "Seconds to wait for news where there is none."},
                       {"state", false, false, "Only filings that are in this state now."},
                       {"since", false, false, "Only what was offered then or later (RFC 3339)."},
                       {"item_id", false, false, "Only filings of this item (S10)."},
                       kOfferForm,
                       {"If-None-Match", true, false, "ETag of a page the client has: 304 where it is the same."}};
    constexpr std::string_view kPage =
        "Offers in order, and the cursor to go on with (also as Link rel=next); as a table "
        "or an archive the cursor stands in Link alone.";
    list.answers = {{200, kJson, "Feed", kPage},
                    {200, kCsvType, "", kPage},
                    {200, kZipType, "", kPage},
                    {304, "", "", "The page is the one the client has."}};
    list.refusals = {RefusalCode::bad_cursor, RefusalCode::cursor_expired};

    Route held;
    held.method = "GET";
    held.path = "/v1/agencies/{agency}/leases/{id}";
    held.action = "filings.lease";
    held.id = "getLease";
    held.summary = "What was taken with a lease of this client, whatever was acknowledged since.";
    held.handler = read_lease;
    held.parameters = {{"after", false, false, "Cursor of the last offer that is known; none: from the first."},
                       kOfferForm,
                       {"If-None-Match", true, false, "ETag of what the client has: 304 where it is the same."}};
    constexpr std::string_view kHeld =
        "Its offers, and until when it holds; as a table or an archive with Link rel=next "
        "where there are more.";
    held.answers = {{200, kJson, "Lease", kHeld},
                    {200, kCsvType, "", kHeld},
                    {200, kZipType, "", kHeld},
                    {304, "", "", "It is what the client has."}};
    held.refusals = {RefusalCode::bad_cursor, RefusalCode::lease_lost};

    Route get;
    get.method = "GET";
    get.path = "/v1/agencies/{agency}/filings/{id}/document";
    get.action = "filings.document";
    get.id = "getDocument";
    get.summary = "The national document of a filing, byte for byte as it was judged.";
    get.handler = document;
    get.lane = workers::Lane::interactive;
    get.parameters = {{"version", false, true, "Version of the document; none: the newest."},
                      {"If-None-Match", true, false, "ETag of a document the client has: 304 where it is the same."}};
    get.answers = {{200, "application/xml", "", "The document in the profile's media type; ETag is its SHA-256."},
                   {304, "", "", "The document is the one the client has."}};
    return {list, held, get};
}

} // namespace postern::http
