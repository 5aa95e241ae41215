// Call and Reply: one request and its answer as plain values, so that routes know nothing of sockets.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// What the body is, by its content type.
enum class BodyMedia : std::uint8_t { xml, json, csv, pdf, jpeg, png, bytes };

/// A request. The adapter fills the first part from the wire, the wrapper the second before a route sees it.
struct Call {
    std::string method;
    std::string target; ///< path and query as sent
    Fields headers;

    std::string request_id;
    std::string lang = "en";
    std::vector<std::string> path; ///< the values of the template's {parameters}, decoded
    Fields query;                  ///< decoded; only names the route knows, each once
    core::Principal who;
    std::string body;
    BodyMedia media = BodyMedia::xml; ///< of the body, where a route takes several

    /// A header's value; empty: none. Names are compared without case.
    std::string_view header(std::string_view name) const;
    /// A query parameter; nullopt: not given.
    std::optional<std::string_view> parameter(std::string_view name) const;
};

struct Reply {
    int status = 200;
    std::string content_type; ///< empty: no body
    std::string body;
    Fields headers;
    std::string code;   ///< the refusal's slug, for audit and metrics; empty: done
    std::string object; ///< what it was about (public id), for the audit
    bool close = false; ///< nothing more is read from this connection
};

/// Where a body is read from when the wrapper has decided that it wants one.
class BodySource {
public:
    virtual ~BodySource() = default;
    virtual bool has_body() const = 0;
    /// The length that was announced; nullopt: chunked.
    virtual std::optional<std::uint64_t> announced() const = 0;
    /// All of it, at most limit bytes (body_too_large); malformed_head or request_timeout where it does not come whole.
    virtual core::Result<std::string> read(std::uint64_t limit) = 0;
};

/// Percent-decoded; nullopt: not well-formed, or it gives a control character.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

} // namespace postern::http
