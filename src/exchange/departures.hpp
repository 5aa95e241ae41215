// Departures: asks of a post's items whether they may leave; gathers the facts and lets the one function answer.
#pragma once

#include "core/item_id.hpp"
#include "core/principal.hpp"
#include "crypto/public_id.hpp"
#include "exchange/departure.hpp"
#include "ports/departure.hpp"
#include "ports/world.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace postern::exchange {

/// The answer of one item.
struct DepartureView {
    std::string item_id;        ///< S10 as we write it
    std::string declaration_id; ///< public; empty: there is none
    std::string destination;    ///< country; empty: not known
    DepartureAnswer answer;
};

/// Thread-safe.
class Departures {
public:
    Departures(ports::DepartureReader& reader, const ports::Clock& clock, std::shared_ptr<const crypto::IdCipher> ids,
               int window_months)
        : reader_(reader), clock_(clock), ids_(std::move(ids)), window_months_(window_months) {}

    /// Of item ids of a post (S10 as we write it), in their order. An id that nothing is known of has no data.
    std::vector<DepartureView> ask(core::TenantKey tenant, core::Mode mode, std::span<const std::string> item_ids);
    /// The facts themselves, for who lists them.
    std::vector<ports::DepartureFacts> facts(core::TenantKey tenant, core::Mode mode,
                                             std::span<const std::string> item_ids);

private:
    ports::DepartureReader& reader_;
    const ports::Clock& clock_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    int window_months_;
};

} // namespace postern::exchange
