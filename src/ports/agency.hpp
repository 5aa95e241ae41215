// Agency: an authority as agencies.xml describes it, and the channels by which we go to it.
#pragma once

#include "core/event.hpp"
#include "core/position.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postern::ports {

enum class Soap : std::uint8_t { none = 0, v1_1 = 11, v1_2 = 12 };

/// An agency's HTTP server. Secrets are references ("env:NAME", "file:PATH"), never the secret itself.
struct HttpPlace {
    /// {reference}, {filing}, {version} and {why} stand for those of the offer.
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers; ///< name, reference to the secret or plain text
    Soap soap = Soap::none;
    std::string soap_action;
    std::string ca_file;
    std::string certificate_file;
    std::string certificate_key_file;
    bool private_addresses = false; ///< it stands in our own network
    std::uint32_t timeout_seconds = 15;
};

/// At most so many letters or questions go out in a minute, and so many at once.
struct Pace {
    std::uint32_t per_minute = 600;
    std::uint32_t at_once = 1;
};

/// Offers are brought to it by HTTP, answers may come in the reply.
struct PushChannel {
    core::Mode mode = core::Mode::test;
    HttpPlace place;
    Pace pace;
};
/// Offers are laid into a folder, answers are picked up from one.
struct DropChannel {
    core::Mode mode = core::Mode::test;
    std::string folder;
    Pace pace;
    std::uint32_t settle_seconds = 5; ///< a file that somebody may still be writing is left alone so long
};
/// What became of a filing is asked for by its reference, until it came to its end.
struct AskChannel {
    core::Mode mode = core::Mode::test;
    HttpPlace place;
    Pace pace;
    std::uint32_t first_seconds = 30;  ///< after it was handed over
    std::uint32_t most_seconds = 3600; ///< the longest pause
};

/// How long a filing may stand in a state; one of the two is given.
struct Deadline {
    core::FilingState state = core::FilingState::unknown;
    std::uint32_t hours = 0;        ///< by the clock
    std::uint32_t working_days = 0; ///< to the end of that day, the first one is the next after it began
    bool expires = false;           ///< then the filing is at its end
};

/// When an agency works.
struct WorkingCalendar {
    std::set<int> weekdays{1, 2, 3, 4, 5}; ///< ISO 8601: Monday is 1
    std::set<core::Date> holidays;
};

/// What may be amended of a filing with it that stands in one of these states. Where several hold, each must allow it;
/// where none holds, everything may be amended that the filing's state allows.
struct AmendmentRule {
    std::set<core::FilingState> states; ///< empty: any
    std::optional<core::Position> from; ///< and the item has come so far; nullopt: wherever it is
    std::vector<std::string> fields;    ///< canonical ("addressee", "lines.hs_code"), with all below; empty: none
};

struct Agency {
    std::string name;
    std::string time_zone; ///< name in the tz database
    std::vector<PushChannel> pushes;
    std::vector<DropChannel> drops;
    std::vector<AskChannel> asks;
    WorkingCalendar calendar;
    std::vector<Deadline> deadlines;
    std::vector<AmendmentRule> amendments;
    /// A second weighing of what it was lodged may differ by so many thousandths without being an amendment.
    std::uint32_t weighing_tolerance = 0;
    /// Names of the posts for whose items alone its marks count; empty: for any post's.
    std::vector<std::string> posts;
};

} // namespace postern::ports
