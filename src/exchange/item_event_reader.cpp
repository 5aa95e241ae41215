// ItemEventReader: rows and elements become events as they were told.
#include "exchange/item_event_reader.hpp"

#include "csv/sent_table.hpp"
#include "exchange/told_times.hpp"

#include <array>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kEventsNamespace = "urn:postern:item-events:1";
constexpr std::size_t kEventsBytes = 1u << 20;
constexpr auto kScanColumns = std::to_array<std::string_view>({"item_id", "event", "when", "office"});
constexpr std::size_t kNeededOfScan = 3;
constexpr std::size_t kMostWord = 128; // as schemas/item_events.xsd has it

Refusal too_many_scans() {
    return Refusal{RefusalCode::too_many_items, std::to_string(kMostScans), 0, 0, {}};
}

} // namespace

Result<std::vector<ToldScan>> ItemEventReader::read_xml(std::string_view bytes) {
    xml::ReadLimits limits;
    limits.message_bytes = kEventsBytes;
    auto reader = readers_->borrow();
    const auto document = (*reader).read_whole(bytes, limits);
    if (!document) return document.refusal();
    const auto root = document.value().root();
    if (root.namespace_uri() != kEventsNamespace || root.name() != "events")
        return Refusal{RefusalCode::source_unknown, {}, 0, 0, {}};
    if (const auto faults = schema_->check(document.value()); !faults.empty())
        return Refusal{RefusalCode::message_structure, faults.front().element, faults.front().line, 0, {}};
    const auto events = root.children("event");
    if (events.size() > kMostScans) return too_many_scans();
    std::vector<ToldScan> told;
    for (const auto& event : events) {
        const auto word = [&](std::string_view name) { return event.attribute(name).value_or(""); };
        told.push_back({word("item_id"), word("event"), word("when"), word("office"), {}});
    }
    return told;
}

Result<std::vector<ToldScan>> ItemEventReader::read_csv(std::string_view bytes) const {
    const auto rows = csv::read_sent_table(bytes, {kScanColumns, kNeededOfScan, kMostScans});
    if (!rows) return rows.refusal();
    std::vector<ToldScan> told;
    for (const auto& row : rows.value()) {
        auto& scan = told.emplace_back(ToldScan{row.cells[0], row.cells[1], row.cells[2], row.cells[3], {}});
        if (row.is_beyond) scan.refused = wrong_member(kScanColumns.back(), row.line);
        for (auto* word : {&scan.item_id, &scan.event, &scan.when, &scan.office})
            if (word->size() > kMostWord) word->resize(kMostWord); // it is none, and need not be told whole
    }
    return told;
}

} // namespace postern::exchange
