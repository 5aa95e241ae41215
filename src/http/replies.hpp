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

inline Reply json_reply(int status, json::Writer& out) {
    Reply reply;
    reply.status = status;
    reply.content_type = kJson;
    reply.body = out.take();
    return reply;
}

inline Telling telling_of(const Context& context, const Call& call) {
    return {*context.services.texts, call.lang, call.request_id, call.header("Accept")};
}

/// The reply with an ETag, or 304 without a body where the client has it already (If-None-Match).
Reply with_etag(Reply reply, std::string_view tag, const Call& call);

} // namespace postern::http
