// Training, over all sources and all profiles.
// The trainer that looks for the best segments is of zstd's static interface, which its shared library exports as well.
#define ZDICT_STATIC_LINKING_ONLY
#include "dictionaries.hpp"

#include "map/filing_tree.hpp"
#include "national_mapping.hpp"
#include "sent_messages.hpp"
#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "vault/dictionaries.hpp"
#include "world.hpp"

#include <zdict.h>
#include <zstd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace postern::bench {

namespace {

constexpr std::size_t kBytes = std::size_t{64} << 10U;
constexpr int kTrainedFor = 6; // zstd's level

std::size_t checked(std::size_t code) {
    if (ZSTD_isError(code) != 0) throw std::runtime_error(ZSTD_getErrorName(code));
    return code;
}

/// What one dictionary is for, by the sort of text; every other text is kept for the measurement. The trainer looks for
/// the best segment of each stretch of its samples, so those of one sort stand together.
struct Kind {
    struct Texts {
        std::vector<std::string> train, test;
    };
    const char* name;
    std::map<std::string, Texts> sorts = {};

    void add(const std::string& sort, std::string text) {
        auto& texts = sorts[sort];
        (texts.train.size() > texts.test.size() ? texts.test : texts.train).push_back(std::move(text));
    }
};

std::string trained(const Kind& kind) {
    std::string joined;
    std::vector<std::size_t> sizes;
    for (const auto& [sort, texts] : kind.sorts)
        for (const auto& text : texts.train) {
            joined += text;
            sizes.push_back(text.size());
        }
    ZDICT_cover_params_t wanted{};
    wanted.d = 8;
    wanted.steps = 4;
    wanted.nbThreads = 1;
    wanted.zParams.compressionLevel = kTrainedFor;
    std::string dictionary(kBytes, '\0');
    dictionary.resize(
        checked(ZDICT_optimizeTrainFromBuffer_cover(dictionary.data(), dictionary.size(), joined.data(), sizes.data(),
                                                    static_cast<unsigned>(sizes.size()), &wanted)));
    return dictionary;
}

/// Prints how large the texts become, and what it takes.
void weigh(const std::string& what, const std::vector<std::string>& texts, const std::string& dictionary) {
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    const std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> made(
        dictionary.empty() ? nullptr : vault::compressing_by(dictionary), &ZSTD_freeCDict);
    checked(ZSTD_CCtx_refCDict(context.get(), made.get()));
    std::size_t before = 0;
    std::size_t after = 0;
    std::string room;
    const auto begin = std::chrono::steady_clock::now();
    for (const auto& text : texts) {
        room.resize(ZSTD_compressBound(text.size()));
        before += text.size();
        after += checked(ZSTD_compress2(context.get(), room.data(), room.size(), text.data(), text.size()));
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    const auto count = static_cast<double>(texts.size());
    std::printf("  %-22s %-16s %8.0f bytes become %6.0f, %6.1f us\n", what.c_str(),
                made ? "with dictionary" : "without", static_cast<double>(before) / count,
                static_cast<double>(after) / count, took.count() / count);
}

std::string message_of(const core::Declaration& declaration, std::size_t i) {
    switch (i % 4) {
    case 0: return generator::to_json(declaration);
    case 1: return generator::to_itmatt_xml(std::span(&declaration, 1));
    default: return generator::to_form_xml(declaration);
    }
}

void add_documents(Kind& documents, World& world, const steps::Read& read) {
    const auto lists = world.parts->lists->current();
    const auto occasion = dispatch::dry_occasion(read, world.who.post, world.handover.at);
    const auto route = std::make_shared<steps::Route>();
    for (const auto& profile : world.parts->library->profiles()) {
        const steps::RouteChoice choice{route, profile, {}};
        const map::Enrichment enrichment(read->declaration, *lists, choice, occasion);
        const auto filing = map::filing_tree(*read, choice, occasion, enrichment, occasion.item_id, 1);
        documents.add(profile->name, document_of(*profile, filing));
    }
}

} // namespace

void train_dictionaries(const std::filesystem::path& data, const std::filesystem::path& to, std::size_t declarations) {
    std::array kinds{Kind{"message"}, Kind{"declaration"}, Kind{"document"}};
    World world(data);
    xml::MessageReader reader;
    generator::Generator generator(kSeed + 2);
    for (std::size_t i = 0; i < declarations; ++i) {
        const auto message = message_of(generator.next(), i);
        const auto read = world.parts->intake->read(reader, message, world.parts->limits, [&](steps::Received item) {
            const auto one = world.parts->item_reader->read(std::move(item));
            kinds[0].add(one->received->source->name, std::string(one->sent_text));
            kinds[1].add("", one->canonical.serialise());
            add_documents(kinds[2], world, one);
        });
        if (!read) throw std::runtime_error("a generated message was refused");
    }
    std::filesystem::create_directories(to);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const auto dictionary = trained(kinds[i]);
        for (const auto& [sort, texts] : kinds[i].sorts) {
            const auto what = std::string(kinds[i].name) + " " + sort;
            weigh(what, texts.test, {});
            weigh(what, texts.test, dictionary);
        }
        std::ofstream(to / (std::to_string(i + 1) + ".zdict"), std::ios::binary) << dictionary;
    }
}

} // namespace postern::bench
