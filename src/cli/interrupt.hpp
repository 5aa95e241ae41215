// Interrupt: Ctrl-C and SIGTERM end a long command between two pieces of work, not in one.
#pragma once

namespace postern::cli {

/// 128 and the number of SIGINT, as shells say it.
inline constexpr int kExitInterrupted = 130;

/// From now on a signal is only noted; a second one ends the program at once.
void wait_for_interrupt();
bool is_interrupted();

} // namespace postern::cli
