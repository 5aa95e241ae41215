// Demo item ids: read from the sandbox's file.
#include "app/demo_item_ids.hpp"

#include "core/failure.hpp"
#include "counter/item_ids.hpp"
#include "csv/reader.hpp"

#include <algorithm>
#include <charconv>

namespace postern::app {

namespace {

std::uint32_t serial_in(const std::string& text, const std::string& where) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > counter::kLastSerial)
        throw core::Failure(where + "not serials of S10");
    return number;
}

} // namespace

std::vector<ports::Deed> demo_item_id_deeds(const std::string& path, const std::vector<ports::ItemIdStock>& known,
                                            core::Instant now) {
    const auto table = csv::read_file(path);
    const auto cell = [&](const csv::Row& row, const char* column) { return row.cells[table.column(column)]; };
    std::vector<ports::Deed> deeds;
    for (const auto& row : table.rows) {
        const std::string where = path + ":" + std::to_string(row.line) + ": ";
        ports::ItemIdRangeGiven body;
        body.post = cell(row, "post");
        body.mode = core::Mode::test;
        body.service = cell(row, "service");
        body.country = cell(row, "country");
        const auto from = serial_in(cell(row, "from"), where);
        const auto count = serial_in(cell(row, "count"), where);
        if (count > counter::kLastSerial - from + 1) throw core::Failure(where + "not serials of S10");
        body.serials = {from, from + count - 1};
        body.at = now;
        const auto same = [&](const ports::ItemIdStock& stock) {
            return stock.post == body.post && stock.mode == body.mode && stock.service == body.service;
        };
        if (std::ranges::any_of(known, same)) continue;
        ports::Deed deed;
        deed.audit.push_back({now, {}, core::Role::admin, "admin.item-ids", body.service, 0, {}, "sandbox"});
        deed.body = std::move(body);
        deeds.push_back(std::move(deed));
    }
    return deeds;
}

} // namespace postern::app
