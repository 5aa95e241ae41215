// PredesReader: what a post tells of a dispatch, as XML, CSV or JSON.
#pragma once

#include "core/result.hpp"
#include "ports/dispatch_deeds.hpp"
#include "xml/reader_pool.hpp"
#include "xml/schema.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

inline constexpr std::size_t kDispatchReceptacles = 999; ///< of a message: their numbers have three digits

/// An item number that is none. It is left out, and the others are taken.
struct RefusedItem {
    std::string receptacle;
    std::uint32_t ordinal = 0; ///< of the item in the message, from 1
    std::uint64_t line = 0;    ///< of the message; 0: not known
};

struct ToldDispatch {
    std::string dispatch;
    std::vector<ports::ToldReceptacle> receptacles;
    std::string carrier;
    std::string transport; ///< flight
    std::optional<core::Instant> planned;
    std::optional<core::Instant> packed;
    std::vector<RefusedItem> refused;
};

/// Thread-safe.
class PredesReader {
public:
    explicit PredesReader(std::shared_ptr<const xml::Schema> schema)
        : schema_(std::move(schema)), readers_(std::make_unique<xml::ReaderPool>()) {}

    // Refusals of all three: bad_parameter naming the member (dispatch: none, or more than one; receptacle: none, or of
    // another dispatch; carrier, flight: no code; when: no time, or one to come by more than an hour;
    // planned_departure), too_many_items.

    /// {urn:postern:predes:1}predes. Those of the XML reader, source_unknown (another root), message_structure.
    core::Result<ToldDispatch> read_xml(std::string_view bytes, core::Instant now);
    /// Columns dispatch, receptacle, item_id, and where they are wanted carrier, flight, planned_departure, when; a row
    /// an item, or a receptacle without items. Those of csv::read_sent_table.
    core::Result<ToldDispatch> read_csv(std::string_view bytes, core::Instant now) const;
    /// {"dispatch", "receptacles": [{"receptacle", "items": []}], …}. bad_json.
    core::Result<ToldDispatch> read_json(std::string_view bytes, core::Instant now) const;

private:
    std::shared_ptr<const xml::Schema> schema_;
    std::unique_ptr<xml::ReaderPool> readers_;
};

} // namespace postern::exchange
