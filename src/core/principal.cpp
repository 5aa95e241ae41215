// Names of roles and modes, as keys and audit rows write them.
#include "core/principal.hpp"

#include "core/failure.hpp"

namespace postern::core {

std::string_view to_string(Role role) {
    switch (role) {
    case Role::post: return "post";
    case Role::agency: return "agency";
    case Role::counter: return "counter";
    case Role::admin: return "admin";
    }
    throw Failure("principal: no such role");
}

std::string_view to_string(Mode mode) {
    switch (mode) {
    case Mode::live: return "live";
    case Mode::test: return "test";
    }
    throw Failure("principal: no such mode");
}

} // namespace postern::core
