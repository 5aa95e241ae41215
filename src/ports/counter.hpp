// At a counter: what is kept of an item beside its declaration, because a clerk took it in.
#pragma once

#include "core/keys.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace postern::ports {

/// Where a clerk took the item in. At the door: content and certification were captured there; weight and label come
/// later at the office, and until then it is not posted.
enum class TakenAt : std::uint8_t { counter = 1, door = 2 };

/// The circumstances under which a clerk took in a declaration.
struct CounterTake {
    core::PrefillKey prefill; ///< what the exporter had written before; 0: nothing
    std::string office;       ///< the post's own code
    std::string clerk;        ///< the post's own code; may be empty
    TakenAt taken_at = TakenAt::counter;
    core::Instant captured;            ///< when the sender certified it, as the counter's clock had it
    std::optional<core::Instant> sent; ///< when the counter sent it, by the same clock; nullopt: at once
};

/// Who does it at which counter; both by the post's own codes, and either may be empty.
struct AtCounter {
    std::string office;
    std::string clerk;
};

/// What a counter's totals are summed of, as a declaration says it: exact decimals, empty where it says none.
struct CounterFigures {
    std::string gross_weight_kg;
    std::string postage;
    std::string postage_currency;
    std::string value;
    std::string value_currency;
};

} // namespace postern::ports
