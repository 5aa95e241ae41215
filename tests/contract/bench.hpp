// A store with a post and two agencies, and deeds made short: what every contract test starts from.
#pragma once

#include "contract/deeds.hpp"
#include "contract/engines.hpp"

#include <array>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::contract {

template <class Engine>
struct Bench {
    Engine engine;
    ManualClock clock;
    std::unique_ptr<ports::Store> store;
    core::TenantKey post;
    core::AgencyKey customs;
    ports::FeedName feed;
    std::atomic<std::int64_t> last_key{1000};

    explicit Bench(const Wanted& wanted = {}) : store(engine.open(clock, wanted)) {
        post = store->tenant("np-post");
        customs = store->agency("np-customs");
        feed = {customs, core::Mode::test};
    }

    std::int64_t key() { return ++last_key; }
    core::Instant now() const { return clock.now(); }
    void later(std::int64_t ms) { clock.set({clock.now().ms + ms}); }

    template <class Body>
    ports::Outcome record(Body body) {
        const std::array deeds{deed(std::move(body))};
        return store->ledger().record(deeds).at(0);
    }

    ports::DocumentRow document(const std::string& text) { return {{"sealed " + text}, hash_of(77), "text/xml", 9}; }

    ports::FilingRow filing(const std::string& reference, bool with_document = true) {
        ports::FilingRow row;
        row.key = {key()};
        row.route = "np-export";
        row.agency = "np-customs";
        row.profile = "np-asycuda";
        row.profile_version = "1";
        row.profile_hash = "abc";
        row.reference = reference;
        if (with_document)
            row.document = document(reference);
        else
            row.state = core::FilingState::awaiting_item_id;
        return row;
    }

    /// Accepted, with one filing for customs unless told otherwise.
    ports::Acceptance acceptance(const std::string& item_id, const std::string& reference, int content) {
        ports::Acceptance made;
        made.declaration = {key()};
        made.tenant = post;
        made.item_id = item_id;
        made.sender_reference = reference;
        made.at = now();
        made.window_from = {now().ms - kYear};
        made.version.content_hash = hash_of(content);
        made.version.submission = {key()};
        made.version.source = "cn23";
        made.version.judged_by = "lists 2026-11";
        made.version.sealed_source = {"source " + std::to_string(content)};
        made.version.sealed_canonical = {"canonical " + std::to_string(content)};
        made.version.filings.push_back(filing("LRN-" + std::to_string(made.declaration.value)));
        made.version.events.push_back(event(core::EventType::item_captured, now()));
        made.version.events.push_back(event(core::EventType::filing_queued, now(), made.version.filings.front().key));
        return made;
    }
    ports::Acceptance plain() {
        const auto number = key();
        return acceptance("ITEM" + std::to_string(number), "REF" + std::to_string(number), static_cast<int>(number));
    }
    ports::Acceptance rejected(const std::string& item_id, const std::string& reference, int content) {
        auto made = acceptance(item_id, reference, content);
        made.version.verdict = core::Verdict::rejected;
        made.version.filings.clear();
        made.version.events = {event(core::EventType::item_rejected, now())};
        return made;
    }

    ports::Amendment amendment(const ports::Acceptance& first, std::uint32_t expected, int content) const {
        return contract::amendment(first, expected, content, now());
    }

    ports::AnswerApplied answer(const std::string& identity, core::FilingKey filing, core::EventType type) {
        ports::AnswerApplied made;
        made.answer = {key()};
        made.feed = feed;
        made.client = {7};
        made.identity = identity;
        made.at = now();
        made.sealed = {"sealed answer"};
        made.format = "np-asycuda";
        made.events = {event(type, now(), filing)};
        made.events.front().explicit_customs = true;
        return made;
    }

    ports::LeaseTaken lease(std::uint32_t max, std::int64_t client = 7) {
        return {{key()}, feed, {client}, max, 5, now(), {now().ms + kHour}};
    }

    ports::Identity identity(const ports::Acceptance& of) const {
        return {of.tenant, of.mode, of.item_id, of.sender_reference, of.version.content_hash, of.window_from};
    }
    core::FilingState state(core::FilingKey filing) { return store->filings().filing(filing)->state; }
    std::vector<ports::FeedEntry> entries() { return store->feeds().page(feed, 0, 1000).entries; }
};

} // namespace postern::contract
