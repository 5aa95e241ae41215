// Archive: files as one ZIP, byte for byte the same for the same files and times.
#pragma once

#include "core/time.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace postern::http {

/// Belongs to one thread. Throws core::Failure where it cannot be written.
class Archive {
public:
    Archive();
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// name: of ours, ASCII, without a path; each once. at: kept to two seconds, UTC, within 1980 to 2107.
    void add(std::string_view name, const std::string& bytes, core::Instant at);
    /// The whole; nothing can be added after it.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace postern::http
