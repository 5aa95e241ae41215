// run: the command line, from argv to exit code.
#include "cli/command.hpp"

#include <Poco/Exception.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

#include <algorithm>
#include <iomanip>
#include <iostream>

namespace postern::cli {

namespace {

const std::vector<OptionRow>& common_options() {
    static const std::vector<OptionRow> kOptions = {
        {"config", "FILE", "settings (postern.properties); without it the defaults"},
        {"data", "DIR", "folder of the database; stands above data.folder"},
        {"set", "KEY=VALUE", "any setting; stands above the file; may be given several times"},
        {"help", "", "this text"},
    };
    return kOptions;
}

std::vector<Command> commands() {
    return {serve_command(),    check_command(),     map_command(),       watch_command(),
            profiles_command(), codelists_command(), tables_command(),    keys_command(),
            doctor_command(),   verify_command(),    reference_command(), item_ids_command()};
}

void print_options(const std::vector<OptionRow>& options) {
    for (const auto& option : options) {
        const std::string name =
            "--" + std::string(option.name) + (option.argument.empty() ? "" : " " + std::string(option.argument));
        std::cout << "  " << std::left << std::setw(20) << name << " " << option.text << "\n";
    }
}

void print_overview() {
    std::cout << "postern: the customs data exchange gateway for posts\n\nUsage: postern COMMAND [options] …\n\n";
    for (const auto& command : commands()) {
        std::cout << "  " << std::left << std::setw(12) << command.name << command.summary << "\n";
    }
    std::cout << "\npostern COMMAND --help tells more. postern --version says which this is.\n\n"
                 "Exit codes: 0 nothing rejected, 1 something rejected, 2 usage or configuration, 3 broken world.\n\n"
                 "To begin: postern check samples/messages/cn23-good-parcel-np-us.xml\n";
}

void print_help(const Command& command) {
    std::cout << "Usage: postern " << command.name << " [options] " << command.operands << "\n\n"
              << command.summary << ".\n\n"
              << command.help << "\n\nOptions:\n";
    print_options(command.options);
    print_options(common_options());
}

void add_options(Poco::Util::OptionSet& set, const std::vector<OptionRow>& rows) {
    for (const auto& row : rows) {
        Poco::Util::Option option(std::string(row.name), "", std::string(row.text));
        option.repeatable(true);
        if (!row.argument.empty()) option.argument(std::string(row.argument));
        set.addOption(option);
    }
}

/// Where an option may be given several times its values are joined by line ends.
Arguments parse(const Command& command, const std::vector<std::string>& words) {
    Poco::Util::OptionSet set;
    add_options(set, command.options);
    add_options(set, common_options());
    Poco::Util::OptionProcessor processor(set);
    processor.setUnixStyle(true);
    Arguments arguments;
    bool only_operands = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = words[i];
        if (only_operands || word == "-" || !word.starts_with('-')) {
            arguments.operands.push_back(std::move(word));
            continue;
        }
        if (word == "--") {
            only_operands = true;
            continue;
        }
        std::string name;
        std::string value;
        // "--name VALUE" is "--name=VALUE"
        const auto bare = word.substr(word.find_first_not_of('-') == std::string::npos ? 0 : 2);
        if (set.hasOption(bare) && set.getOption(bare).takesArgument() && i + 1 < words.size())
            word += "=" + words[++i];
        processor.process(word, name, value);
        auto& kept = arguments.options[name];
        const std::string given = value.empty() && !set.getOption(name).takesArgument() ? "true" : value;
        kept += (kept.empty() ? "" : "\n") + given;
    }
    processor.checkRequired();
    return arguments;
}

WorldOptions world_options(const Arguments& arguments) {
    WorldOptions options;
    options.config_file = arguments.get("config");
    if (arguments.has("data")) options.overrides.emplace_back("data.folder", arguments.get("data"));
    std::string sets = arguments.get("set");
    while (!sets.empty()) {
        const auto end = std::min(sets.find('\n'), sets.size());
        const std::string one = sets.substr(0, end);
        const auto equals = one.find('=');
        if (equals == std::string::npos) throw UsageError("--set wants KEY=VALUE, not '" + one + "'");
        options.overrides.emplace_back(one.substr(0, equals), one.substr(equals + 1));
        sets.erase(0, std::min(end + 1, sets.size()));
    }
    if (arguments.has("on")) {
        options.on_day = core::parse_date(arguments.get("on"));
        if (!options.on_day) throw UsageError("--on wants a date, yyyy-mm-dd");
    }
    if (arguments.has("listen")) {
        const std::string listen = arguments.get("listen");
        const auto colon = listen.rfind(':');
        if (colon == std::string::npos) throw UsageError("--listen wants ADDRESS:PORT");
        options.overrides.emplace_back("listen.address", listen.substr(0, colon));
        options.overrides.emplace_back("listen.port", listen.substr(colon + 1));
    }
    return options;
}

int run_command(const Command& command, const std::vector<std::string>& words, const WorldMaker& make_world) {
    const std::string hint = "\nSee: postern " + std::string(command.name) + " --help\n";
    try {
        const Arguments arguments = parse(command, words);
        if (arguments.has("help")) {
            print_help(command);
            return exit_ok;
        }
        const auto world = make_world(world_options(arguments));
        return command.run(*world, arguments);
    } catch (const UsageError& wrong) {
        std::cerr << "postern " << command.name << ": " << wrong.what() << hint;
        return exit_usage;
    } catch (const Poco::Util::OptionException& wrong) {
        std::cerr << "postern " << command.name << ": " << wrong.displayText() << hint;
        return exit_usage;
    }
}

} // namespace

int run(int argc, char** argv, const WorldMaker& make_world) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words.front() == "--help" || words.front() == "help") {
        print_overview();
        return words.empty() ? exit_usage : exit_ok;
    }
    if (words.front() == "--version") {
        std::cout << "postern " << POSTERN_VERSION << "\n";
        return exit_ok;
    }
    const auto all = commands();
    const auto command =
        std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == words.front(); });
    if (command == all.end()) {
        std::cerr << "postern: there is no command '" << words.front() << "'\nSee: postern --help\n";
        return exit_usage;
    }
    try {
        return run_command(*command, {words.begin() + 1, words.end()}, make_world);
    } catch (const ConfigurationError& wrong) {
        std::cerr << "postern: " << wrong.what() << "\n";
        return exit_usage;
    } catch (const Poco::Exception& broken) {
        std::cerr << "postern: " << broken.displayText() << "\n";
        return exit_broken;
    } catch (const std::exception& broken) {
        std::cerr << "postern: " << broken.what() << "\n";
        return exit_broken;
    }
}

} // namespace postern::cli
