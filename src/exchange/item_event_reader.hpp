// ItemEventReader: what a post saw of its items, as XML or as a table.
#pragma once

#include "core/result.hpp"
#include "exchange/item_events.hpp"
#include "xml/reader_pool.hpp"
#include "xml/schema.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace postern::exchange {

inline constexpr std::size_t kMostScans = 1'000; ///< of a message

/// Reads the message; what an event says is checked where all of them are (ItemEvents), each by itself. Thread-safe.
class ItemEventReader {
public:
    explicit ItemEventReader(std::shared_ptr<const xml::Schema> schema)
        : schema_(std::move(schema)), readers_(std::make_unique<xml::ReaderPool>()) {}

    /// {urn:postern:item-events:1}events. Refusals: those of the XML reader, source_unknown (another root),
    /// message_structure, too_many_items.
    core::Result<std::vector<ToldScan>> read_xml(std::string_view bytes);
    /// Columns item_id, event, when, and where it is wanted office. Refusals: those of csv::read_sent_table.
    core::Result<std::vector<ToldScan>> read_csv(std::string_view bytes) const;

private:
    std::shared_ptr<const xml::Schema> schema_;
    std::unique_ptr<xml::ReaderPool> readers_;
};

} // namespace postern::exchange
