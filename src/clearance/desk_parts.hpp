// What every act at the desk needs: its feed and its refusals.
#pragma once

#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "ports/deeds.hpp"

namespace postern::clearance {

inline ports::FeedName feed_of(const core::Principal& agency) {
    return {agency.agency, agency.mode};
}

inline core::Refusal refusal(core::RefusalCode code) {
    return core::Refusal{code, {}, 0, 0, {}};
}

inline core::Refusal refusal_of(ports::No no) {
    return refusal(no == ports::No::not_found ? core::RefusalCode::not_found : core::RefusalCode::lease_lost);
}

} // namespace postern::clearance
