// Counter acts: what clerks did, each written with what it tells; a day's totals are sums over them.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"
#include "ports/counter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// Numbers are stored.
enum class CounterActKind : std::uint8_t {
    accepted = 1,  ///< taken in at the counter
    collected = 2, ///< taken in at the door; not posted yet
    posted = 3,    ///< and then weighed at the office
    printed = 4,
    reprinted = 5,
    amended = 6,
    voided = 7,
    refused_late = 8, ///< it was kept at a counter that had no line, and refused when it came
};
/// "accepted", …, "refused-late": as the journal writes it.
constexpr std::string_view to_string(CounterActKind kind) {
    switch (kind) {
    case CounterActKind::collected: return "collected";
    case CounterActKind::posted: return "posted";
    case CounterActKind::printed: return "printed";
    case CounterActKind::reprinted: return "reprinted";
    case CounterActKind::amended: return "amended";
    case CounterActKind::voided: return "voided";
    case CounterActKind::refused_late: return "refused-late";
    case CounterActKind::accepted: break;
    }
    return "accepted";
}

/// What a clerk takes in was known already: declared by the exporter himself, or captured at the door. Taken in before:
/// nothing. No: not_found, declaration_cancelled, version_moved, and what stands in the way of its prefill.
struct CounterTaken {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::uint32_t expected_version = 0; ///< figures are of that one
    CounterFigures figures;
    CounterTake take;
    core::Instant at;
    core::Instant window_from; ///< scans of item ids first received before this do not count
};

/// A form of a declaration was printed. outcome.number counts the prints of that form from 1; with a request key that
/// was used for the declaration before, it is the first one's again and nothing is written. No: not_found,
/// declaration_cancelled.
struct FormPrinted {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    AtCounter by;
    std::string form; ///< "CN22", "CN23", "CP72", "receipt", "evidence"
    std::string size;
    std::string reason;      ///< a code, at most 64 bytes, or empty
    std::string request_key; ///< the client's name of its request, or empty
    core::Instant at;
};

/// What a counter without a line had taken in cannot be declared as such: it stands in the way of something. (What is
/// rejected by its findings is noted with its version.) Said again of the same item and capture: nothing.
struct RefusedLate {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    CounterTake take;
    std::string item_id; ///< may be empty
    std::string reason;  ///< slug of the refusal
    core::Instant at;
};

/// What an act adds to the totals, or takes from them.
enum class CounterSum : std::uint8_t { items = 1, gross_weight_kg = 2, postage = 3, value = 4 };
struct CounterAmount {
    CounterSum of = CounterSum::items;
    std::string currency; ///< of money, else empty
    std::string amount;   ///< exact, with a sign where it takes away
};

struct CounterAct {
    std::int64_t key = 0; ///< in the order of writing
    CounterActKind kind = CounterActKind::accepted;
    core::DeclarationKey declaration; ///< 0: refused late, and not kept
    std::string item_id;              ///< as it stands now; may be empty
    AtCounter by;
    core::Instant at;                      ///< when the gateway wrote it
    std::optional<core::Instant> captured; ///< as the counter's clock had it
    std::optional<core::Instant> sent;     ///< when the counter sent it, by the same clock
    std::string form, size;                ///< of a print
    std::uint32_t number = 0;              ///< of a print
    std::string reason;
    std::vector<CounterAmount> amounts;
};

/// One office's acts, or (office empty) all of the post's.
struct CounterPage {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string_view office;
    std::int64_t after = 0; ///< key of the last one seen
    std::uint32_t limit = 100;
};
struct CounterPeriod {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string_view office;
    core::Instant from;
    core::Instant to; ///< not counted
};

class CounterActReader {
public:
    virtual ~CounterActReader() = default;
    /// In the order of writing.
    virtual std::vector<CounterAct> acts(const CounterPage& page) = 0;
    /// Those of an office that were captured then (without a capture: written), in the order of writing.
    virtual std::vector<CounterAct> acts_of(const CounterPeriod& period) = 0;
};

} // namespace postern::ports
