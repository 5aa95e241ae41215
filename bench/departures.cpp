// May it depart, straight from the store; and watch lists.
#include "departures.hpp"

#include "app/system.hpp"
#include "codelists/codelists.hpp"
#include "exchange/departures.hpp"
#include "stopwatch.hpp"
#include "store/sqlite_store.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace postern::bench {

namespace {

constexpr std::size_t kAskedTogether = 500;
constexpr std::size_t kDeedsAtOnce = 1'000;
constexpr int kTimes = 50;

std::string item_id_of(std::size_t number) {
    char text[16];
    std::snprintf(text, sizeof text, "CP%09zuNP", number % 1'000'000'000);
    return text;
}

core::Event happened(core::EventType type, core::Instant at, core::FilingKey filing = {}) {
    core::Event event;
    event.type = type;
    event.happened = event.received = at;
    event.filing = filing;
    return event;
}

/// An item with two filings, a finding that is no note, and a scan.
void add_item(std::vector<ports::Deed>& deeds, std::size_t number, core::TenantKey post, core::Instant at) {
    constexpr std::int64_t kFirstKey = 1'000;
    const auto key = kFirstKey + 4 * static_cast<std::int64_t>(number);
    ports::Acceptance made;
    made.declaration = {key};
    made.tenant = post;
    made.item_id = item_id_of(number);
    made.at = at;
    made.version.submission = {key + 1};
    made.version.source = "cn23";
    made.version.sealed_source = {"source"};
    made.version.destination = "US";
    core::Finding finding;
    finding.code = "HS-MISSING";
    finding.severity = core::Severity::warning;
    made.version.findings.push_back(finding);
    made.version.events.push_back(happened(core::EventType::item_captured, at));
    for (const auto offset : {2, 3}) {
        ports::FilingRow filing;
        filing.key = {key + offset};
        filing.route = offset == 2 ? "np-export" : "np-restricted-consent";
        filing.agency = offset == 2 ? "np-customs" : "np-licensing";
        filing.profile = "np-asycuda";
        filing.profile_version = "1";
        filing.document = ports::DocumentRow{{"document"}, {}, "application/xml", 8};
        made.version.events.push_back(happened(core::EventType::filing_queued, at, filing.key));
        made.version.filings.push_back(std::move(filing));
    }
    ports::Deed accepted;
    accepted.body = std::move(made);
    deeds.push_back(std::move(accepted));
    ports::Deed seen;
    seen.body = ports::ItemsSeen{
        post, core::Mode::test, at, {}, {{item_id_of(number), core::EventType::item_posted, at, "NPKTMA"}}};
    deeds.push_back(std::move(seen));
}

void fill_items(ports::Store& store, core::TenantKey post, core::Instant at, std::size_t items) {
    std::vector<ports::Deed> deeds;
    for (std::size_t i = 0; i < items; ++i) {
        add_item(deeds, i, post, at);
        if (deeds.size() < kDeedsAtOnce && i + 1 < items) continue;
        for (const auto& outcome : store.ledger().record(deeds))
            if (!outcome.done()) throw std::runtime_error("an item was refused");
        deeds.clear();
    }
}

/// Median of many, in milliseconds.
double median_ms(const std::function<void()>& work) {
    std::vector<double> took;
    for (int i = 0; i < kTimes; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    return median(std::move(took));
}

std::string made_up_name(std::mt19937& random) {
    constexpr std::size_t kSyllables = 12;
    static const std::string kParts[kSyllables] = {"ka",  "lo",  "mi",  "tre", "van", "dor",
                                                   "sel", "qui", "ber", "zan", "ul",  "fey"};
    std::string name;
    for (int word = 0; word < 3; ++word) {
        for (int i = 0; i < 3; ++i)
            name += kParts[random() % kSyllables];
        name += ' ';
    }
    return name;
}

} // namespace

void time_departures(const std::filesystem::path& data, std::size_t items) {
    std::filesystem::create_directories(data);
    app::SystemClock clock;
    store::SqliteSettings settings;
    settings.path = (data / "postern.db").string();
    const auto store = store::open_sqlite_store(settings, clock);
    const auto post = store->tenant("np-post");
    fill_items(*store, post, clock.now(), items);
    exchange::Departures departures(store->departures(), clock,
                                    std::make_shared<const crypto::IdCipher>("sixteen bytes or more"), 12);
    std::vector<std::string> asked;
    const auto count = std::min(items, kAskedTogether);
    for (std::size_t i = 0; i < count; ++i)
        asked.push_back(item_id_of(i * (items / count)));
    const auto took = median_ms([&] {
        if (departures.ask(post, core::Mode::test, asked).size() != count)
            throw std::runtime_error("an item is missing");
    });
    std::printf("may it depart, %zu of %zu items   %8.2f ms   %8.4f ms an item\n", count, items, took,
                took / static_cast<double>(count));
}

void time_watch_list(std::size_t entries) {
    std::mt19937 random(20261128);
    std::string rows = "# source: made by the bench\n# date: 2026-01-01\n"
                       "list,entry,name,address,country,from,to,reason\n";
    for (std::size_t i = 0; i < entries; ++i)
        rows += "bench," + std::to_string(i) + "," + made_up_name(random) + ",,,2026-01-01,,\n";
    const auto lists = codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json",
                                                  {{"watch_names", rows}});
    std::vector<core::Party> parties(1'000);
    for (auto& party : parties) {
        party.name = made_up_name(random);
        party.address_lines = {"14 Old Quay Road"};
        party.city = "Eastport";
    }
    std::size_t hits = 0;
    const auto took = median_ms([&] {
        for (const auto& party : parties)
            hits += lists->watch_list().find(party, {2026, 11, 23}).size();
    });
    std::printf("watch list of %zu names                %8.2f us a party\n", entries, took);
    if (hits > 1'000'000) throw std::runtime_error("everybody fits");
}

} // namespace postern::bench
