// Long polls: a page after a cursor, waited for where there is nothing that is wanted yet.
#pragma once

#include "core/time.hpp"
#include "ports/world.hpp"

#include <algorithm>
#include <cstdint>

namespace postern::ports {

/// read(after) gives a page with empty(), newest and looked_to; wait(newest, deadline) returns when there is something
/// newer, the deadline passed or the gateway stops. News that the page does not want are no reason to answer. The
/// page's looked_to is never before `after`.
template <class Read, class Wait>
auto read_or_wait(const Clock& clock, std::int64_t after, std::uint32_t wait_ms, const Read& read, const Wait& wait) {
    const core::Instant deadline{clock.now().ms + wait_ms};
    auto page = read(after);
    while (page.empty() && page.looked_to >= page.newest && clock.now() < deadline) {
        const auto newest = std::max(page.newest, after);
        wait(newest, deadline);
        after = std::max(page.looked_to, after);
        page = read(after);
        if (page.newest <= newest) break; // the time is over, or the gateway stops
    }
    page.looked_to = std::max(page.looked_to, after);
    return page;
}

} // namespace postern::ports
