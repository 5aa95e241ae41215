// Event filters: an event's name, an S10 and an agency's name.
#include "http/event_filter.hpp"

#include "core/event.hpp"
#include "core/item_id.hpp"
#include "http/refuse.hpp"
#include "http/request_parts.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;

core::Result<ports::EventFilter> read_event_filter(std::optional<std::string_view> event,
                                                   std::optional<std::string_view> item_id,
                                                   std::optional<std::string_view> agency) {
    constexpr std::size_t kAgencyBytes = 64;
    ports::EventFilter filter;
    if (event) {
        const auto types = core::all_event_types();
        const auto found = std::ranges::find_if(types, [&](auto type) { return core::to_string(type) == *event; });
        if (found == types.end()) return refuse(RefusalCode::bad_parameter, "event");
        filter.type = *found;
    }
    if (item_id) {
        const auto id = core::ItemId::parse(*item_id);
        if (!id) return refuse(RefusalCode::bad_parameter, "item_id");
        filter.item_id = id->text();
    }
    if (agency) {
        if (!is_plain(*agency, kAgencyBytes)) return refuse(RefusalCode::bad_parameter, "agency");
        filter.agency = *agency;
    }
    return filter;
}

} // namespace postern::http
