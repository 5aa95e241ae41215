// A bench for filings that are offered later, once their item was somewhere or another agency agreed.
#pragma once

#include "contract/bench.hpp"

#include <string>
#include <utility>
#include <vector>

namespace postern::contract {

using core::EventType;
using core::FilingState;
using core::Position;

inline constexpr const char* kLaterItem = "RR123456785NP";

template <class Engine>
struct Later : Bench<Engine> {
    core::AgencyKey drugs = this->store->agency("np-drugs");
    ports::FeedName consents{drugs, core::Mode::test};

    /// Accepted, with one filing that waits for a position.
    ports::Acceptance waiting_for(Position on, const std::string& item_id = kLaterItem) {
        auto made = this->acceptance(item_id, "REF-" + item_id, 1);
        made.version.filings.front().lodging.on = on;
        return made;
    }
    /// Accepted, with a consent that the filing for customs waits for; the consent stands first.
    ports::Acceptance waiting_for_consent(Position on = Position::captured) {
        auto made = waiting_for(on);
        auto consent = this->filing("LRN-CONSENT");
        consent.route = "np-consent";
        consent.agency = "np-drugs";
        made.version.events.push_back(event(EventType::filing_queued, this->now(), consent.key));
        made.version.filings.front().lodging.after = {consent.key};
        made.version.filings.insert(made.version.filings.begin(), consent);
        return made;
    }
    ports::ItemsSeen seen(std::vector<ports::ItemScan> scans) {
        return {this->post, core::Mode::test, this->now(), {this->now().ms - kYear}, std::move(scans)};
    }
    ports::ItemScan scan(EventType type, std::int64_t ms = 0, const std::string& item_id = kLaterItem) {
        return {item_id, type, {this->now().ms + ms}, "NPKTMA"};
    }
    ports::ScanResult scanned(EventType type, std::int64_t ms = 0) {
        return this->record(seen({scan(type, ms)})).scans.at(0).result;
    }
    ports::Outcome decided(core::FilingKey consent, EventType type) {
        auto made = this->answer("A" + std::to_string(this->key()), consent, type);
        made.feed = consents;
        return this->record(made);
    }
    std::vector<std::pair<EventType, std::string>> told(core::FilingKey filing) {
        std::vector<std::pair<EventType, std::string>> events;
        for (const auto& event : this->store->filings().events_of(filing))
            events.emplace_back(event.type, event.reason);
        return events;
    }
    std::vector<ports::OfferWhy> offers(const ports::FeedName& of) {
        std::vector<ports::OfferWhy> all;
        for (const auto& entry : this->store->feeds().page(of, 0, 100).entries)
            all.push_back(entry.why);
        return all;
    }
    std::vector<ports::OfferWhy> offers() { return offers(this->feed); }
    /// The next version, in which every document is another.
    ports::Amendment changed(const ports::Acceptance& first, std::uint32_t expected) {
        auto made = this->amendment(first, expected, static_cast<int>(500 + expected));
        for (auto& row : made.version.filings)
            row.document->hash = hash_of(static_cast<int>(900 + expected));
        return made;
    }
};

using Whys = std::vector<ports::OfferWhy>;
inline const Whys kOnce{ports::OfferWhy::fresh};

} // namespace postern::contract
