// The ladder over generated messages.
#include "ladder.hpp"

#include "national_mapping.hpp"
#include "pipeline/steps_in_order.hpp"
#include "sent_messages.hpp"
#include "stopwatch.hpp"
#include "workers/lanes.hpp"
#include "world.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <iostream>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace postern::bench {

namespace {

/// The lists in force with tables of an operator, in which the senders have the numbers that other countries' customs
/// know exporters by, and their goods the codes of the longest tariff.
std::shared_ptr<const codelists::Codelists> lists_with_exporters(World& world, const std::vector<steps::Read>& reads) {
    const std::string& post = world.who.post;
    const std::string notes = "# source: made by the bench\n# date: 2026-01-01\n";
    std::string numbers = notes + "post,exporter,scheme,number,from,to\n";
    std::string goods = notes + "post,exporter,country,goods,hs,code,from,to\n";
    std::set<std::string> known;
    for (const auto& read : reads) {
        const auto& declaration = read->declaration;
        if (declaration.sender.numbers.empty()) continue;
        const auto& own = declaration.sender.numbers.front();
        const auto row = [&](const std::string& scheme, const std::string& number) {
            numbers.append(post).append(",").append(own.value).append(",").append(scheme).append(",");
            numbers.append(number).append(",2026-01-01,\n");
        };
        if (known.insert(own.value).second) {
            const std::string serial = std::to_string(100'000'000 + known.size());
            row(own.scheme, own.value);
            row("CNPJ", "11222" + serial);
            row("USCC", "91310000M" + serial);
            row("IEC", "A" + serial);
        }
        for (const auto& line : declaration.lines) {
            if (line.hs_code.size() < 8 || !known.insert(own.value + line.hs_code).second) continue;
            goods += post + "," + own.value + ",CN,," + line.hs_code.substr(0, 6) + "," + line.hs_code.substr(0, 8) +
                     "90,2026-01-01,\n";
        }
    }
    return world.gateway.load_lists({{"exporters", numbers}, {"exporter_goods", goods}});
}

/// Runs the stages one after another over all messages, each timed over the whole set.
double time_stages(World& world, const std::vector<std::string>& texts) {
    const auto& parts = *world.parts;
    xml::MessageReader reader;
    Table table(texts.size());
    std::vector<steps::Received> received;
    table.row("1a gate, parse, tree", [&] {
        for (const auto& text : texts) {
            const auto read = parts.intake->read(reader, text, parts.limits,
                                                 [&](steps::Received item) { received.push_back(std::move(item)); });
            if (!read) throw std::runtime_error("a generated message was refused");
        }
    });
    std::vector<steps::Read> reads;
    table.row("1b schema, declaration, hash", [&] {
        for (auto& item : received)
            reads.push_back(parts.item_reader->read(std::move(item)));
    });
    std::vector<steps::Checked> checked;
    const auto today = core::date_of(world.handover.at);
    table.row("2  rules, routes", [&] {
        for (const auto& read : reads)
            checked.push_back(parts.checker->check(read, today));
    });
    std::vector<steps::Occasion> occasions;
    for (const auto& read : reads) {
        occasions.push_back(dispatch::dry_occasion(read, world.who.post, world.handover.at));
        occasions.back().declaration = {world.gateway.keys().next()};
    }
    std::vector<steps::Mapped> mapped;
    table.row("3  enrich, map, check document", [&] {
        for (std::size_t i = 0; i < checked.size(); ++i) {
            mapped.push_back(parts.mapper->map(checked[i], occasions[i]));
        }
    });
    std::vector<steps::Judged> judged;
    table.row("4  judge", [&] {
        for (const auto& item : mapped)
            judged.push_back(parts.judge->judge(item));
    });
    std::vector<steps::Offered> offered;
    table.row("5a deed: compress, hash", [&] {
        for (std::size_t i = 0; i < judged.size(); ++i) {
            offered.push_back(parts.offerer->offer(judged[i], occasions[i], world.handover));
        }
    });
    std::size_t rejected = 0;
    std::size_t bytes = 0;
    for (const auto& item : judged) {
        if (item->verdict == core::Verdict::rejected) ++rejected;
        for (const auto& filing : item->mapped->filings)
            bytes += filing.document.size();
    }
    table.print();
    std::cout << "  " << rejected << " of " << texts.size() << " rejected; national document " << bytes / texts.size()
              << " bytes on average\n\n";
    const auto lists = lists_with_exporters(world, reads);
    for (const auto& profile : parts.library->profiles())
        time_profile(profile, reads, occasions, *lists);
    std::vector<ports::Deed> deeds;
    deeds.reserve(offered.size());
    for (const auto& item : offered)
        deeds.push_back(item->deed);
    Table store(deeds.size());
    store.row("5b record, 100 at a time", [&] {
        for (std::size_t at = 0; at < deeds.size(); at += 100) {
            const auto count = std::min<std::size_t>(100, deeds.size() - at);
            static_cast<void>(world.gateway.store().ledger().record(std::span(deeds).subspan(at, count)));
        }
    });
    store.print();
    return table.sum();
}

/// The chain as a submission runs it, without and with the store.
void time_chain(World& world, const std::vector<std::string>& texts, double parts_sum) {
    Table table(texts.size());
    xml::MessageReader reader;
    table.row("stages 1 to 4, one item after another", [&] {
        for (const auto& text : texts) {
            const auto read = world.parts->intake->read(reader, text, world.parts->limits, [&](steps::Received item) {
                auto one = world.parts->item_reader->read(std::move(item));
                const auto occasion = dispatch::dry_occasion(one, world.who.post, world.handover.at);
                static_cast<void>(pipeline::judge_for(*world.parts, std::move(one), occasion, world.handover.at));
            });
            if (!read) throw std::runtime_error("a generated message was refused");
        }
    });
    table.row("submit, one message after another", [&] {
        for (const auto& text : texts) {
            if (!world.gateway.submissions().submit(text, world.who, {})) throw std::runtime_error("refused");
        }
    });
    table.print();
    std::cout << "  chain 1 to 4 : sum of its parts (1a to 5a) = " << table.at(0) / parts_sum << "\n";
}

/// Calls work with each number below count once, from so many threads.
void spread(std::size_t threads, std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> running;
    running.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i)
        running.emplace_back([&] {
            for (std::size_t at = next++; at < count; at = next++)
                work(at);
        });
}

/// As the gateway runs it: callers that wait before as many workers as cores, one writer behind them.
void time_together(World& world, const std::vector<std::string>& texts) {
    constexpr std::size_t kCallers = 64;
    const std::size_t cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    Table table(texts.size());
    xml::ReaderPool readers;
    table.row("chain 1 to 5a, " + std::to_string(cores) + " threads", [&] {
        spread(cores, texts.size(), [&](std::size_t i) {
            auto reader = readers.borrow();
            const auto read =
                world.parts->intake->read(*reader, texts[i], world.parts->limits, [&](steps::Received item) {
                    static_cast<void>(pipeline::steps_in_order(*world.parts, std::move(item), world.handover));
                });
            if (!read) throw std::runtime_error("a generated message was refused");
        });
    });
    workers::Lanes lanes({});
    table.row("chain and store, " + std::to_string(kCallers) + " callers", [&] {
        spread(kCallers, texts.size(), [&](std::size_t i) {
            pipeline::SubmitOptions options;
            options.on_cpu = [&](const std::function<void()>& job) { return lanes.run(workers::Lane::submit, job); };
            if (!world.gateway.submissions().submit(texts[i], world.who, options)) throw std::runtime_error("refused");
        });
    });
    table.print();
    std::cout << "  chain and store : chain = " << table.at(0) / table.at(1) << "\n";
}

} // namespace

void time_ladder(const std::filesystem::path& data, std::size_t count) {
    const auto texts = messages(count);
    std::size_t bytes = 0;
    for (const auto& text : texts)
        bytes += text.size();
    std::cout << count << " varied CN 23 messages of " << bytes / count << " bytes on average (seed " << kSeed
              << ")\n\n";
    double sum = 0;
    {
        World world(data / "a");
        sum = time_stages(world, texts);
    }
    {
        World world(data / "b");
        time_chain(world, texts, sum);
    }
    World world(data / "c");
    time_together(world, texts);
}

} // namespace postern::bench
