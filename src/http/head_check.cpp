// The head of a request: RFC 9112 read strictly, because what two readers take differently lets requests be smuggled.
#include "http/head_check.hpp"

#include "core/ascii.hpp"
#include "http/refuse.hpp"

#include <algorithm>
#include <array>

namespace postern::http {

using core::Refusal;
using core::RefusalCode;

namespace {

Refusal malformed(std::string_view fault) {
    return refuse(RefusalCode::malformed_head, fault);
}
Refusal too_large(std::size_t limit) {
    return refuse(RefusalCode::head_too_large, std::to_string(limit));
}

/// RFC 9110 5.6.2 tchar.
bool is_token_char(char c) {
    return core::is_ascii_digit(c) || core::is_ascii_letter(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// The next line without its CRLF; scan_head has seen to it that every line has one.
std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

/// Origin form only ("/path?query"), or "*" for OPTIONS. Percent signs must be followed by two hex digits, not %00.
bool is_sane_target(std::string_view target, std::string_view method) {
    if (target == "*") return method == "OPTIONS";
    if (target.empty() || target.front() != '/') return false;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c == '%') {
            if (i + 2 >= target.size() || core::hex_value(target[i + 1]) < 0 || core::hex_value(target[i + 2]) < 0)
                return false;
            if (target[i + 1] == '0' && target[i + 2] == '0') return false;
        } else if (std::string_view("#\\\"<>^`{|}").find(c) != std::string_view::npos || c == '\t') {
            return false;
        }
    }
    return true;
}

std::optional<Refusal> check_request_line(std::string_view line, const HeadLimits& limits, Head& head) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return malformed("request-line");
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    const bool sane_method = !head.method.empty() && head.method.size() <= 20 &&
                             std::all_of(head.method.begin(), head.method.end(), is_token_char);
    if (!sane_method) return malformed("method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return malformed("version");
    if (head.target.size() > limits.target) return too_large(limits.target);
    if (head.target.find(' ') != std::string_view::npos || !is_sane_target(head.target, head.method))
        return malformed("target");
    return std::nullopt;
}

/// Fields of which a second one would make two readers disagree.
struct Singles {
    static constexpr std::array<std::string_view, 8> kNames{
        "host",          "content-length", "transfer-encoding", "content-type",
        "authorization", "x-api-key",      "idempotency-key",   "expect"};
    std::array<std::string_view, kNames.size()> values{};
    std::array<bool, kNames.size()> seen{};

    enum Which : std::size_t { host = 0, content_length = 1, transfer_encoding = 2 };
    /// False: the field was there before.
    bool take(std::string_view name, std::string_view value) {
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            if (!core::equals_folded(name, kNames[i])) continue;
            if (seen[i]) return false;
            seen[i] = true;
            values[i] = value;
        }
        return true;
    }
};

std::optional<Refusal> check_field(std::string_view line, const HeadLimits& limits, Singles& singles) {
    if (line.front() == ' ' || line.front() == '\t') return malformed("folded-line");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("no-colon");
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name.size() > limits.name) return too_large(limits.name);
    if (value.size() > limits.value) return too_large(limits.value);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_token_char)) return malformed("field-name");
    // POCO decodes "=?charset?B?…?=" in values, and so would bring control characters back in
    const std::size_t word = value.find("=?");
    if (word != std::string_view::npos && value.find("?=", word + 2) != std::string_view::npos)
        return malformed("encoded-word");
    if (!singles.take(name, value)) return malformed("repeated-field");
    return std::nullopt;
}

bool is_sane_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return core::is_ascii_digit(c) || core::is_ascii_letter(c) ||
               std::string_view(".-_:[]").find(c) != std::string_view::npos;
    });
}

std::optional<Refusal> check_framing(const Singles& singles, bool http_1_0, Head& head) {
    const std::string_view length = singles.values[Singles::content_length];
    const std::string_view encoding = singles.values[Singles::transfer_encoding];
    if (singles.seen[Singles::transfer_encoding]) {
        if (singles.seen[Singles::content_length]) return malformed("length-and-chunked");
        if (http_1_0 || !core::equals_folded(encoding, "chunked")) return malformed("transfer-encoding");
        head.body = BodyForm::chunked;
        return std::nullopt;
    }
    if (singles.seen[Singles::content_length]) {
        if (length.empty() || length.size() > 18 || !std::all_of(length.begin(), length.end(), core::is_ascii_digit))
            return malformed("content-length");
        for (const char c : length)
            head.length = head.length * 10 + static_cast<std::uint64_t>(c - '0');
        head.body = head.length == 0 ? BodyForm::none : BodyForm::length;
        return std::nullopt;
    }
    if (head.method == "POST" || head.method == "PUT" || head.method == "PATCH")
        return refuse(RefusalCode::length_required);
    return std::nullopt;
}

} // namespace

HeadScan scan_head(std::string_view bytes, std::size_t from, const HeadLimits& limits) {
    const std::size_t end = std::min(bytes.size(), limits.bytes);
    for (std::size_t i = from; i < end; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\n') {
            if (i == 0 || bytes[i - 1] != '\r') return {0, malformed("bare-lf")};
            if (i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n") return {i + 1, std::nullopt};
            continue;
        }
        if (i > 0 && bytes[i - 1] == '\r') return {0, malformed("bare-cr")};
        if (byte == '\r' || byte == '\t') continue;
        if (byte < 0x20 || byte > 0x7e) return {0, malformed(byte == 0 ? "nul-byte" : "control-byte")};
    }
    if (bytes.size() >= limits.bytes) return {0, too_large(limits.bytes)};
    return {};
}

std::optional<Refusal> check_head(std::string_view bytes, const HeadLimits& limits, Head& head) {
    std::string_view rest = bytes;
    const std::string_view request_line = next_line(rest);
    if (auto refusal = check_request_line(request_line, limits, head)) return refusal;
    Singles singles;
    std::size_t lines = 0;
    for (std::string_view line = next_line(rest); !line.empty(); line = next_line(rest)) {
        if (++lines > limits.lines) return too_large(limits.lines);
        if (auto refusal = check_field(line, limits, singles)) return refusal;
    }
    if (!singles.seen[Singles::host]) return malformed("no-host");
    if (!is_sane_host(singles.values[Singles::host])) return malformed("host");
    return check_framing(singles, request_line.ends_with("HTTP/1.0"), head);
}

} // namespace postern::http
