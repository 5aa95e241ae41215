// Replies: the forms in which routes answer.
#pragma once

#include "http/call.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"
#include "http/services.hpp"
#include "json/writer.hpp"

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

inline pipeline::Telling words_of(const Context& context, const Call& call) {
    return {*context.services.texts.current(), call.lang, context.services.codelists->current()};
}
inline Telling telling_of(const Context& context, const Call& call) {
    return {words_of(context, call), call.request_id, call.header("Accept")};
}

/// Where Accept names CSV and not JSON.
bool wants_csv(std::string_view accept);
Reply csv_reply(int status, std::string body);
/// A report as JSON, or as CSV where Accept wants that.
Reply submission_reply(int status, const Context& context, const Call& call, const pipeline::SubmissionReport& report);

inline const Parameter kLanguage{"Accept-Language", true, false, "One of the catalogue's languages."};
inline const Parameter kReportForm{"Accept", true, false, "text/csv: the report as CSV, a row a finding."};

/// The reply with an ETag, or 304 without a body where the client has it already (If-None-Match).
Reply with_etag(Reply reply, std::string_view tag, const Call& call);

} // namespace postern::http
