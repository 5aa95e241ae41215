// Period: from and to as a request has them.
#include "http/period.hpp"

#include "http/refuse.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::int64_t kDaysByDefault = 30;
constexpr std::int64_t kDaysAtMost = 400;
constexpr core::Date kEarliest{2000, 1, 1};

Result<core::Date> day_of(const Call& call, std::string_view name, core::Date otherwise) {
    const auto text = call.parameter(name);
    if (!text) return otherwise;
    const auto date = core::parse_date(*text);
    if (!date || *date < kEarliest) return refuse(RefusalCode::bad_parameter, std::string(name) + " (yyyy-mm-dd)");
    return *date;
}

constexpr int kMonthsAtMost = 24;
constexpr int kMonthsOfYear = 12;

/// Months since the year 0.
int month_number(core::Date date) {
    return date.year * kMonthsOfYear + date.month - 1;
}
core::Date first_of(int month) {
    return {static_cast<std::int16_t>(month / kMonthsOfYear), static_cast<std::uint8_t>(month % kMonthsOfYear + 1), 1};
}

Result<int> read_month(const Call& call, std::string_view name, int otherwise) {
    const auto text = call.parameter(name);
    if (!text) return otherwise;
    const auto date = core::parse_date(std::string(*text) + "-01");
    if (!date || *date < kEarliest) return refuse(RefusalCode::bad_parameter, std::string(name) + " (yyyy-mm)");
    return month_number(*date);
}

} // namespace

Result<Months> read_months(const Call& call, core::Instant now) {
    const auto to = read_month(call, "to", month_number(core::date_of(now)));
    if (!to) return to.refusal();
    const auto from = read_month(call, "from", to.value());
    if (!from) return from.refusal();
    if (to.value() < from.value()) return refuse(RefusalCode::bad_parameter, "from, to (to before from)");
    if (to.value() - from.value() >= kMonthsAtMost)
        return refuse(RefusalCode::bad_parameter, "from, to (at most " + std::to_string(kMonthsAtMost) + " months)");
    return Months{core::start_of(first_of(from.value())), core::start_of(first_of(to.value() + 1))};
}

Result<Period> read_period(const Call& call, core::Instant now) {
    const auto to = day_of(call, "to", core::date_of(now));
    if (!to) return to.refusal();
    const auto before = core::start_of(to.value()).ms - (kDaysByDefault - 1) * core::kDayMs;
    const auto from = day_of(call, "from", core::date_of({before}));
    if (!from) return from.refusal();
    const auto days = core::days_between(from.value(), to.value()) + 1;
    if (days < 1) return refuse(RefusalCode::bad_parameter, "from, to (to before from)");
    if (days > kDaysAtMost)
        return refuse(RefusalCode::bad_parameter, "from, to (at most " + std::to_string(kDaysAtMost) + " days)");
    return Period{from.value(), to.value()};
}

} // namespace postern::http
