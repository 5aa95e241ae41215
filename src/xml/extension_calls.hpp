// The C functions behind "urn:postern:functions:1", registered once per process, and the call they run in.
#pragma once

#include "xml/stylesheet.hpp"

#include <exception>
#include <string_view>

namespace postern::xml {

inline constexpr std::string_view kFunctionsNamespace = "urn:postern:functions:1";

/// State of one transform, found by the C functions through the transform context's _private.
struct TransformCall {
    ExtensionFunctions* functions = nullptr;
    /// What was thrown inside a C callback; thrown again when libxslt has returned.
    std::exception_ptr thrown;
};

/// Compiled XPath caches the address of a function inside the shared stylesheet, so there is one set for all.
void register_extension_calls();

/// Whether there is a function of that local name.
bool is_extension_function(std::string_view name);

} // namespace postern::xml
