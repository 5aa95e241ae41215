// postern reference: writes the reference pages that are made from tables in the code.
#include "cli/command.hpp"
#include "core/durable_file.hpp"

#include <filesystem>
#include <iostream>

namespace postern::cli {

namespace {

int reference(World& world, const Arguments& arguments) {
    if (arguments.operands.size() != 1) throw UsageError("into which DIR?");
    const std::filesystem::path folder = arguments.operands.front();
    std::filesystem::create_directories(folder);
    for (const auto& [name, content] : world.reference_pages()) {
        core::write_durably((folder / name).string(), content);
        std::cout << (folder / name).string() << "\n";
    }
    return exit_ok;
}

} // namespace

Command reference_command() {
    return {
        "reference",
        "DIR",
        "Writes the reference pages",
        "Settings, findings, refusals, states and the OpenAPI document, made from the tables the program runs by.\n\n"
        "  postern reference docs/reference",
        {},
        reference};
}

} // namespace postern::cli
