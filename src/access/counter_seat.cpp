// Counter seat: codes and whom a key is bound to.
#include "access/counter_seat.hpp"

#include <algorithm>
#include <string>

namespace postern::access {

namespace {

constexpr std::size_t kSeatCodeLength = 20;

core::Result<void> take_place(std::string& of_key, std::string_view said, std::string_view header) {
    if (said.empty()) return {};
    if (!is_seat_code(said)) return core::Refusal{core::RefusalCode::bad_parameter, std::string(header), 0, 0, {}};
    if (!of_key.empty() && of_key != said) return core::Refusal{core::RefusalCode::forbidden, {}, 0, 0, {}};
    of_key = said;
    return {};
}

} // namespace

bool is_seat_code(std::string_view text) {
    return !text.empty() && text.size() <= kSeatCodeLength && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

core::Result<void> take_seat(core::Principal& who, std::string_view office, std::string_view clerk) {
    if (who.role != core::Role::post && who.role != core::Role::counter) return {};
    if (auto taken = take_place(who.office, office, kOfficeHeader); !taken) return taken;
    return take_place(who.clerk, clerk, kClerkHeader);
}

} // namespace postern::access
