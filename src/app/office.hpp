// Office: what an office of exchange works with, wired: events of items, dispatches, may it depart, marks, referrals.
#pragma once

#include "clearance/agency_table.hpp"
#include "exchange/departures.hpp"
#include "exchange/dispatches.hpp"
#include "exchange/item_event_reader.hpp"
#include "exchange/item_events.hpp"
#include "exchange/marks.hpp"
#include "exchange/predes_reader.hpp"
#include "exchange/referral_answers.hpp"
#include "exchange/referrals.hpp"
#include "http/services.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"

#include <memory>
#include <string>

namespace postern::app {

class Office {
public:
    struct World {
        ports::Store& store;
        ports::Clock& clock;
        ports::KeySource& keys;
        const clearance::AgencyTable& agencies;
        std::string schemas_folder;
        int s10_window_months = 12;
    };
    /// What the world refers to must outlive it. Throws core::Failure where a schema of ours does not load.
    Office(const World& world, const std::shared_ptr<const crypto::IdCipher>& ids,
           exchange::Dispatches::BeforeClosing before_closing);
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    /// Itself, where the routes look for it; must outlive them.
    void put_into(http::Services& services);

private:
    exchange::Departures departures_;
    exchange::ItemEvents item_events_;
    exchange::Dispatches dispatches_;
    exchange::PredesReader predes_;
    exchange::ItemEventReader event_reader_;
    exchange::Referrals referrals_;
    exchange::ReferralAnswers referral_answers_;
    exchange::Marks marks_;
    ports::Store& store_;
};

} // namespace postern::app
