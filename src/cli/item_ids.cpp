// postern item-ids: ranges of S10 numbers, given to posts and accounted for.
#include "counter/item_ids.hpp"
#include "cli/command.hpp"

#include <charconv>
#include <iostream>

namespace postern::cli {

namespace {

core::Mode mode_of_range(const std::string& name) {
    if (name == "live") return core::Mode::live;
    if (name == "test") return core::Mode::test;
    throw UsageError("--mode is live or test");
}

std::uint64_t number_option(const Arguments& arguments, std::string_view name) {
    const auto text = arguments.get(name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        throw UsageError("--" + std::string(name) + " wants a whole number");
    return number;
}

int give_range(World& world, const Arguments& arguments) {
    counter::RangeWish wish;
    wish.post = arguments.get("post");
    wish.mode = mode_of_range(arguments.get("mode"));
    wish.service = arguments.get("service");
    wish.country = arguments.get("country");
    wish.from = number_option(arguments, "from");
    wish.count = number_option(arguments, "count");
    auto& store = world.store();
    const auto lists = world.load_lists({});
    counter::ItemIds item_ids(
        {store.ledger(), store.item_ids(), world.clock(), std::make_shared<const codelists::Shelf>(lists)}, 0, {});
    core::Principal operator_here;
    operator_here.role = core::Role::admin;
    const auto given = item_ids.give(operator_here, wish, "cli");
    if (!given) {
        const auto& why = given.refusal();
        std::cerr << "postern item-ids: ";
        if (why.code != core::RefusalCode::bad_parameter)
            std::cerr << "some of these serials stand in another range of the service and country\n";
        else if (why.argument == "post")
            std::cerr << "no key is of a post '" << wish.post << "': make one first (postern keys add)\n";
        else if (why.argument == "country")
            std::cerr << "--country wants the post's, in two letters; once it has a range it is that of the range\n";
        else if (why.argument == "service")
            std::cerr << "--service wants two letters that S10 assigns, such as CP, EE or RR\n";
        else
            std::cerr << "--from and --count give serials from 1 to " << counter::kLastSerial << "\n";
        return exit_rejected;
    }
    const auto& range = given.value();
    std::cout << range.service << " " << range.serials.first << " to " << range.serials.last << " (" << range.country
              << ") are given to " << range.post << " (" << core::to_string(range.mode) << ")\n";
    return exit_ok;
}

int list_ranges(World& world) {
    std::cout << "post\tmode\tservice\tcountry\tfirst\tlast\tdrawn\tspent\tvoid\topen\tin use\tremaining\n";
    for (const auto mode : {core::Mode::live, core::Mode::test})
        for (const auto& range : world.store().item_ids().ranges({{}, {}, mode}))
            std::cout << range.post << "\t" << core::to_string(mode) << "\t" << range.service << "\t" << range.country
                      << "\t" << range.serials.first << "\t" << range.serials.last << "\t" << range.drawn() << "\t"
                      << range.spent << "\t" << range.voided << "\t" << range.open() << "\t" << range.in_use << "\t"
                      << range.remaining() << "\n";
    for (const auto& stock : world.store().item_ids().stocks())
        if (counter::runs_low(stock.remaining, stock.of_standing))
            std::cerr << stock.service << " of " << stock.post << " (" << core::to_string(stock.mode)
                      << ") runs low: " << stock.remaining << " left\n";
    return exit_ok;
}

int item_ids(World& world, const Arguments& arguments) {
    const auto& words = arguments.operands;
    if (words == std::vector<std::string>{"give"}) return give_range(world, arguments);
    if (words == std::vector<std::string>{"list"}) return list_ranges(world);
    throw UsageError("item-ids takes: give, or list");
}

} // namespace

Command item_ids_command() {
    return {
        "item-ids",
        "give | list",
        "Gives posts ranges of S10 numbers, and lists what became of them",
        "Opens the database directly, and is safe beside a running gateway. Counters draw from the ranges of their\n"
        "post, mode and service in the order in which they were given (POST /v1/item-ids). Ranges never overlap.\n\n"
        "  postern item-ids give --post np-post --mode live --service CP --country NP --from 1 --count 100000\n"
        "  postern item-ids list",
        {{"post", "NAME", "the post, as its keys name it"},
         {"mode", "MODE", "live or test"},
         {"service", "XX", "service indicator of S10"},
         {"country", "XX", "the post's country; may be left out where it has a range"},
         {"from", "SERIAL", "the first serial, from 1"},
         {"count", "NUMBER", "how many serials"}},
        item_ids};
}

} // namespace postern::cli
