// Properties: the line reader. A line it cannot read is a fault with its number, and reading goes on.
#include "app/properties.hpp"

namespace postern::app {

namespace {

constexpr std::string_view kBlanks = " \t\r\f";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_key(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

void read_line(std::string_view line, std::size_t number, Properties& out) {
    if (line.empty() || line.front() == '#' || line.front() == '!') return;
    const auto sign = line.find_first_of("=:");
    const auto key = trimmed(line.substr(0, sign));
    if (sign == std::string_view::npos || !is_key(key)) {
        out.faults.push_back("line " + std::to_string(number) + ": not of the form key = value");
        return;
    }
    out.entries.push_back({std::string(key), std::string(trimmed(line.substr(sign + 1))), number});
}

} // namespace

Properties read_properties(std::string_view text) {
    Properties out;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // editors on Windows leave a byte order mark
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        read_line(trimmed(text.substr(0, end)), ++number, out);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

} // namespace postern::app
