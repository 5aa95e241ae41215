// Replies: what the client has already is not sent again.
#include "http/replies.hpp"

namespace postern::http {

namespace {

/// RFC 9110 13.1.2: a list of tags, weak ones compare like strong ones, "*" is any.
bool names_tag(std::string_view list, std::string_view quoted) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view tag = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (!tag.empty() && tag.front() == ' ')
            tag.remove_prefix(1);
        while (!tag.empty() && tag.back() == ' ')
            tag.remove_suffix(1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == quoted || tag == "*") return true;
    }
    return false;
}

} // namespace

Reply with_etag(Reply reply, std::string_view tag, const Call& call) {
    const std::string quoted = "\"" + std::string(tag) + "\"";
    reply.headers.emplace_back("ETag", quoted);
    reply.headers.emplace_back("Cache-Control", "private, no-cache");
    if (!names_tag(call.header("If-None-Match"), quoted)) return reply;
    reply.status = 304;
    reply.content_type.clear();
    reply.body.clear();
    return reply;
}

} // namespace postern::http
