// postern profiles: which national systems are loaded, what each is, and whether its folder is in order.
#include "cli/command.hpp"
#include "cli/profile_diff.hpp"

#include "profiles/cases.hpp"
#include "profiles/field_coverage.hpp"
#include "profiles/lint.hpp"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>

namespace postern::cli {

namespace {

std::shared_ptr<const profiles::Profile> named(World& world, const std::string& name) {
    auto profile = world.chain()->library->profile(name);
    if (!profile) throw UsageError("there is no profile '" + name + "'");
    return profile;
}

int list_profiles(World& world) {
    for (const auto& profile : world.chain()->library->profiles()) {
        std::cout << profile->name << "\t" << profile->version << "\t" << profile->status << "\t" << profile->title
                  << "\n";
    }
    return exit_ok;
}

int show(const profiles::Profile& profile) {
    std::cout << profile.name << "  " << profile.title << "\n"
              << "  country      " << profile.country << "\n"
              << "  version      " << profile.version << "\n"
              << "  hash         " << profile.hash << "\n"
              << "  status       " << profile.status << "\n"
              << "  media type   " << profile.media_type << "\n"
              << "  item id      " << (profile.needs_item_id ? "needed before lodging" : "not needed") << "\n";
    if (!profile.family.empty()) std::cout << "  family       " << profile.family << "\n";
    std::cout << "  code tables ";
    for (const auto& [name, table] : profile.codes)
        std::cout << " " << name;
    if (!profile.rule_texts.empty()) std::cout << "\n  own rules   ";
    for (const auto& [code, texts] : profile.rule_texts)
        std::cout << " " << code;
    std::cout << "\n\n" << profile.notice << "\n";
    return exit_ok;
}

int test(World& world, const profiles::Profile& profile, profiles::Cases what) {
    const std::filesystem::path schemas = world.schemas_folder();
    const auto filing = xml::Schema::load((schemas / "filing.xsd").string());
    const auto chain = world.chain();
    const auto lists = chain->lists->current();
    const profiles::CaseWorld cases{*filing, chain->library->answer_schema(),
                                    [&](std::string_view code) { return lists->country_name(code); }};
    const auto folder = std::filesystem::path(world.mappings_folder()) / profile.name;
    std::size_t wrong = 0;
    const auto results = profiles::run_cases(profile, folder.string(), cases, what);
    for (const auto& result : results) {
        if (result.fault.empty()) continue;
        ++wrong;
        std::cout << profile.name << " " << result.name << " (- expected, + given)\n" << result.fault << "\n";
    }
    std::cout << profile.name << ": " << results.size() << " cases, " << wrong << " not as expected\n";
    return wrong == 0 ? exit_ok : exit_rejected;
}

/// What loading does not refuse, and yet is odd.
int check(World& world, const profiles::Profile& profile) {
    const auto texts = world.texts();
    const auto lists = world.chain()->lists->current();
    const std::filesystem::path mappings = world.mappings_folder();
    const profiles::LintWorld held{
        [&](std::string_view field) { return texts->has("field." + std::string(field), "en"); },
        [&](std::string_view code) { return lists->findings().find(code) != nullptr; },
        (mappings / "families").string()};
    const auto said = profiles::lint(profile, (mappings / profile.name).string(), held);
    for (const auto& sentence : said)
        std::cout << profile.name << "/" << sentence << "\n";
    std::cout << profile.name << ": loads; " << (said.empty() ? "nothing" : std::to_string(said.size()) + " things")
              << " to say\n";
    return said.empty() ? exit_ok : exit_rejected;
}

/// Which canonical field goes where, and which goes nowhere.
int fields(World& world, const profiles::Profile& profile) {
    const auto chain = world.chain();
    const auto texts = world.texts();
    const auto form = chain->library->source("cn23");
    std::size_t dropped = 0;
    std::cout << std::left << std::setw(28) << "field" << std::setw(26) << "box of the CN 23"
              << "where it goes\n";
    const auto covered = profiles::field_coverage(profile, form.get(), texts->keys());
    for (const auto& field : covered) {
        dropped += field.targets.empty() ? 1 : 0;
        std::cout << std::left << std::setw(28) << field.name << std::setw(26) << field.box;
        for (const auto& target : field.targets)
            std::cout << (&target == &field.targets.front() ? "" : ", ") << target;
        std::cout << (field.targets.empty() ? "-" : "") << "\n";
    }
    std::cout << "\n"
              << profile.name << ": " << covered.size() - dropped << " of " << covered.size()
              << " fields are in the document\n";
    return exit_ok;
}

int profiles_main(World& world, const Arguments& arguments) {
    const auto& words = arguments.operands;
    if (words.empty() || (words[0] == "list" && words.size() == 1)) return list_profiles(world);
    const bool takes_all = (words[0] == "test" || words[0] == "check") && words.size() == 1;
    if (words.size() != 2 && !takes_all)
        throw UsageError("profiles takes: list, show NAME, check [NAME], test [NAME], fields NAME, diff NAME");
    if (words[0] == "show") return show(*named(world, words[1]));
    if (words[0] == "diff") return profile_diff(world, *named(world, words[1]), arguments);
    if (words[0] == "fields") return fields(world, *named(world, words[1]));
    if (words[0] != "test" && words[0] != "check") throw UsageError("profiles does not know '" + words[0] + "'");
    const auto one = [&](const profiles::Profile& profile) {
        if (words[0] == "check") return check(world, profile);
        return test(world, profile, arguments.has("record") ? profiles::Cases::record : profiles::Cases::compare);
    };
    if (!takes_all) return one(*named(world, words[1]));
    int worst = exit_ok;
    for (const auto& profile : world.chain()->library->profiles())
        worst = std::max(worst, one(*profile));
    return worst;
}

} // namespace

Command profiles_command() {
    return {
        "profiles",
        "[list | show NAME | check [NAME] | test [NAME] | fields NAME | diff NAME]",
        "Lists the national systems that are loaded, and tests them",
        "list gives one line each: name, version, status, title. show tells all, the notice of a worked example\n"
        "included. check looks for what loading does not refuse: tables that nobody asks for, fields that are none,\n"
        "missing cases. test runs the cases in the profile's folder and shows what differs; with --record it writes "
        "what\n"
        "they give now, to be looked at before it is committed. fields says where each field of a declaration goes.\n"
        "diff maps the newest filings of the profile again, by its folder in force and by the one in other mappings,\n"
        "and counts what would change, by element; with --show it prints what, which is what people sent.\n"
        "\n"
        "  postern profiles show np-asycuda\n"
        "  postern profiles test np-asycuda\n"
        "  postern profiles diff np-asycuda --with ../next/mappings --last 5000",
        {{"record", "", "test: write what the cases give as what they are to give"},
         {"with", "FOLDER", "diff: mappings with the folder that is to come"},
         {"last", "NUMBER", "diff: so many filings, the newest; without: 1000"},
         {"show", "", "diff: print the differences themselves"}},
        profiles_main};
}

} // namespace postern::cli
