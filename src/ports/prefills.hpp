// Prefills: what exporters write before they come to a counter; the deeds of it, and how it is read.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::ports {

/// A draft is kept until it expires. No: reference_taken (an open one of that post and mode has the reference),
/// too_many (the post has `at_most` open ones of that mode).
struct PrefillMade {
    core::PrefillKey prefill;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::ClientKey client;       ///< whose draft it is
    std::string office;           ///< of that client's key; may be empty
    std::string reference;        ///< 8 characters, see counter/prefill_reference.hpp
    core::ContentHash token_hash; ///< of the token, which is kept nowhere
    std::string seed;             ///< random bytes of which, with the installation's secret, the token is made
    core::SealedBytes content;    ///< the declaration as JSON
    core::Instant at;
    core::Instant expires;
    std::uint32_t at_most = 0;
};

/// Other content for a draft, by whoever may. No: not_found (not of that tenant and mode; the same below),
/// prefill_used, prefill_expired, prefill_taken (by an office that is not `office`), version_moved.
struct PrefillChanged {
    core::PrefillKey prefill;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string office; ///< of whoever changes it; empty: none
    std::uint32_t expected_version = 0;
    core::SealedBytes content;
    core::Instant at;
};

/// An office read it, and from then on no other one gets it; the same office may read it again. No: not_found,
/// prefill_used, prefill_expired, prefill_taken.
struct PrefillTaken {
    core::PrefillKey prefill;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string office; ///< never empty
    std::string clerk;
    core::Instant at;
};

/// The office gives it back; of what nobody took, nothing. No: not_found, prefill_used, prefill_taken (another office
/// has it).
struct PrefillGivenBack {
    core::PrefillKey prefill;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string office;
    core::Instant at;
};

/// It is gone, with all that is known of it. No: not_found, prefill_used (its declaration stands), prefill_taken (by an
/// office that is not `office`).
struct PrefillRemoved {
    core::PrefillKey prefill;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string office;
    core::Instant at;
};

/// Of what expired by then, the content goes at once; that there was a draft is known until it expired before
/// `forget_before`. At most so many of each. Outcome.number: how many were emptied or forgotten.
struct PrefillsExpired {
    core::Instant at;
    core::Instant forget_before;
    std::uint32_t at_most = 0;
};

/// Used wins over expired, and that over taken.
enum class PrefillState : std::uint8_t { open, taken, used, expired };
constexpr std::string_view to_string(PrefillState state) {
    switch (state) {
    case PrefillState::taken: return "taken";
    case PrefillState::used: return "used";
    case PrefillState::expired: return "expired";
    case PrefillState::open: break;
    }
    return "open";
}

struct PrefillHead {
    core::PrefillKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::ClientKey client;
    std::string made_at_office; ///< may be empty
    std::string reference;
    core::ContentHash token_hash;
    std::string seed;
    std::uint32_t version = 1;
    core::Instant made;
    core::Instant expires;
    core::SealedBytes content; ///< empty: used or expired
    std::string taken_by;      ///< office; empty: nobody took it
    std::optional<core::Instant> taken;
    core::DeclarationKey declaration; ///< used by this one; 0: not used

    PrefillState state(core::Instant now) const {
        if (declaration) return PrefillState::used;
        if (expires <= now) return PrefillState::expired;
        return taken_by.empty() ? PrefillState::open : PrefillState::taken;
    }
};

/// Thread-safe.
class PrefillReader {
public:
    virtual ~PrefillReader() = default;
    virtual std::optional<PrefillHead> prefill(core::PrefillKey key) = 0;
    virtual std::optional<PrefillHead> by_token(const core::ContentHash& token_hash) = 0;
    /// The one that is not used, else the newest that was, for as long as it is known.
    virtual std::optional<PrefillHead> by_reference(core::TenantKey tenant, core::Mode mode,
                                                    std::string_view reference) = 0;
};

} // namespace postern::ports
