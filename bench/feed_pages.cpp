// Pages of a long feed, straight from the store.
#include "feed_pages.hpp"

#include "app/system.hpp"
#include "stopwatch.hpp"
#include "store/sqlite_store.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace postern::bench {

namespace {

constexpr std::size_t kDeedsAtOnce = 1'000;
constexpr std::uint32_t kEntriesOfAPage = 100;
constexpr int kPagesTimed = 200;

/// The smallest thing that stands in a feed.
ports::Deed filed(std::int64_t number, core::TenantKey post, core::Instant at) {
    constexpr std::int64_t kFirstKey = 1'000;
    ports::Acceptance made;
    made.declaration = {kFirstKey + 3 * number};
    made.tenant = post;
    made.sender_reference = "FEED-" + std::to_string(number);
    made.at = at;
    made.version.submission = {kFirstKey + 3 * number + 1};
    made.version.source = "cn23";
    made.version.sealed_source = {"source"};
    ports::FilingRow filing;
    filing.key = {kFirstKey + 3 * number + 2};
    filing.route = "np-export";
    filing.agency = "np-customs";
    filing.profile = "np-asycuda";
    filing.profile_version = "1";
    filing.reference = made.sender_reference;
    filing.document = ports::DocumentRow{{"document"}, {}, "application/xml", 8};
    core::Event event;
    event.type = core::EventType::filing_queued;
    event.happened = event.received = at;
    event.filing = filing.key;
    made.version.events.push_back(event);
    made.version.filings.push_back(std::move(filing));
    ports::Deed deed;
    deed.body = std::move(made);
    return deed;
}

void fill(ports::Store& store, core::TenantKey post, core::Instant at, std::size_t filings) {
    std::vector<ports::Deed> deeds;
    for (std::size_t i = 0; i < filings; ++i) {
        deeds.push_back(filed(static_cast<std::int64_t>(i), post, at));
        if (deeds.size() < kDeedsAtOnce && i + 1 < filings) continue;
        for (const auto& outcome : store.ledger().record(deeds))
            if (!outcome.done()) throw std::runtime_error("a filing was refused");
        deeds.clear();
        if ((i + 1) % 100'000 == 0) std::cerr << "  " << i + 1 << " of " << filings << " filings\n";
    }
}

/// Median of many, in microseconds.
double median_time(const std::function<void()>& work) {
    std::vector<double> took;
    for (int i = 0; i < kPagesTimed; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    return median(std::move(took));
}

void print(const std::string& name, double start, double middle, double end) {
    std::printf("  %-28s start %8.1f us   middle %8.1f us   end %8.1f us   end : start %.2f\n", name.c_str(), start,
                middle, end, end / start);
}

} // namespace

void time_feed(const std::filesystem::path& data, std::size_t filings) {
    std::filesystem::create_directories(data);
    app::SystemClock clock;
    store::SqliteSettings settings;
    settings.path = (data / "postern.db").string();
    const auto store = store::open_sqlite_store(settings, clock);
    const auto post = store->tenant("np-post");
    const ports::FeedName feed{store->agency("np-customs"), core::Mode::test};
    const auto begin = std::chrono::steady_clock::now();
    fill(*store, post, clock.now(), filings);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%zu filings, written in %.0f s; pages of %u\n", filings, took.count(), kEntriesOfAPage);

    const auto newest = static_cast<std::int64_t>(filings);
    const auto page = [&](std::int64_t after) {
        return median_time([&] {
            if (store->feeds().page(feed, after, kEntriesOfAPage).entries.size() != kEntriesOfAPage)
                throw std::runtime_error("a page of the feed is short");
        });
    };
    print("page of the agency's feed", page(0), page(newest / 2), page(newest - kEntriesOfAPage));
    const auto events = [&](std::int64_t after) {
        return median_time([&] {
            const ports::EventQuestion asked{post, core::Mode::test, after, kEntriesOfAPage, {}};
            if (store->events().events(asked).events.size() != kEntriesOfAPage)
                throw std::runtime_error("a page of events is short");
        });
    };
    print("page of the post's events", events(0), events(newest / 2), events(newest - kEntriesOfAPage));
}

} // namespace postern::bench
