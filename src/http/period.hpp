// Period: the days that a question of figures is about.
#pragma once

#include "core/result.hpp"
#include "core/time.hpp"
#include "http/call.hpp"
#include "http/route.hpp"

namespace postern::http {

/// UTC days, both counted.
struct Period {
    core::Date from;
    core::Date to;
};
/// The parameters from and to; without them the 30 days up to now. bad_parameter: no date or before 2000, to before
/// from, more than 400 days.
core::Result<Period> read_period(const Call& call, core::Instant now);
/// Whole UTC months: from the first minute of the first to the first after the last.
struct Months {
    core::Instant from;
    core::Instant before;
};
/// The parameters from and to as yyyy-mm; without them the month of now. bad_parameter: no month or before 2000, to
/// before from, more than 24 months.
core::Result<Months> read_months(const Call& call, core::Instant now);
inline const Parameter kFromMonth{"from", false, false, "First month, yyyy-mm, UTC; without: that of to. At most 24."};
inline const Parameter kToMonth{"to", false, false, "Last month, counted too; without: this month."};
inline const Parameter kFromDay{"from", false, false, "First day, UTC; without: 29 days before to. At most 400 days."};
inline const Parameter kToDay{"to", false, false, "Last day, counted too; without: today."};

} // namespace postern::http
