// Uploads: documents that somebody gives as they are, beside a declaration or a referral, and gets back.
#pragma once

#include "http/route.hpp"
#include "json/writer.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace postern::http {

/// Runs a job in the lane of submissions; false: the lane is full.
std::function<bool(const std::function<void()>&)> on_submit_lane(Context& context);

/// 201, or 200 where it was known; `folder` is what its place begins with.
Reply uploaded(json::Writer& out, bool repeat, const std::string& document_id, const std::string& folder);

struct SavedDocument {
    std::string id;
    std::string media_type; ///< one of core/attachment_media.hpp
    std::string hash;       ///< hex SHA-256
};
/// Its bytes. What somebody uploaded is for saving, never for a browser to show; that it makes nothing else of it
/// (nosniff) is said with every answer.
Reply saved_document(const SavedDocument& document, std::string bytes, const Call& call);
/// The route that gives such bytes.
Route content_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                    Handler handler);

} // namespace postern::http
