// Date patterns, read field by field.
#include "core/date_pattern.hpp"

#include "core/failure.hpp"

namespace postern::core {

namespace {

/// Length of the run of one sign at the front of a pattern.
std::size_t run_length(std::string_view pattern) {
    std::size_t n = 1;
    while (n < pattern.size() && pattern[n] == pattern[0])
        ++n;
    return n;
}

bool is_field(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}

std::string digits(int value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// Takes 1..most digits (exactly `most` where padded); -1: there are none.
int take_number(std::string_view& text, std::size_t most, bool padded) {
    std::size_t n = 0;
    int value = 0;
    while (n < most && n < text.size() && text[n] >= '0' && text[n] <= '9') {
        value = value * 10 + (text[n] - '0');
        ++n;
    }
    if (n == 0 || (padded && n != most)) return -1;
    text.remove_prefix(n);
    return value;
}

struct Fields {
    int year = -1, month = -1, day = -1;
};

bool take_field(std::string_view& text, char sign, std::size_t width, Fields& fields) {
    if (sign == 'y') {
        fields.year = take_number(text, width, true);
        if (fields.year >= 0 && width == 2) fields.year += 2000;
        return fields.year >= 0;
    }
    int& target = sign == 'M' ? fields.month : fields.day;
    target = take_number(text, 2, width == 2);
    return target >= 0;
}

void check_field(char sign, std::size_t width) {
    const bool known = (sign == 'y' && (width == 2 || width == 4)) || ((sign == 'M' || sign == 'd') && width <= 2);
    if (!known) throw Failure("date pattern: no field of " + std::to_string(width) + " times '" + sign + "'");
}

} // namespace

std::string format_date(Date date, std::string_view pattern) {
    std::string out;
    while (!pattern.empty()) {
        const char sign = pattern[0];
        const std::size_t width = is_field(sign) ? run_length(pattern) : 1;
        if (is_field(sign)) {
            check_field(sign, width);
            const int year = width == 2 ? date.year % 100 : date.year;
            out += digits(sign == 'y' ? year : sign == 'M' ? date.month : date.day, width);
        } else {
            out += sign;
        }
        pattern.remove_prefix(width);
    }
    return out;
}

std::optional<Date> parse_date_as(std::string_view text, std::string_view pattern) {
    Fields fields;
    while (!pattern.empty()) {
        const char sign = pattern[0];
        const std::size_t width = is_field(sign) ? run_length(pattern) : 1;
        if (is_field(sign)) {
            check_field(sign, width);
            if (!take_field(text, sign, width, fields)) return std::nullopt;
        } else {
            if (text.empty() || text[0] != sign) return std::nullopt;
            text.remove_prefix(1);
        }
        pattern.remove_prefix(width);
    }
    if (!text.empty() || fields.year < 0 || fields.month < 0 || fields.day < 0) return std::nullopt;
    return parse_date(digits(fields.year, 4) + "-" + digits(fields.month, 2) + "-" + digits(fields.day, 2));
}

} // namespace postern::core
