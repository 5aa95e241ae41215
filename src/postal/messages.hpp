// Messages: what happened to a post's items as its mail system reads it: a CUSRSP-shaped document, lines like EMSEVT.
#pragma once

#include "core/event.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"
#include "ports/rows.hpp"
#include "postal/event_codes.hpp"
#include "text/zone.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace postern::postal {

/// One event that is told. No personal data.
struct PostalEvent {
    std::int64_t key = 0;
    core::Instant received;
    std::string event_id; ///< public
    std::string item_id;
    std::string agency; ///< empty: of the item
    ports::Leg leg = ports::Leg::export_leg;
    core::EventType type = core::EventType::filing_unknown;
    core::Instant happened;
    std::string reason; ///< the authority's
    std::string number; ///< the authority's, as it was known by then; may be empty
    EventCode code;
};

/// Whose file it is.
struct FileHead {
    std::string post;
    core::Mode mode = core::Mode::test;
    std::string office;
    std::uint64_t number = 1;
    core::Instant made;
};

/// By schemas/upu/cusrsp.xsd. events: each of an agency.
std::string cusrsp_message(const FileHead& head, std::span<const PostalEvent> events);
/// CSV with a header line; lines end with LF, no cell needs quotes.
std::string emsevt_lines(const FileHead& head, std::span<const PostalEvent> events, const text::Zone& zone);

} // namespace postern::postal
