// The stages in order, for one item.
#pragma once

#include "core/principal.hpp"
#include "dispatch/offerer.hpp"
#include "pipeline/parts.hpp"

#include <optional>
#include <vector>

namespace postern::pipeline {

/// Bytes to declaration to judgement: stages 1 to 4. Where there is a store it is asked whether the item id is taken.
steps::Judged judge_only(const Parts& parts, steps::Received received, const core::Principal& who, core::Instant now);

/// The same from a declaration that was read, for an occasion.
steps::Judged judge_for(const Parts& parts, steps::Read read, const steps::Occasion& occasion, core::Instant now);

/// What became of one item before it is recorded: it is known, refused, or ready to be recorded.
struct Prepared {
    steps::Read read;
    dispatch::Recognised recognised;
    std::optional<steps::Offered> offered; ///< none: a repeat, or refused
    std::vector<ports::Deed> noted;        ///< of a repeat: what is noted of it all the same
};

/// All stages; the deed in the result is still to be recorded.
Prepared steps_in_order(const Parts& parts, steps::Received received, const dispatch::Handover& handover);
/// All stages for other content of a known declaration, which its sender names himself.
Prepared steps_of_amendment(const Parts& parts, const ports::DeclarationHead& known, steps::Received received,
                            const dispatch::Handover& handover);
/// Again from where the store was first asked: somebody was faster between that look and the deed.
Prepared steps_again(const Parts& parts, steps::Read read, const dispatch::Handover& handover);

} // namespace postern::pipeline
