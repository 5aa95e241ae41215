// Zone: ICU's rules of time zones.
#include "text/zone.hpp"

#include "core/failure.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace postern::text {

class Zone::Rules {
public:
    explicit Rules(const std::string& name) : zone_(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))) {
        if (!zone_ || *zone_ == icu::TimeZone::getUnknown())
            throw core::Failure("there is no time zone " + name + " in the tz database");
    }
    /// What its clocks are ahead of UTC; at a time of UTC, or of its own clocks.
    std::int64_t offset(core::Instant at, bool own_clock) const {
        std::int32_t raw = 0;
        std::int32_t summer = 0;
        UErrorCode error = U_ZERO_ERROR;
        zone_->getOffset(static_cast<UDate>(at.ms), own_clock ? 1 : 0, raw, summer, error);
        if (U_FAILURE(error)) throw core::Failure(std::string("time zone: ") + u_errorName(error));
        return std::int64_t{raw} + summer;
    }

private:
    std::unique_ptr<icu::TimeZone> zone_;
};

Zone::Zone(const std::string& name) : rules_(std::make_shared<const Rules>(name)) {}

core::Date Zone::day_of(core::Instant instant) const {
    return core::date_of({instant.ms + rules_->offset(instant, false)});
}

std::string Zone::local_time(core::Instant instant) const {
    constexpr std::int64_t kMinuteMs = 60'000;
    const auto minutes = rules_->offset(instant, false) / kMinuteMs;
    auto text = core::to_rfc3339({instant.ms + minutes * kMinuteMs});
    text.back() = minutes < 0 ? '-' : '+';
    const auto two_digits = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const auto ahead = minutes < 0 ? -minutes : minutes;
    return text + two_digits(ahead / 60) + ":" + two_digits(ahead % 60);
}

core::Instant Zone::start_of(core::Date day) const {
    const auto midnight = core::start_of(day);
    return {midnight.ms - rules_->offset(midnight, true)};
}

} // namespace postern::text
