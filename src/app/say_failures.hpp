// What a job in a thread of its own could not do, as a line for the operator.
#pragma once

#include "workers/rounds.hpp"

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::app {

/// "NAME: what went wrong".
inline workers::Rounds::Failed say_failures(std::string name, std::function<void(std::string_view)> say) {
    return [name = std::move(name), say = std::move(say)](const std::exception& failure) {
        say(name + ": " + failure.what());
    };
}

} // namespace postern::app
