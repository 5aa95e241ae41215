// CommandRun: the program run to its end with some words, its output and exit code.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <sys/wait.h>

namespace postern::tests::api {

struct CommandRun {
    int exit_code = -1;
    std::string output; ///< standard output, and standard error where it was asked for
};

/// words are given to a shell: quote what needs it. Standard error is dropped unless words end in 2>&1. under: what
/// stands before the program, e.g. "timeout 1".
inline CommandRun run_postern(const std::string& words, const std::string& under = {}) {
    const bool both = words.ends_with("2>&1");
    const std::string line = under + " " + POSTERN_BINARY + " " + words + (both ? "" : " 2>/dev/null");
    std::FILE* pipe = ::popen(line.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + line);
    CommandRun run;
    std::array<char, 4096> block{};
    while (const auto n = std::fread(block.data(), 1, block.size(), pipe))
        run.output.append(block.data(), n);
    const int status = ::pclose(pipe);
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return run;
}

} // namespace postern::tests::api
