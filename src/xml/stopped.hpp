// Stopped: how a refusal leaves a parse in the middle.
#pragma once

#include "core/refusal.hpp"

#include <utility>

namespace postern::xml {

/// Thrown through Xerces by our handlers, caught in reader.cpp alone. Not a std::exception, so that nobody on the way
/// takes it for a failure.
struct Stopped {
    explicit Stopped(core::Refusal why) : refusal(std::move(why)) {}
    core::Refusal refusal;
};

} // namespace postern::xml
