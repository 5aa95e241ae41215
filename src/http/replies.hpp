// Replies: the forms in which routes answer.
#pragma once

#include "http/call.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"
#include "http/services.hpp"
#include "json/writer.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace postern::http {

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kCsvType = "text/csv";

inline Reply json_reply(int status, json::Writer& out) {
    Reply reply;
    reply.status = status;
    reply.content_type = kJson;
    reply.body = out.take();
    return reply;
}

inline Reply no_content() {
    Reply reply;
    reply.status = 204;
    return reply;
}

inline pipeline::Telling words_of(const Context& context, const Call& call) {
    return {*context.services.texts.current(), call.lang, context.services.codelists->current()};
}
inline Telling telling_of(const Context& context, const Call& call) {
    return {words_of(context, call), call.request_id, call.header("Accept")};
}

/// The first of the forms that Accept names, unless it names JSON; else empty.
std::string_view form_beside_json(std::string_view accept, std::initializer_list<std::string_view> forms);
/// Where Accept names CSV and not JSON.
inline bool wants_csv(std::string_view accept) {
    return !form_beside_json(accept, {kCsvType}).empty();
}
Reply csv_reply(int status, std::string body);
/// A report as JSON, or as CSV where Accept wants that.
Reply submission_reply(int status, const Context& context, const Call& call, const pipeline::SubmissionReport& report);

/// What a message is answered with that went the whole way; the metrics count its items. One item that is kept: its
/// report with `more` behind it, else what every message gets.
Reply answer_of_submission(const Context& context, const Call& call, const pipeline::SubmissionReport& report,
                           const std::function<void(json::Writer&, const pipeline::ItemReport&)>& more = {});

inline const Parameter kLanguage{"Accept-Language", true, false, "One of the catalogue's languages."};
inline const Parameter kReportForm{"Accept", true, false, "text/csv: the report as CSV, a row a finding."};

/// How a message of this call goes its way; the CPU part runs in that lane.
pipeline::SubmitOptions submit_options(Context& context, const Call& call, workers::Lane lane);
/// An item as it stands now, which the call is about.
Reply item_reply(int status, const Context& context, const Call& call, const pipeline::ItemReport& item);

/// The reply with an ETag, or 304 without a body where the client has it already (If-None-Match).
Reply with_etag(Reply reply, std::string_view tag, const Call& call);
/// The same, where the body itself says what it is.
Reply with_etag_of_body(Reply reply, const Call& call);

} // namespace postern::http
