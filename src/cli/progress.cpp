// Progress on standard error.
#include "cli/progress.hpp"

#include <iostream>
#include <unistd.h>

namespace postern::cli {

namespace {

constexpr std::chrono::milliseconds kOnTerminal{250};
constexpr std::chrono::seconds kInLog{10};
constexpr const char* kClearLine = "\r\x1b[K";

} // namespace

Progress::Progress(std::uint64_t of, std::string what)
    : of_(of), what_(std::move(what)), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (is_line_open_) std::cerr << kClearLine << std::flush;
}

void Progress::show(std::uint64_t done, const std::string& note) {
    const auto now = Clock::now();
    if (now - shown_ < (is_terminal_ ? Clock::duration(kOnTerminal) : Clock::duration(kInLog))) return;
    shown_ = now;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - begun_).count();
    const auto left = done == 0 ? 0 : seconds * static_cast<std::int64_t>(of_ - done) / static_cast<std::int64_t>(done);
    if (is_terminal_) std::cerr << kClearLine;
    std::cerr << done << " of " << of_ << " " << what_ << ", " << note << ", about " << left << " s left";
    is_line_open_ = is_terminal_;
    if (!is_terminal_) std::cerr << "\n";
    std::cerr << std::flush;
}

} // namespace postern::cli
