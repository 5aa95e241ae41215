// Faults: what is wrong with a folder, gathered so that whoever mends it sees all of it at once.
#pragma once

#include "core/failure.hpp"

#include <string>
#include <utility>

namespace postern::profiles {

class Faults {
public:
    void note(const std::string& what) { text_ += "\n  " + what; }

    /// Runs a part of the loading; what it throws is noted, and the next part runs all the same.
    template <class Part>
    void attempt(Part&& part) {
        try {
            std::forward<Part>(part)();
        } catch (const core::Failure& failure) {
            note(failure.what());
        }
    }

    /// Throws core::Failure with all of them, if there are any.
    void raise(const std::string& about) const {
        if (!text_.empty()) throw core::Failure(about + text_);
    }

private:
    std::string text_;
};

} // namespace postern::profiles
