// Office: its parts share the store, the clock and the window in which an S10 is one item.
#include "app/office.hpp"

namespace postern::app {

namespace {

std::shared_ptr<const xml::Schema> own_schema(const Office::World& world, const char* name) {
    return xml::Schema::load(world.schemas_folder + "/" + name);
}

/// Those of which agencies.xml says for whose items their marks count.
exchange::Marks::PostsOfAgencies posts_of_agencies(const clearance::AgencyTable& agencies, ports::Store& store) {
    exchange::Marks::PostsOfAgencies all;
    for (const auto& agency : agencies.all())
        for (const auto& post : agency.posts)
            all[agency.name].push_back(store.tenant(post));
    return all;
}

} // namespace

Office::Office(const World& world, const std::shared_ptr<const crypto::IdCipher>& ids,
               exchange::Dispatches::BeforeClosing before_closing)
    : departures_(world.store.departures(), world.clock, ids, world.s10_window_months),
      item_events_({world.store.ledger(), world.store.declarations(), world.store.filings(), world.clock, &departures_,
                    &world.store.dispatches()},
                   ids, world.s10_window_months),
      dispatches_({world.store.ledger(), world.store.dispatches(), departures_, world.clock, std::move(before_closing)},
                  world.s10_window_months),
      predes_(own_schema(world, "predes.xsd")), event_reader_(own_schema(world, "item_events.xsd")),
      referrals_({world.store.ledger(), world.store.referrals(), world.clock, world.keys}, ids,
                 exchange::ItmrefReader(own_schema(world, "itmref.xsd")), world.s10_window_months),
      referral_answers_({world.store.ledger(), world.store.referrals(), world.store.declarations(),
                         world.store.attachments(), world.clock},
                        ids, world.s10_window_months),
      marks_({world.store.ledger(), world.store.marks(), world.clock, world.keys}, ids, world.s10_window_months,
             posts_of_agencies(world.agencies, world.store)),
      store_(world.store) {}

void Office::put_into(http::Services& services) {
    services.item_events = &item_events_;
    services.departures = &departures_;
    services.dispatches = &dispatches_;
    services.predes = &predes_;
    services.event_reader = &event_reader_;
    services.referrals = &referrals_;
    services.referral_answers = &referral_answers_;
    services.marks = &marks_;
    services.referral_reader = &store_.referrals();
    services.reviews = &store_.reviews();
    services.advance_data = &store_.advance_data();
}

} // namespace postern::app
