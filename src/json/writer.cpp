// Writing JSON: what comes out is always well-formed UTF-8, whatever went in.
#include "json/writer.hpp"

#include "core/utf8.hpp"

#include <array>
#include <charconv>

namespace postern::json {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

void append_escape(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && is_plain(static_cast<unsigned char>(text[plain])))
            ++plain;
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
        const std::size_t length = core::utf8_length(text);
        if (length == 1)
            append_escape(out, text.front());
        else
            out.append(length == 0 ? kReplacement : text.substr(0, length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out += '"';
}

} // namespace

void Writer::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (has_member_.empty()) return;
    if (has_member_.back()) out_ += ',';
    has_member_.back() = true;
}

void Writer::begin_object() {
    separate();
    out_ += '{';
    has_member_.push_back(false);
}

void Writer::end_object() {
    out_ += '}';
    has_member_.pop_back();
}

void Writer::begin_array() {
    separate();
    out_ += '[';
    has_member_.push_back(false);
}

void Writer::end_array() {
    out_ += ']';
    has_member_.pop_back();
}

void Writer::key(std::string_view name) {
    separate();
    append_quoted(out_, name);
    out_ += ':';
    after_key_ = true;
}

void Writer::value(std::string_view text) {
    separate();
    append_quoted(out_, text);
}

void Writer::value(std::int64_t number) {
    separate();
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out_.append(digits.data(), end.ptr);
}

void Writer::value(bool flag) {
    separate();
    out_ += flag ? "true" : "false";
}

void Writer::null() {
    separate();
    out_ += "null";
}

void Writer::number(std::string_view digits) {
    separate();
    out_ += digits;
}

void Writer::member_if(std::string_view name, std::string_view text) {
    if (!text.empty()) member(name, text);
}

} // namespace postern::json
