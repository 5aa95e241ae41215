// ItemEvents: what a post saw of its items comes in, and where an item is comes out.
#pragma once

#include "core/position.hpp"
#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "crypto/public_id.hpp"
#include "exchange/departures.hpp"
#include "ports/dispatches.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// One event as it was sent.
struct ToldScan {
    std::string item_id;                  ///< S10, blanks between its groups allowed
    std::string event;                    ///< EMSEVT code, or in-receptacle, dispatch-closed
    std::string when;                     ///< RFC 3339
    std::string office;                   ///< a code; may be empty
    std::optional<core::Refusal> refused; ///< it cannot even be read: why
};

/// What became of it.
struct ScanView {
    ports::ScanResult result = ports::ScanResult::unknown;
    std::string declaration_id;           ///< public; empty: unknown or refused
    std::optional<core::Refusal> refused; ///< why this one, and no other, was not taken
};

/// Thread-safe. Every call takes the post's principal: only items of its tenant and mode are known.
class ItemEvents {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::DeclarationReader& declarations;
        ports::FilingReader& filings;
        const ports::Clock& clock;
        Departures* departures = nullptr;            ///< for alarms of what leaves; none: nobody is told
        ports::DispatchReader* dispatches = nullptr; ///< for the dispatch in which that was
    };
    ItemEvents(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, int window_months)
        : ports_(ports), ids_(std::move(ids)), window_months_(window_months) {}

    /// Answers each event by itself, in their order; what is taken is durable when this returns, and so are the offers
    /// that waited for it. Refused is what cannot be read (bad_parameter names the member): no S10, no such code, no
    /// time, or one that is to come by more than an hour.
    std::vector<ScanView> note(const core::Principal& post, const std::vector<ToldScan>& told,
                               const std::string& request_id);
    /// Where the item is; nullopt: it is not known.
    std::optional<core::Position> position(const core::Principal& post, std::string_view item_id);

private:
    /// Those that say that an item leaves which must not are told as such.
    void mark_alarms(ports::ItemsSeen& seen) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    int window_months_;
};

} // namespace postern::exchange
