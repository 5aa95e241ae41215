// profiles diff: a folder that is to come, run beside the one in force over what the gateway has.
#pragma once

#include "cli/command.hpp"
#include "profiles/profile.hpp"

namespace postern::cli {

/// Exit code: 0 nothing would change, 1 something would.
int profile_diff(World& world, const profiles::Profile& now, const Arguments& arguments);

} // namespace postern::cli
