// Progress: how far a long command is, on standard error, for whoever waits.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace postern::cli {

/// On a terminal one line that is written over, a few times a second; elsewhere (a log) a line every ten seconds; a
/// short command says nothing.
class Progress {
public:
    /// what: "messages".
    Progress(std::uint64_t of, std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// done pieces are done; note: what else there is to say, e.g. "12 rejected".
    void show(std::uint64_t done, const std::string& note);

private:
    using Clock = std::chrono::steady_clock;
    std::uint64_t of_;
    std::string what_;
    bool is_terminal_;
    bool is_line_open_ = false;
    Clock::time_point begun_ = Clock::now();
    Clock::time_point shown_ = begun_;
};

} // namespace postern::cli
