// postern profiles: which national systems are loaded, and what each is.
#include "cli/command.hpp"

#include <iostream>

namespace postern::cli {

namespace {

void show(const profiles::Profile& profile) {
    std::cout << profile.name << "  " << profile.title << "\n"
              << "  country      " << profile.country << "\n"
              << "  version      " << profile.version << "\n"
              << "  hash         " << profile.hash << "\n"
              << "  status       " << profile.status << "\n"
              << "  media type   " << profile.media_type << "\n"
              << "  item id      " << (profile.needs_item_id ? "needed before lodging" : "not needed") << "\n"
              << "  code tables ";
    for (const auto& [name, table] : profile.codes)
        std::cout << " " << name;
    if (!profile.rule_texts.empty()) std::cout << "\n  own rules   ";
    for (const auto& [code, texts] : profile.rule_texts)
        std::cout << " " << code;
    std::cout << "\n\n" << profile.notice << "\n";
}

int list(World& world, const Arguments& arguments) {
    const auto library = world.chain()->library;
    const auto& words = arguments.operands;
    if (words.empty()) {
        for (const auto& profile : library->profiles()) {
            std::cout << profile->name << "\t" << profile->version << "\t" << profile->status << "\t" << profile->title
                      << "\n";
        }
        return exit_ok;
    }
    if (words.size() != 2 || words[0] != "show") throw UsageError("profiles takes nothing, or: show NAME");
    const auto profile = library->profile(words[1]);
    if (!profile) throw UsageError("there is no profile '" + words[1] + "'");
    show(*profile);
    return exit_ok;
}

} // namespace

Command profiles_command() {
    return {"profiles",
            "[show NAME]",
            "Lists the national systems that are loaded",
            "Without operands one line each: name, version, status, title. show tells all, the notice of a worked\n"
            "example included.\n\n"
            "  postern profiles show np-asycuda",
            {},
            list};
}

} // namespace postern::cli
