// Signals that are noted.
#include "cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace postern::cli {

namespace {

std::atomic<bool> g_interrupted{false};

void on_signal(int signal) {
    g_interrupted = true;
    std::signal(signal, SIG_DFL);
}

} // namespace

void wait_for_interrupt() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

bool is_interrupted() {
    return g_interrupted;
}

} // namespace postern::cli
