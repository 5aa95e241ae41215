// Passage: what the events of one released filing say of its way to the release.
#pragma once

#include "core/event.hpp"
#include "ports/release_times.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::statistics {

/// From where the way to a release is measured. Which events report one is a table in release_passage.cpp.
enum class Milestone : std::uint8_t { capture, lodging };
inline constexpr std::array<std::string_view, 2> kMilestones{"capture", "lodging"};

/// States in which customs holds what it has.
inline constexpr std::array kHolds{core::FilingState::control_documents, core::FilingState::control_physical,
                                   core::FilingState::query, core::FilingState::suspended,
                                   core::FilingState::payment_due};

/// From a milestone to the release, in milliseconds.
struct Span {
    std::int64_t whole = 0;
    std::int64_t net = 0; ///< without the holds in it
};

struct Passage {
    std::array<std::optional<Span>, kMilestones.size()> spans;    ///< none: nobody reported the milestone
    std::array<std::optional<std::int64_t>, kHolds.size()> holds; ///< ms; none: it was not in that state
    std::string lane;                                             ///< told last before the release
    bool held() const;
    std::int64_t hold() const; ///< ms, of all holds
};
Passage passage_of(const ports::ReleasedFiling& filing);

} // namespace postern::statistics
