// Failure: a bug or a broken world, thrown; never a wrong document (a finding) nor a request we refuse (a refusal).
#pragma once

#include <stdexcept>
#include <string>

namespace postern::core {

/// Thrown where going on would be wrong: disk full, corrupted store, a broken invariant. Its text is for the operator's
/// log and never reaches a client. Caught in five places only: xml and its C callbacks, store, worker loop, route
/// wrapper, command wrapper.
class Failure : public std::runtime_error {
public:
    explicit Failure(const std::string& what) : std::runtime_error(what) {}
};

} // namespace postern::core
