// Demo keys: read from the file that shows them to everybody.
#include "app/demo_keys.hpp"

#include "access/keys.hpp"
#include "core/failure.hpp"
#include "csv/reader.hpp"

#include <algorithm>

namespace postern::app {

namespace {

core::Role role_named(const std::string& name, const std::string& where) {
    for (const auto role : {core::Role::post, core::Role::agency, core::Role::counter, core::Role::admin}) {
        if (core::to_string(role) == name) return role;
    }
    throw core::Failure(where + "no such role");
}

} // namespace

std::vector<ports::Deed> demo_key_deeds(const std::string& path, const std::vector<ports::KeyHead>& known,
                                        ports::KeySource& keys, core::Instant now) {
    const auto table = csv::read_file(path);
    const auto cell = [&](const csv::Row& row, const char* column) { return row.cells[table.column(column)]; };
    // columns that came later
    const auto later = [&](const csv::Row& row, std::string_view column) {
        const auto at = std::ranges::find(table.columns, column);
        return at == table.columns.end() ? std::string()
                                         : row.cells[static_cast<std::size_t>(at - table.columns.begin())];
    };
    std::vector<ports::Deed> deeds;
    for (const auto& row : table.rows) {
        const std::string where = path + ":" + std::to_string(row.line) + ": ";
        const auto key = access::read_key(cell(row, "key"));
        if (!key) throw core::Failure(where + "not the form of a key");
        if (cell(row, "mode") != "test") throw core::Failure(where + "a demo key is a test key");
        const auto same = [&](const ports::KeyHead& head) { return head.prefix == key->prefix; };
        if (std::any_of(known.begin(), known.end(), same)) continue;
        ports::KeyAdded body;
        body.client = {keys.next()};
        body.prefix = key->prefix;
        body.hash = key->hash;
        body.role = role_named(cell(row, "role"), where);
        body.mode = core::Mode::test;
        body.post = cell(row, "post");
        body.agency = cell(row, "agency");
        body.label = cell(row, "label");
        body.office = later(row, "office");
        body.clerk = later(row, "clerk");
        body.at = now;
        ports::Deed deed;
        deed.audit.push_back({now, {}, core::Role::admin, "admin.keys", key->prefix, 0, {}, "sandbox"});
        deed.body = std::move(body);
        deeds.push_back(std::move(deed));
    }
    return deeds;
}

} // namespace postern::app
