// Rights: which role may use which route; one table, tested exhaustively.
#pragma once

#include "core/principal.hpp"

#include <span>
#include <string_view>

namespace postern::access {

/// One thing that can be done; the audit's action names. http names one per route.
struct Right {
    std::string_view action; ///< "declarations.submit"
    bool post, agency, counter, admin;
};
std::span<const Right> all_rights();
/// False also for an action that is not in the table.
bool may(const core::Principal& who, std::string_view action);

} // namespace postern::access
