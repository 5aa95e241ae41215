// Parts of a request: query, content type and keys as a route may have them.
#pragma once

#include "core/result.hpp"
#include "http/call.hpp"
#include "http/route.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

/// The query's parameters: only those of the route, each once, well-formed; else bad_parameter naming the route's.
core::Result<Fields> read_query(std::string_view target, const Route& route);
/// What the body is; unsupported_media_type where the route does not take what Content-Type says.
core::Result<BodyMedia> read_content_type(std::string_view content_type, BodyKind kind);
/// Visible ASCII, at most that long.
bool is_plain(std::string_view text, std::size_t longest);
/// A whole number of a query parameter or JSON member within bounds; bad_parameter naming it and its bounds.
core::Result<std::uint32_t> read_number(std::string_view name, std::string_view text, std::uint32_t least,
                                        std::uint32_t greatest);
/// The parameter as a number, or the default where it is not given.
core::Result<std::uint32_t> number_parameter(const Call& call, std::string_view name, std::uint32_t otherwise,
                                             std::uint32_t least, std::uint32_t greatest);
/// The member `filings` of a body: ids, at least one; bad_json otherwise.
core::Result<std::vector<std::string>> read_filings(const json::Value& body);

} // namespace postern::http
