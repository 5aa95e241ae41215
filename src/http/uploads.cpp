// Uploads: the same answers wherever a document is given or fetched.
#include "http/uploads.hpp"

#include "http/replies.hpp"
#include "http/services.hpp"

#include <utility>

namespace postern::http {

std::function<bool(const std::function<void()>&)> on_submit_lane(Context& context) {
    return [&lanes = context.services.lanes](const std::function<void()>& job) {
        return lanes.run(workers::Lane::submit, job);
    };
}

Reply uploaded(json::Writer& out, bool repeat, const std::string& document_id, const std::string& folder) {
    Reply reply = json_reply(repeat ? 200 : 201, out);
    reply.object = document_id;
    reply.headers.emplace_back(repeat ? "Content-Location" : "Location", folder + document_id);
    return reply;
}

Reply saved_document(const SavedDocument& document, std::string bytes, const Call& call) {
    const bool is_pdf = document.media_type == "application/pdf";
    const std::string ending = is_pdf ? "pdf" : document.media_type.substr(document.media_type.find('/') + 1);
    Reply reply;
    reply.content_type = document.media_type;
    reply.object = document.id;
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + document.id + "." + ending + "\"");
    reply.body = std::move(bytes);
    return with_etag(std::move(reply), document.hash, call);
}

Route content_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                    Handler handler) {
    constexpr std::string_view kBytes = "Its bytes, as they were uploaded; ETag is their SHA-256.";
    Route route = reading_route(path, action, id, summary, handler, {200, "application/pdf", "", kBytes});
    route.answers.push_back({200, "image/jpeg", "", kBytes});
    route.answers.push_back({200, "image/png", "", kBytes});
    route.answers.push_back({304, "", "", "It is the one the client has."});
    route.lane = workers::Lane::interactive;
    route.parameters = {{"If-None-Match", true, false, "ETag of a document the client has: 304 where it is the same."}};
    return route;
}

} // namespace postern::http
