// Runtime: both XML engines, hardened and started once per process.
#pragma once

namespace postern::xml {

/// Starts Xerces (DTDs disabled before Initialize) and libxml2/libxslt (loader closed, our extension functions
/// registered once). Make one in main, before any thread; everything else in this folder needs it to be alive.
class Runtime {
public:
    Runtime();
    ~Runtime() = default; // both engines live as long as the process
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;
};

} // namespace postern::xml
