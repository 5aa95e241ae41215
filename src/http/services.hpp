// Services: what the routes call. app wires it; all of it outlives the server.
#pragma once

#include "access/keys.hpp"
#include "clearance/agency_desk.hpp"
#include "clearance/attachments.hpp"
#include "clearance/deadlines.hpp"
#include "clearance/goods_table.hpp"
#include "codelists/shelf.hpp"
#include "counter/earlier_declarations.hpp"
#include "counter/form_desk.hpp"
#include "counter/item_ids.hpp"
#include "counter/journal.hpp"
#include "counter/prefills.hpp"
#include "counter/status_desk.hpp"
#include "counter/templates.hpp"
#include "crypto/public_id.hpp"
#include "dispatch/registers.hpp"
#include "exchange/departures.hpp"
#include "exchange/dispatches.hpp"
#include "exchange/evidence_desk.hpp"
#include "exchange/item_event_reader.hpp"
#include "exchange/item_events.hpp"
#include "exchange/marks.hpp"
#include "exchange/referral_answers.hpp"
#include "exchange/referrals.hpp"
#include "http/pack_shelf.hpp"
#include "http/page_folder.hpp"
#include "pipeline/post_events.hpp"
#include "pipeline/submissions.hpp"
#include "ports/duty_quote.hpp"
#include "ports/printing.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"
#include "profiles/editions.hpp"
#include "signatures/jws.hpp"
#include "text/catalogue.hpp"
#include "webhooks/post_webhooks.hpp"
#include "workers/agency_channel.hpp"
#include "workers/lanes.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

/// What this gateway says about itself on /readyz: every key is live or test, and so is all it touches.
struct ModeStatement {
    bool sandbox = false; ///< ships demo keys: nothing here is for real
    std::string notice;   ///< for people; may be empty
};

struct Services {
    core::Shelf<pipeline::Submissions>& submissions; ///< swapped when the configuration is read again
    clearance::AgencyDesk& agencies;
    access::Doorkeeper& doorkeeper;
    workers::Lanes& lanes;
    ports::Ledger& ledger;
    ports::KeyReader& keys;
    ports::FeedReader& feeds; ///< to wake those who wait when the gateway stops
    ports::Clock& clock;
    ports::KeySource& key_source;
    std::function<ports::StoreHealth()> health;
    const core::Shelf<const text::Catalogue>& texts; ///< what was in force is kept, so a reference to it stays good
    std::shared_ptr<const profiles::Editions> editions;
    std::shared_ptr<const codelists::Shelf> codelists;
    ModeStatement mode;
    std::function<void(std::string_view)> log; ///< one line for the operator, never personal data; empty: stderr
    std::shared_ptr<const crypto::IdCipher> ids = nullptr; ///< the installation's; the server does not start without
    ports::QualityReader* quality = nullptr;               ///< the store's
    dispatch::Registers* registers = nullptr;              ///< what gathers rows
    ports::RegisterReader* register_reader = nullptr;      ///< the store's
    /// Reads lists, routes, policies and folders again, whole or not at all; what is in force then, or (throws
    /// core::Failure) what is wrong.
    std::function<std::string()> reload = {};
    std::string declaration_schema = {};           ///< the JSON Schema of JSON messages, as it is served
    pipeline::PostEvents* events = nullptr;        ///< what posts hear of
    ports::ReleaseReader* releases = nullptr;      ///< the store's
    const clearance::GoodsTable* goods = nullptr;  ///< offers as a table
    clearance::Attachments* attachments = nullptr; ///< what is uploaded beside declarations
    std::function<std::vector<workers::ChannelStatus>()> channels = {};                  ///< to agencies
    ports::UnplacedReader* unplaced = nullptr;                                           ///< the store's
    ports::OpenFilingReader* open_filings = nullptr;                                     ///< the store's
    const std::map<std::string, clearance::Deadlines, std::less<>>* deadlines = nullptr; ///< by agency
    webhooks::PostWebhooks* webhooks = nullptr;        ///< where posts want to be told
    exchange::ItemEvents* item_events = nullptr;       ///< what posts see of items
    exchange::Departures* departures = nullptr;        ///< may they leave
    exchange::Dispatches* dispatches = nullptr;        ///< in which they leave
    exchange::PredesReader* predes = nullptr;          ///< what is told of dispatches
    exchange::ItemEventReader* event_reader = nullptr; ///< what is told of items, but for JSON
    ports::AdvanceReader* advance_data = nullptr;      ///< the store's
    exchange::Referrals* referrals = nullptr;          ///< what destinations' authorities ask of items
    exchange::ReferralAnswers* referral_answers = nullptr;
    ports::ReferralReader* referral_reader = nullptr; ///< the store's, for counts
    exchange::Marks* marks = nullptr;                 ///< item ids that are marked
    ports::ReviewReader* reviews = nullptr;           ///< the store's
    const exchange::EvidenceDesk* evidence = nullptr; ///< of export
    std::function<signatures::Jws(std::string_view payload)> sign_evidence = {};
    std::string jwks = {};                   ///< the keys that evidence is verified with, as they are served
    std::string evidence_schema = {};        ///< the JSON Schema of evidence, as it is served
    const ports::Printer* printer = nullptr; ///< of forms and codes
    std::function<std::string(core::DeclarationKey)> status_secret = {}; ///< what a receipt tells its exporter
    counter::ItemIds* item_ids = nullptr;                                ///< S10 numbers to draw
    counter::Prefills* prefills = nullptr;                               ///< what exporters write beforehand
    counter::Templates* templates = nullptr;                             ///< and send again and again
    const counter::EarlierDeclarations* earlier = nullptr;               ///< or once more
    counter::Journal* counter_journal = nullptr;                         ///< what clerks did
    std::function<std::string(std::string_view)> zone_of_post = {};      ///< of a post, for offices nobody listed
    const counter::FormDesk* forms = nullptr;                            ///< what stands on paper
    const core::Shelf<const PageFolder>* counter_pages = nullptr; ///< swapped when the configuration is read again
    const counter::StatusDesk* status_desk = nullptr;             ///< how an item stands, for who has it
    std::function<signatures::Jws(std::string_view payload)> sign_pack = {};
    std::shared_ptr<PackShelf> packs = std::make_shared<PackShelf>(); ///< for counters that are offline
    ports::DutyQuotes* duty_quotes = nullptr; ///< of the post's provider; nullptr: nobody quotes
    /// Which goods the caller's post has seen this sender declare, most often first.
    std::function<std::vector<ports::DeclaredGoods>(const core::Principal&, const core::Party&)> goods_history = {};
};

} // namespace postern::http
