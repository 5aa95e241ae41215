// refuse: a refusal of this face, in one line where it is decided.
#pragma once

#include "core/refusal.hpp"

#include <string>
#include <string_view>

namespace postern::http {

inline core::Refusal refuse(core::RefusalCode code, std::string_view argument = {}) {
    core::Refusal refusal;
    refusal.code = code;
    refusal.argument = std::string(argument);
    return refusal;
}

} // namespace postern::http
