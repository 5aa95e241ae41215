// Event filters: which events a post wants, the same in its stream and for its webhooks.
#pragma once

#include "core/result.hpp"
#include "ports/post_events.hpp"

#include <optional>
#include <string_view>

namespace postern::http {

/// nullopt: not given. bad_parameter naming the part: no event of that name, no S10, no agency's name.
core::Result<ports::EventFilter> read_event_filter(std::optional<std::string_view> event,
                                                   std::optional<std::string_view> item_id,
                                                   std::optional<std::string_view> agency);

} // namespace postern::http
