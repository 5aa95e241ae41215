// Parts of a request: query, content type and keys as a route may have them.
#pragma once

#include "core/result.hpp"
#include "core/time.hpp"
#include "crypto/public_id.hpp"
#include "http/call.hpp"
#include "http/route.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

/// The query's parameters: only those of the route, each once, well-formed; else bad_parameter naming the route's.
core::Result<Fields> read_query(std::string_view target, const Route& route);
/// Whether such a body may be of that kind.
bool takes(BodyKind kind, BodyMedia form);
/// As Content-Type has it.
std::string_view media_type_named(BodyMedia form);
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
/// The parameter item_id as we write an S10; empty where it is not given, bad_parameter where it is none.
core::Result<std::string> item_id_parameter(const Call& call);
/// A place in a list that begins with what stands there longest.
struct PlaceSince {
    core::Instant since;
    std::int64_t key = 0; ///< which it is, of those since then
};
std::string cursor_since(const crypto::IdCipher& ids, const PlaceSince& place, crypto::IdKind kind);
/// nullopt: no such cursor of ours.
std::optional<PlaceSince> place_since(const crypto::IdCipher& ids, std::string_view cursor, crypto::IdKind kind);

/// The body as a small JSON object; no body is an empty one.
core::Result<json::Value> read_object(const Call& call);
/// A member that is a string; empty where it is not there, bad_json where it is something else.
core::Result<std::string> string_member(const json::Value& body, std::string_view name);
/// Such members of one row of a list, each into its text. What is wrong with the row, the last of it: bad_json naming
/// the list where it is no object.
std::optional<core::Refusal>
take_members(const json::Value& row, std::string_view list,
             std::initializer_list<std::pair<std::string_view, std::reference_wrapper<std::string>>> members);
/// As string_member, of visible ASCII without blanks and at most 64 characters, so that nobody's name stands in a
/// timeline; bad_parameter otherwise.
core::Result<std::string> code_member(const json::Value& body, std::string_view name);
/// The member `filings` of a body: ids, at least one; bad_json otherwise.
core::Result<std::vector<std::string>> read_filings(const json::Value& body);

} // namespace postern::http
