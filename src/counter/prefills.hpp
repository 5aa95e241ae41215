// Prefills: drafts that exporters make before they come to a counter, and that one office takes and uses once.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "counter/misses.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/prefills.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::counter {

/// Who calls, and at which counter; both codes may be empty.
struct Caller {
    core::Principal who;
    std::string request_id;
};

struct PrefillView {
    std::string id;
    ports::PrefillHead head;
    ports::PrefillState state = ports::PrefillState::open;
    std::string declaration; ///< JSON; empty: it was used or has expired
};

struct MadePrefill {
    PrefillView prefill;
    std::string token;
};

/// What a scanner read, or a clerk typed: one of the two.
struct Scanned {
    std::string token; ///< or the link that ends with it
    std::string reference;
};

/// Thread-safe. What is not of the caller's tenant and mode does not exist.
class Prefills {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::PrefillReader& prefills;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    struct Rules {
        std::int64_t days = 14;         ///< a draft is kept
        std::uint32_t at_most = 20'000; ///< open drafts of a post in a mode
    };
    /// secret: the installation's, of which tokens are made.
    Prefills(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, std::string secret, const Rules& rules)
        : ports_(ports), ids_(std::move(ids)), secret_(std::move(secret)), rules_(rules) {}

    /// Of drafts that were looked through; each is answered by itself, in their order. Refusal: prefills_full.
    std::vector<core::Result<MadePrefill>> make(const Caller& caller, const std::vector<std::string>& declarations);

    /// For a post: any of its own; for a counter: what its key or its office made, or its office took. Refusal:
    /// not_found.
    core::Result<PrefillView> prefill(const Caller& caller, std::string_view id);
    /// The same that may read it may change it. Refusals: not_found, if_match_failed, prefill_taken (by another
    /// office), prefill_used, prefill_expired.
    core::Result<PrefillView> change(const Caller& caller, std::string_view id, std::uint32_t expected,
                                     const std::string& declaration);
    /// Refusals: not_found, prefill_taken, prefill_used.
    core::Result<void> remove(const Caller& caller, std::string_view id);

    /// The caller's office takes it; once more is harmless. Refusals: reference_mistyped, too_many_attempts,
    /// not_found, prefill_taken, prefill_used, prefill_expired.
    core::Result<PrefillView> scan(const Caller& caller, const Scanned& scanned);
    /// Refusals: not_found, prefill_taken, prefill_used.
    core::Result<void> give_back(const Caller& caller, std::string_view id);

    /// What the link of a draft ends with. It is made again of the row's seed and the installation's secret, so that a
    /// code can be drawn whenever the exporter wants one, and no copy of the store gives a token away; what is looked
    /// up by is its hash. nullopt: the installation's secret is another one now.
    std::optional<std::string> token_of(const ports::PrefillHead& head) const;
    /// For the public page. nullopt: no such token.
    std::optional<ports::PrefillHead> by_token(std::string_view token) const;
    core::Instant now() const { return ports_.clock.now(); }

private:
    core::Result<ports::PrefillHead> own(const Caller& caller, std::string_view id) const;
    core::Result<ports::PrefillHead> scanned_head(const Caller& caller, const Scanned& scanned);
    PrefillView view_of(ports::PrefillHead head) const;
    ports::PrefillMade drawn(const Caller& caller, const std::string& declaration, core::Instant now) const;
    std::string token_of(core::PrefillKey key, std::string_view seed) const;
    std::string public_id(core::PrefillKey key) const;
    core::Result<void> recorded(const Caller& caller, ports::DeedBody body, const std::string& action,
                                core::PrefillKey key);

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    std::string secret_;
    Rules rules_;
    Misses misses_;
};

} // namespace postern::counter
