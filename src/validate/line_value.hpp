// What a line of goods is worth, as several rules ask it.
#pragma once

#include "core/declaration.hpp"
#include "validate/wide_amount.hpp"

#include <optional>

namespace postern::validate {

/// The line's value as declared, else what its unit value comes to; nullopt: neither is there.
std::optional<WideAmount> value_of(const core::ContentLine& line);

} // namespace postern::validate
