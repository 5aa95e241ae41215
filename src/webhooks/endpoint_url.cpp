// Endpoint URLs, read strictly: what two readers could understand differently is refused.
#include "webhooks/endpoint_url.hpp"

#include "core/ascii.hpp"
#include "core/internet_address.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace postern::webhooks {

namespace {

constexpr std::size_t kUrlBytes = 2000;
constexpr std::string_view kAnyFault = "url";

bool is_url_character(char c) {
    return c > 0x20 && c < 0x7f && std::string_view("\"<>\\^`{|}#").find(c) == std::string_view::npos;
}

bool is_port(std::string_view text) {
    constexpr unsigned kGreatest = 65535;
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= kGreatest;
}

struct Host {
    std::string_view text; ///< without brackets
    bool in_brackets = false;
};

/// The host of "host", "host:port", "[v6]" or "[v6]:port".
std::optional<Host> host_of(std::string_view authority) {
    Host host;
    std::string_view rest;
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        host = {authority.substr(1, end - 1), true};
        rest = authority.substr(end + 1);
    } else {
        const auto end = std::min(authority.find(':'), authority.size());
        host = {authority.substr(0, end), false};
        rest = authority.substr(end);
    }
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    return host.text.empty() ? std::nullopt : std::optional(host);
}

bool is_name(std::string_view host) {
    return host.front() != '.' && std::ranges::all_of(host, [](char c) {
               return core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '-' || c == '.' || c == '_';
           });
}

/// "127.1", "0x7f.1" and the like are addresses to some readers; no name ends with a label that is a number.
bool ends_with_number(std::string_view host) {
    while (host.ends_with('.'))
        host.remove_suffix(1);
    const auto dot = host.rfind('.');
    const auto label = host.substr(dot == std::string_view::npos ? 0 : dot + 1);
    return !label.empty() && core::is_ascii_digit(label.front()) &&
           (std::ranges::all_of(label, core::is_ascii_digit) || label.starts_with("0x") || label.starts_with("0X"));
}

std::string_view fault_of_host(const Host& host, const UrlRules& rules) {
    constexpr std::string_view kInside = "url (public address)";
    const auto address = core::parse_internet_address(host.text);
    if (address) {
        if ((address->size() != 4) != host.in_brackets) return kAnyFault;
        return rules.allow_private_addresses || core::is_public_address(*address) ? std::string_view() : kInside;
    }
    if (host.in_brackets || !is_name(host.text) || ends_with_number(host.text)) return kAnyFault;
    const auto name = core::ascii_lowered(host.text);
    const bool here = name == "localhost" || name == "localhost." || name.ends_with(".localhost");
    return here && !rules.allow_private_addresses ? kInside : std::string_view();
}

} // namespace

std::string_view fault_of_url(std::string_view url, const UrlRules& rules) {
    if (url.size() > kUrlBytes || !std::ranges::all_of(url, is_url_character)) return kAnyFault;
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return kAnyFault;
    const bool is_http = core::equals_folded(url.substr(0, colon), "http");
    if (!is_http && !core::equals_folded(url.substr(0, colon), "https")) return "url (https)";
    if (is_http && !rules.allow_http) return "url (https)";
    const auto rest = url.substr(colon + 3);
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.find('@') != std::string_view::npos) return kAnyFault;
    const auto host = host_of(authority);
    return host ? fault_of_host(*host, rules) : kAnyFault;
}

} // namespace postern::webhooks
