// StatusDesk: answers who has an item's id and the secret of its receipt, and nobody else.
#pragma once

#include "core/principal.hpp"
#include "counter/public_status.hpp"
#include "ports/public_items.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace postern::counter {

struct PublicStatus {
    std::string item_id; ///< S10 as we write it
    core::Mode mode = core::Mode::test;
    PublicCourse course;
};

/// Thread-safe.
class StatusDesk {
public:
    struct Ports {
        ports::PublicItemReader& items;
        ports::DeclarationReader& declarations;
        ports::FilingReader& filings;
        const ports::Clock& clock;
    };
    using Secret = std::function<std::string(core::DeclarationKey)>;
    StatusDesk(const Ports& ports, Secret secret, int window_months)
        : ports_(ports), secret_(std::move(secret)), window_months_(window_months) {}

    /// Of the declaration of that item whose receipt says so, of whichever post and mode, within the time in which an
    /// S10 is one item. nullopt: no such item, or another secret; which of the two is not told, and takes no different
    /// time that could be told apart by who asks.
    std::optional<PublicStatus> status(std::string_view item_id, std::string_view secret) const;

private:
    Ports ports_;
    Secret secret_;
    int window_months_;
};

} // namespace postern::counter
