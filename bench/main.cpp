// The bench: what each stage of an item's way costs alone, what the whole chain costs, and the ratio of the two.
#include "counter_talk.hpp"
#include "departures.hpp"
#include "dictionaries.hpp"
#include "feed_pages.hpp"
#include "forms.hpp"
#include "goods_lookup.hpp"
#include "ladder.hpp"
#include "sent_messages.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace postern::bench {

namespace {

std::filesystem::path scratch() {
    return std::filesystem::temp_directory_path() / ("postern-bench-" + std::to_string(::getpid()));
}

int run_feed(std::size_t filings) {
    const auto data = scratch();
    time_feed(data, filings);
    std::filesystem::remove_all(data);
    return 0;
}

int run_departures(std::size_t items) {
    const auto data = scratch();
    time_departures(data, items);
    std::filesystem::remove_all(data);
    time_watch_list(10'000);
    return 0;
}

int run_counter(std::size_t count) {
    const auto data = scratch();
    time_counter(data, messages(count));
    std::filesystem::remove_all(data);
    return 0;
}

int run_training(std::size_t count) {
    const auto data = scratch();
    train_dictionaries(data, "build/dictionaries", count);
    std::filesystem::remove_all(data);
    return 0;
}

int run(std::size_t count) {
    const auto data = scratch();
    time_ladder(data, count);
    std::filesystem::remove_all(data);
    return 0;
}

} // namespace

} // namespace postern::bench

namespace {

/// What else there is to measure than the chain, and how much of it where nobody says.
struct Bench {
    std::string_view name;
    std::string_view what; ///< is counted
    long usual;
    int (*run)(std::size_t);
};
constexpr std::array kBenches{
    Bench{"--feed", "filings", 1'000'000, postern::bench::run_feed},
    Bench{"--departures", "items", 100'000, postern::bench::run_departures},
    Bench{"--counter", "messages", 100'000, postern::bench::run_counter},
    Bench{"--forms", "forms", 200, postern::bench::run_forms},
    Bench{"--messages", "messages, written to be sent", 100'000, postern::bench::write_messages},
    Bench{"--batches", "batches of 100, written to be sent", 1'000, postern::bench::write_batches},
    Bench{"--train", "declarations, for dictionaries in build/dictionaries", 4'000, postern::bench::run_training},
    Bench{"--hs", "questions at most", 1'000'000, postern::bench::run_goods_lookup},
};

int usage() {
    std::cerr << "usage: postern_bench [--quick | number of messages, 100 to 1000000";
    for (const auto& bench : kBenches)
        std::cerr << " | " << bench.name << " [number of " << bench.what << "]";
    std::cerr << "]\n";
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view first = argc > 1 ? argv[1] : "2000";
    const auto* const bench = std::ranges::find(kBenches, first, &Bench::name);
    const bool chain = bench == kBenches.end();
    long count = chain ? 0 : bench->usual;
    if (chain) count = first == "--quick" ? 300 : std::strtol(first.data(), nullptr, 10);
    if (!chain && argc > 2) count = std::strtol(argv[2], nullptr, 10);
    if (count < 100 || count > 1'000'000) return usage();
    try {
        const auto size = static_cast<std::size_t>(count);
        return chain ? postern::bench::run(size) : bench->run(size);
    } catch (const std::exception& broken) {
        std::cerr << "postern_bench: " << broken.what() << "\n";
        return 3;
    }
}
