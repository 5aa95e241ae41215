// DepartureReader: what is known of items when somebody asks whether they may leave.
#pragma once

#include "core/event.hpp"
#include "core/finding.hpp"
#include "core/keys.hpp"
#include "core/mark.hpp"
#include "core/position.hpp"
#include "core/principal.hpp"
#include "ports/rows.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// A filing of the item's current declaration, as far as leaving depends on it.
struct DepartureFiling {
    core::FilingKey key;
    std::string agency; ///< empty where none has it
    Leg leg = Leg::export_leg;
    bool required = true;
    core::FilingState state = core::FilingState::unknown;
    core::Position lodged_on = core::Position::captured; ///< captured: it does not wait for a position
};

struct DepartureFacts {
    std::string item_id;
    core::DeclarationKey declaration; ///< 0: none that counts; then the rest but events and marks is empty
    core::Verdict verdict = core::Verdict::accepted; ///< of the current version; a person's, where one decided
    std::string destination;                         ///< country; empty: not known
    std::vector<std::string> findings; ///< codes of the current version's, those that are more than a note
    std::vector<DepartureFiling> filings;
    std::vector<core::Event> events; ///< the item's and its filings'; without a declaration: what came before one
    std::vector<core::Mark> marks;   ///< each owner's newest
};

class DepartureReader {
public:
    virtual ~DepartureReader() = default;
    /// Of each item id, in their order; of what is written in S10 as we write it. Declarations first received before
    /// window_from are of another item.
    virtual std::vector<DepartureFacts> departure_facts(core::TenantKey tenant, core::Mode mode,
                                                        core::Instant window_from,
                                                        std::span<const std::string> item_ids) = 0;
};

} // namespace postern::ports
