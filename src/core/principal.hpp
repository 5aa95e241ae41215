// Principal: who is calling, with which role, for whom, and whether live or test.
#pragma once

#include "core/keys.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::core {

enum class Role : std::uint8_t { post = 1, agency = 2, counter = 3, admin = 4 };
/// Every key is live or test, and so is everything it touches; the two never meet.
enum class Mode : std::uint8_t { live = 1, test = 2 };

std::string_view to_string(Role role);
std::string_view to_string(Mode mode);

struct Principal {
    ClientKey client;
    Role role = Role::post;
    Mode mode = Mode::test;
    TenantKey tenant; ///< set for post and counter
    std::string post; ///< the tenant's name, e.g. "np-post"; empty for agencies and admins
    AgencyKey agency; ///< set for agency
    std::string agency_name;
    std::string office; ///< counter: the post office, by the post's own code; empty: any of the post's
    std::string clerk;  ///< counter: who sits there, by the post's own code; empty: not said
    std::string label;  ///< what the operator called the key; for the audit
};

} // namespace postern::core
