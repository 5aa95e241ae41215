// postern tables: an operator's own lists, kept in the store.
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "codelists/codelists.hpp"
#include "csv/reader.hpp"

#include <iostream>
#include <span>

namespace postern::cli {

namespace {

constexpr std::size_t kTableBytes = 256u << 20;
constexpr std::string_view kTold = "A running gateway reads the tables on SIGHUP, or when an operator asks "
                                   "(POST /v1/admin/reload).\n";

ports::Outcome record(World& world, ports::DeedBody body, const std::string& name) {
    ports::Deed deed;
    deed.audit.push_back({world.clock().now(), {}, core::Role::admin, "admin.tables", name, 0, {}, "cli"});
    deed.body = std::move(body);
    return world.store().ledger().record(std::span(&deed, 1)).front();
}

int list_tables(World& world) {
    for (const auto& list : world.store().lists().lists()) {
        const auto table = csv::read(list.content, list.name);
        const auto source = table.notes.find("source");
        std::cout << list.name << "\t" << table.rows.size() << " rows\timported " << core::to_rfc3339(list.at) << "\t"
                  << (source == table.notes.end() ? "" : source->second) << "\n";
    }
    return exit_ok;
}

int import_table(World& world, const std::string& name, const std::string& path) {
    ports::ListStored body{name, {}, world.clock().now()};
    world.store(); // the tables that stand are looked at together with the new one
    std::size_t rows = 0;
    try {
        body.content = read_input(path, kTableBytes);
        if (body.content.size() > kTableBytes) throw core::Failure(path + ": larger than 256 MiB");
        rows = csv::read(body.content, path).rows.size();
        world.load_lists({{name, body.content}});
    } catch (const core::Failure& wrong) {
        throw ConfigurationError(std::string(wrong.what()) + "\nNothing was imported.");
    }
    record(world, std::move(body), name);
    std::cout << rows << " rows of " << name << " imported\n" << kTold;
    return exit_ok;
}

int export_table(World& world, const std::string& name) {
    for (const auto& list : world.store().lists().lists()) {
        if (list.name != name) continue;
        std::cout << list.content;
        return exit_ok;
    }
    throw UsageError("no table '" + name + "' was imported");
}

int remove_table(World& world, const std::string& name) {
    world.store(); // the tables that would stay are looked at together
    try {
        world.load_lists({{name, std::nullopt}});
    } catch (const core::Failure& wrong) {
        throw ConfigurationError(std::string(wrong.what()) + "\nNothing was removed.");
    }
    if (!record(world, ports::ListRemoved{name}, name).done()) throw UsageError("no table '" + name + "' was imported");
    std::cout << name << " removed; what the folder of lists has under that name counts again\n" << kTold;
    return exit_ok;
}

int tables(World& world, const Arguments& arguments) {
    const auto& words = arguments.operands;
    if (words.empty() || (words[0] == "list" && words.size() == 1)) return list_tables(world);
    if (words[0] == "import" && words.size() == 3) return import_table(world, words[1], words[2]);
    if (words[0] == "export" && words.size() == 2) return export_table(world, words[1]);
    if (words[0] == "remove" && words.size() == 2) return remove_table(world, words[1]);
    throw UsageError("tables list, tables import NAME FILE, tables export NAME, or tables remove NAME");
}

} // namespace

Command tables_command() {
    return {
        "tables",
        "list | import NAME FILE | export NAME | remove NAME",
        "Keeps an operator's own tables in the store: exporters, offices, tariffs, rates",
        "A table is a CSV with a header row and the notes # source: and # date: before it. It is imported whole or\n"
        "not at all, in place of what had its name, and checked together with all others.\n\n"
        "  exporters           post,exporter,scheme,number,from,to\n"
        "  exporter_goods      post,exporter,country,goods,hs,code,from,to\n"
        "  exporter_mandates   post,exporter,agency,reference,from,to\n"
        "  offices             post,agency,exporter,posting_office,postcode,office_of_exchange,customs_office,\n"
        "                      customs_name,from,to\n"
        "  post_offices        post,code,name,address_1,address_2,postcode,city,time_zone,languages\n"
        "  national_codes      country,code,title,unit,from,to\n"
        "  authority_rates     authority,currency,per_unit,base,from,to\n\n"
        "Any other list of the folder of code lists (postern codelists list) can be kept so as well.\n\n"
        "  postern tables import exporters exporters.csv",
        {},
        tables};
}

} // namespace postern::cli
