// Outgoing: a call of ours to somebody else's HTTP server, and what came of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::ports {

struct OutgoingCall {
    std::string method = "POST";
    std::string url; ///< https, or http; nothing else is called
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::uint32_t connect_ms = 5000;
    std::uint32_t total_ms = 15000;
    std::size_t reply_bytes = std::size_t{1} << 20; ///< a longer reply is broken off: too_large
    /// The name may only lead to public addresses, whatever it led to when it was registered.
    bool public_addresses_only = true;
    /// On a connection of its own. A kept one that the other side has closed meanwhile is replaced without a word, and
    /// the request sent a second time, whatever became of it the first time.
    bool own_connection = false;
    std::string ca_file;          ///< PEM; empty: the system's authorities
    std::string certificate_file; ///< of the client, PEM; empty: none
    std::string certificate_key_file;
};

/// Why there is no reply. Numbers are stored. The first three are known before a byte of the request has left.
enum class OutgoingFault : std::uint8_t {
    none = 0,
    address_refused, ///< the URL is none of http(s), or its name leads to an address that may not be called
    not_resolved,
    not_connected, ///< refused, unreachable, or the certificate was not trusted
    timed_out,     ///< whether it was taken over is not known
    broken_off,    ///< the same
    too_large,     ///< of the reply
};
/// "address-refused" …: a code as it is shown; empty for none.
constexpr std::string_view to_string(OutgoingFault fault) {
    switch (fault) {
    case OutgoingFault::address_refused: return "address-refused";
    case OutgoingFault::not_resolved: return "not-resolved";
    case OutgoingFault::not_connected: return "not-connected";
    case OutgoingFault::timed_out: return "timed-out";
    case OutgoingFault::broken_off: return "broken-off";
    case OutgoingFault::too_large: return "too-large";
    case OutgoingFault::none: break;
    }
    return {};
}

struct OutgoingReply {
    OutgoingFault fault = OutgoingFault::none;
    int status = 0; ///< HTTP; 0 with a fault. A redirection is a status like any other: it is not followed
    std::string content_type;
    std::string location;
    std::optional<std::uint32_t> retry_after_seconds;
    std::string body;
};

/// Makes calls. Thread-safe; blocks up to total_ms; throws nothing but std::bad_alloc.
class Caller {
public:
    virtual ~Caller() = default;
    virtual OutgoingReply call(const OutgoingCall& call) = 0;
};

} // namespace postern::ports
