// Which version of a declaration customs accepted: one pure function of a filing's events and of what was lodged.
#pragma once

#include "core/event.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace postern::exchange {

/// A version of the declaration that the agency was offered.
struct LodgedVersion {
    std::uint32_t version = 0;
    core::Instant received; ///< when the post handed it over
    core::Instant offered;  ///< when the agency was told of it first
};

/// What the post handed over, as far as this asks.
struct DeclaredVersion {
    std::uint32_t version = 0;
    core::Instant received;
    bool rejected = false; ///< kept, and lodged with nobody
};

/// The versions that a filing's agency was offered, by the filing's own events: an offer is of the newest version that
/// is not rejected. The feed is not asked: its old entries go, and what was lodged stays true.
std::vector<LodgedVersion> lodged_versions(std::span<const DeclaredVersion> declared, std::vector<core::Event> events);

struct AcceptedVersion {
    LodgedVersion version;
    core::Instant since;           ///< when customs accepted it
    std::uint32_t unconfirmed = 0; ///< a later version that customs neither granted nor denied; 0: none
};

/// The newest version that was offered before customs accepted; later ones only where customs granted the amendment, or
/// accepted anew. Where customs never said "accepted", its release or exit says so. A rejection takes it back. nullopt:
/// customs accepted nothing yet. lodged: by version.
std::optional<AcceptedVersion> accepted_version(std::vector<core::Event> events, std::span<const LodgedVersion> lodged);

} // namespace postern::exchange
