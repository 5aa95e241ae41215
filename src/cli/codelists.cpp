// postern codelists: which lists are in force, and how a full list of the Harmonized System comes in.
#include "cli/command.hpp"
#include "codelists/hs_import.hpp"
#include "core/durable_file.hpp"

#include <iostream>

namespace postern::cli {

namespace {

int list_codelists(World& world) {
    const auto today = core::date_of(world.clock().now());
    const auto lists = world.chain()->lists->current();
    for (const auto& edition : lists->editions()) {
        std::cout << edition.name << "  " << core::to_string(edition.date);
        if (edition.valid_to) {
            std::cout << " to " << core::to_string(*edition.valid_to);
            if (*edition.valid_to < today) std::cout << "  EXPIRED";
        }
        std::cout << "\n    " << edition.source << "\n";
    }
    return exit_ok;
}

int import(World& world, const Arguments& arguments) {
    const std::string edition = arguments.get("edition");
    if (edition.size() != 4 || edition.find_first_not_of("0123456789") != std::string::npos) {
        throw UsageError("--edition YEAR is missing, for instance 2022");
    }
    const std::string source = arguments.get("source");
    if (source.empty()) throw UsageError("--source TEXT is missing: where does the list come from?");
    const auto date = core::parse_date(arguments.get("date", edition + "-01-01"));
    if (!date) throw UsageError("--date is no date");
    const auto lists = world.chain()->lists->current();
    const auto* known = lists->nomenclature().edition(edition);
    const auto made = codelists::import_hs(arguments.operands[2], known, source, *date);
    if (made.unknown_heads * 20 > made.codes) {
        throw ConfigurationError(arguments.operands[2] + ": " + std::to_string(made.unknown_heads) + " of " +
                                 std::to_string(made.codes) + " codes have a heading that the edition of " + edition +
                                 " does not know: is it the list of another edition?");
    }
    const std::string target = world.lists_folder() + "/hs_codes_" + edition + ".csv";
    core::write_durably(target, made.csv);
    std::cout << made.codes << " codes of six digits written to " << target << ", " << made.passed_over
              << " other rows passed over";
    if (made.unknown_heads != 0) std::cout << ", " << made.unknown_heads << " codes under headings that are not known";
    std::cout << "\nA running gateway reads them on SIGHUP, or when an operator asks (POST /v1/admin/reload).\n";
    return exit_ok;
}

int codelists(World& world, const Arguments& arguments) {
    const auto& words = arguments.operands;
    if (words.empty() || (words[0] == "list" && words.size() == 1)) return list_codelists(world);
    if (words.size() == 3 && words[0] == "import" && words[1] == "hs") return import(world, arguments);
    throw UsageError("codelists list, or codelists import hs FILE");
}

} // namespace

Command codelists_command() {
    return {
        "codelists",
        "list | import hs FILE",
        "Shows the code lists in force; imports a full list of HS codes",
        "list tells each list with its date, its validity and where it comes from.\n"
        "import hs reads a CSV of the Harmonized System in the form of UN Comtrade or open data (columns hscode or\n"
        "code, description or text), takes the codes of six digits, and writes hs_codes_YEAR.csv beside the other\n"
        "lists. From then on a code that the edition does not have is a finding.\n\n"
        "  postern codelists import hs harmonized-system.csv --edition 2022 --source \"UN Comtrade, 2026-11\"",
        {{"edition", "YEAR", "edition of the Harmonized System, for instance 2022"},
         {"source", "TEXT", "where the list comes from; kept in its notes"},
         {"date", "DATE", "of the list; without it the first day of its edition"}},
        codelists};
}

} // namespace postern::cli
