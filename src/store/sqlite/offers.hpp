// Offers: the feed entries of a transaction, gathered while its deeds run and written as its last statements.
#pragma once

#include "ports/deeds.hpp"
#include "store/sqlite/connection.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace postern::store::sqlite {

/// Positions are exact because a transaction takes them at its end, together with its counters: nobody ever sees a
/// position before all smaller ones. Of the writer's thread.
class Offers {
public:
    struct Offer {
        core::FilingKey filing;
        std::uint32_t version = 0;
        ports::OfferWhy why = ports::OfferWhy::fresh;
        core::Instant at;
    };
    void add(const ports::FeedName& feed, const Offer& offer);
    /// Version of the newest offer of the filing, made in this transaction or an earlier one; nullopt: none was made.
    std::optional<std::uint32_t> newest_version(Connection& connection, core::FilingKey filing) const;
    bool offered(Connection& connection, core::FilingKey filing) const {
        return newest_version(connection, filing).has_value();
    }
    /// Writes entries, then counters, feeds in ascending order; gives the feeds with their newest positions.
    std::vector<std::pair<std::int64_t, std::int64_t>> write(Connection& connection);
    /// After a rollback or a commit.
    void forget() { gathered_.clear(); }

private:
    std::map<std::int64_t, std::vector<Offer>> gathered_; ///< by feed's number: ascending, so two never deadlock
};

} // namespace postern::store::sqlite
