// What every act at the desk needs: its feed, its refusals, its audit row.
#pragma once

#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "ports/deeds.hpp"

#include <string>
#include <utility>

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

inline ports::AuditRow audit_row(const core::Principal& who, std::string action, std::string object, core::Instant at,
                                 const std::string& request_id) {
    return {at, who.client, who.role, std::move(action), std::move(object), 0, {}, request_id};
}

} // namespace postern::clearance
