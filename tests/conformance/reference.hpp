// The folder of reference material: official and inferred schemas, which are no part of this repository.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace postern::tests {

/// Empty where nobody named one, and that is said aloud.
inline std::filesystem::path reference_folder() {
    const char* named = std::getenv("POSTERN_REFERENCE");
    if (named != nullptr && *named != '\0') return named;
    std::cerr << "\nSKIPPED: POSTERN_REFERENCE is not set, so nothing is held against the schemas of others.\n\n";
    return {};
}

} // namespace postern::tests
