// Duty quotes: what a post's provider asks for duties and taxes at the destination, before an item leaves. No provider
// is wired yet: this is the place for one.
#pragma once

#include "core/declaration.hpp"
#include "core/money.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// What the provider offers; what of it a clerk enters stands in duties_prepaid of the declaration.
struct DutyQuote {
    struct Amount {
        std::string kind; ///< "duty", "tax", "fee"
        core::Money money;
    };
    std::string terms; ///< as duties_prepaid.terms
    std::vector<Amount> amounts;
    std::string reference; ///< the provider's
    core::Instant holds_until;
};

class DutyQuotes {
public:
    virtual ~DutyQuotes() = default;
    /// The provider's name for people; empty: there is none.
    virtual std::string_view provider() const = 0;
    /// nullopt: the provider has no answer for these goods, or there is none. Throws core::Failure where he cannot be
    /// reached. Thread-safe.
    virtual std::optional<DutyQuote> quote(const core::Declaration& declaration) = 0;
};

/// The post works without a provider: the clerk enters what he was told elsewhere.
class NoDutyProvider final : public DutyQuotes {
public:
    std::string_view provider() const override { return {}; }
    std::optional<DutyQuote> quote(const core::Declaration&) override { return std::nullopt; }
};

} // namespace postern::ports
