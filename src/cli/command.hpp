// Command: one thing `postern` does; one file each, listed in run.cpp.
#pragma once

#include "cli/world.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::cli {

/// 0 nothing rejected, 1 something rejected, 2 usage or configuration, 3 broken world.
enum ExitCode : int { exit_ok = 0, exit_rejected = 1, exit_usage = 2, exit_broken = 3 };

/// The command line was wrong; its text says how, and run() adds where to read more.
class UsageError : public std::exception {
public:
    explicit UsageError(std::string what) : what_(std::move(what)) {}
    const char* what() const noexcept override { return what_.c_str(); }

private:
    std::string what_;
};

/// One option of a command; argument empty: a flag.
struct OptionRow {
    std::string_view name;
    std::string_view argument;
    std::string_view text;
};

/// What stands behind the command's name.
struct Arguments {
    std::map<std::string, std::string, std::less<>> options; ///< a flag has the value "true"
    std::vector<std::string> operands;
    bool has(std::string_view name) const { return options.find(name) != options.end(); }
    std::string get(std::string_view name, std::string_view otherwise = {}) const {
        const auto found = options.find(name);
        return found == options.end() ? std::string(otherwise) : found->second;
    }
};

struct Command {
    std::string_view name;
    std::string_view operands; ///< "FILE…"
    std::string_view summary;  ///< one line
    std::string_view help;     ///< what to know, with examples
    std::vector<OptionRow> options;
    int (*run)(World& world, const Arguments& arguments);
};

Command serve_command();
Command check_command();
Command map_command();
Command watch_command();
Command profiles_command();
Command keys_command();
Command item_ids_command();
Command tables_command();
Command doctor_command();
Command codelists_command();
Command verify_command();
Command reference_command();

/// The whole program but for making the world: parses, runs one command, turns what was thrown into an exit code.
int run(int argc, char** argv, const WorldMaker& make_world);

} // namespace postern::cli
