// Sent messages: what a bench sends, varied and the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace postern::bench {

inline constexpr std::uint64_t kSeed = 20261123;

/// CN 23 messages, each another declaration.
std::vector<std::string> messages(std::size_t count);

/// Onto standard output, for tools that send them: of each its length on a line, then its bytes. The exit code.
int write_messages(std::size_t count);
/// ITMATT messages of 100 items each.
int write_batches(std::size_t count);

} // namespace postern::bench
