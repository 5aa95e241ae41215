// Instants and dates as text and back, by calendar arithmetic alone: no locale, no time zone of the machine.
#include "core/time.hpp"

#include "core/failure.hpp"

#include <array>
#include <chrono>

namespace postern::core {

namespace {

constexpr std::int64_t kFirstMs = -62'135'596'800'000; // 0001-01-01T00:00:00.000Z
constexpr std::int64_t kLastMs = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

std::chrono::sys_days to_days(Date date) {
    return std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day};
}

/// Reads a text from its front; once something did not fit, good() stays false.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = next();
            if (c < '0' || c > '9') good_ = false;
            value = value * 10 + (c - '0');
        }
        return good_ ? value : 0;
    }
    void one_of(char a, char b) {
        const char c = next();
        if (c != a && c != b) good_ = false;
    }
    /// Milliseconds of a fraction ("." and 1 to 18 digits) where there is one; finer digits are cut.
    int fraction() {
        if (rest_.empty() || rest_.front() != '.') return 0;
        rest_.remove_prefix(1);
        int ms = 0;
        std::size_t n = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++n, rest_.remove_prefix(1))
            if (n < 3) ms = ms * 10 + (rest_.front() - '0');
        if (n == 0 || n > 18) good_ = false;
        for (; n < 3; ++n)
            ms *= 10;
        return ms;
    }
    char next() {
        if (rest_.empty()) {
            good_ = false;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    void refuse() { good_ = false; }
    bool good() const { return good_; }
    bool done() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

std::optional<Date> take_date(Scanner& scan) {
    const int year = scan.digits(4);
    scan.one_of('-', '-');
    const int month = scan.digits(2);
    scan.one_of('-', '-');
    const int day = scan.digits(2);
    if (!scan.good() || year == 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

/// "Z" or "+hh:mm", as minutes east of UTC.
int take_offset(Scanner& scan) {
    const char sign = scan.next();
    if (sign == 'Z' || sign == 'z') return 0;
    const int hours = scan.digits(2);
    scan.one_of(':', ':');
    const int minutes = scan.digits(2);
    if ((sign != '+' && sign != '-') || hours > 23 || minutes > 59) scan.refuse();
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

void put(char* at, int value, int width) {
    for (int i = width - 1; i >= 0; --i, value /= 10)
        at[i] = static_cast<char>('0' + value % 10);
}

void put_date(char* at, Date date) {
    put(at, date.year, 4);
    at[4] = '-';
    put(at + 5, date.month, 2);
    at[7] = '-';
    put(at + 8, date.day, 2);
}

} // namespace

std::string to_rfc3339(Instant instant) {
    const Date date = date_of(instant);
    const int of_day = static_cast<int>(instant.ms - start_of(date).ms);
    std::array<char, 24> text;
    put_date(text.data(), date);
    text[10] = 'T';
    put(text.data() + 11, of_day / 3'600'000, 2);
    text[13] = ':';
    put(text.data() + 14, of_day / 60'000 % 60, 2);
    text[16] = ':';
    put(text.data() + 17, of_day / 1000 % 60, 2);
    text[19] = '.';
    put(text.data() + 20, of_day % 1000, 3);
    text[23] = 'Z';
    return {text.data(), text.size()};
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    Scanner scan(text);
    const auto date = take_date(scan);
    if (!date) return std::nullopt;
    scan.one_of('T', 't');
    const int hour = scan.digits(2);
    scan.one_of(':', ':');
    const int minute = scan.digits(2);
    scan.one_of(':', ':');
    const int second = scan.digits(2);
    const int ms = scan.fraction();
    const int offset = take_offset(scan);
    if (!scan.done() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const std::int64_t minutes = hour * 60 + minute - offset;
    const std::int64_t at = start_of(*date).ms + minutes * 60'000 + second * 1000 + ms;
    // a leap second exists only as the last one of a day in UTC; it becomes the first of the next
    if (second == 60 && (at - ms) % kDayMs != 0) return std::nullopt;
    if (at < kFirstMs || at > kLastMs) return std::nullopt;
    return Instant{at};
}

std::string to_string(Date date) {
    std::array<char, 10> text;
    put_date(text.data(), date);
    return {text.data(), text.size()};
}

std::optional<Date> parse_date(std::string_view text) {
    Scanner scan(text);
    const auto date = take_date(scan);
    return scan.done() ? date : std::nullopt;
}

Date date_of(Instant instant) {
    if (instant.ms < kFirstMs || instant.ms > kLastMs) throw Failure("time: an instant outside the years 1 to 9999");
    const std::chrono::sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds{instant.ms}};
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(point)};
    return {static_cast<std::int16_t>(int(date.year())), static_cast<std::uint8_t>(unsigned(date.month())),
            static_cast<std::uint8_t>(unsigned(date.day()))};
}

Instant start_of(Date date) {
    return {to_days(date).time_since_epoch().count() * kDayMs};
}

std::int64_t days_between(Date a, Date b) {
    return (to_days(b) - to_days(a)).count();
}

} // namespace postern::core
