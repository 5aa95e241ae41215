// The counter pack: the same lists give the same bytes, and each file has what a counter looks up in it.
#include "crypto/digest.hpp"
#include "pipeline/counter_pack.hpp"
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

BOOST_AUTO_TEST_SUITE(counter_packs)

using namespace postern;
using pipeline::CounterPack;

constexpr core::Date kPackDay{2026, 11, 28};

/// A gateway whose lists have goods, whether or not the house has that list.
struct PackWorld {
    tests::OwnConfig config;
    std::unique_ptr<tests::TestGateway> gateway;
    std::shared_ptr<const text::Catalogue> texts = text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts");

    PackWorld() {
        if (!std::filesystem::exists(config.path() + "/codelists/goods.csv"))
            config.write("codelists/goods.csv", "# source: test\n# date: 2026-11-28\ncode\n");
        gateway = std::make_unique<tests::TestGateway>(
            std::vector<std::pair<std::string, std::string>>{{"home.config", config.path()}});
    }
    CounterPack pack(const std::string& origin = "NP", const std::string& lang = "en", core::Date day = kPackDay) {
        const auto parts = gateway->submissions().parts();
        return pipeline::make_counter_pack(*parts, *parts->lists->current(), origin, day, *texts, lang);
    }
};

const std::string& bytes_of(const CounterPack& pack, const std::string& name) {
    const auto file = std::ranges::find(pack.files, name, &pipeline::PackFile::name);
    BOOST_REQUIRE(file != pack.files.end());
    return file->bytes;
}

json::Value json_of(const CounterPack& pack, const std::string& name) {
    json::ReadLimits limits;
    limits.bytes = 16u << 20;
    limits.values = 4'000'000;
    auto read = json::read(bytes_of(pack, name), limits);
    BOOST_REQUIRE(read.ok());
    return std::move(read).value();
}

PackWorld& world() {
    static PackWorld only;
    return only;
}

BOOST_AUTO_TEST_CASE(the_same_lists_and_day_give_the_same_bytes) {
    const auto begun = std::chrono::steady_clock::now();
    const auto first = world().pack();
    const auto took = std::chrono::steady_clock::now() - begun;
    BOOST_TEST_MESSAGE("made in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms");
    const auto second = world().pack();
    BOOST_TEST(first.statement == second.statement);
    BOOST_REQUIRE(first.files.size() == second.files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i)
        BOOST_TEST((first.files[i].bytes == second.files[i].bytes), first.files[i].name);
    BOOST_TEST(world().pack("NP", "en", {2026, 11, 29}).statement != first.statement);
}

BOOST_AUTO_TEST_CASE(the_statement_names_each_file_and_seven_days) {
    const auto pack = world().pack();
    const auto read = json::read(pack.statement);
    BOOST_REQUIRE(read.ok());
    const auto& told = read.value();
    BOOST_TEST(told.string("made").value_or("") == "2026-11-28T00:00:00.000Z");
    BOOST_TEST(told.string("until").value_or("") == "2026-12-05T00:00:00.000Z");
    BOOST_TEST(told.string("editions").value_or("").find("requirements@") != std::string::npos);
    BOOST_REQUIRE(told.find("files")->items().size() == pack.files.size());
    for (std::size_t i = 0; i < pack.files.size(); ++i) {
        const auto& row = told.find("files")->items()[i];
        BOOST_TEST(row.string("name").value_or("") == pack.files[i].name);
        BOOST_TEST(row.string("sha256").value_or("") == crypto::sha256(pack.files[i].bytes).hex());
    }
    BOOST_TEST(bytes_of(pack, "goods.csv") ==
               world().gateway->submissions().parts()->lists->current()->text_of("goods"));
}

BOOST_AUTO_TEST_CASE(what_a_counter_looks_up_is_there) {
    const auto pack = world().pack("NP", "fr");
    const auto ceilings = json_of(pack, "ceilings.json");
    BOOST_TEST(ceilings.find("cn22")->find("U")->string("amount").value_or("") == "300");
    BOOST_TEST(ceilings.find("rates")->string("USD").has_value());
    bool has_gifts = false;
    for (const auto& procedure : ceilings.find("procedures")->items())
        has_gifts = has_gifts || (procedure.string("route") == "np-gift-form" &&
                                  procedure.find("value_up_to")->string("currency") == "USD");
    BOOST_TEST(has_gifts);
    const auto words = json_of(pack, "stop_words.json");
    const auto& whole = words.find("whole")->items();
    BOOST_TEST(std::ranges::any_of(whole, [](const auto& word) { return word.text() == "accessories"; }));
    const auto texts = json_of(pack, "texts.json");
    BOOST_TEST(texts.find("departure.rejected")->string("title").value_or("") ==
               world().texts->entry("departure.rejected", "fr").title);
    BOOST_TEST((texts.find("refusal.not-found") == nullptr));
    BOOST_TEST(json_of(pack, "severities.json").string("DESCRIPTION-VAGUE").value_or("") == "error");
    BOOST_TEST(json_of(pack, "item_ids.json").find("weights")->items().size() == 8u);
    BOOST_TEST(!json_of(pack, "prohibitions.json").find("words")->items().empty());
}

BOOST_AUTO_TEST_CASE(equal_sheets_stand_once) {
    const auto told = json_of(world().pack(), "requirements.json");
    const auto& destinations = told.find("destinations")->members();
    BOOST_TEST(destinations.size() > 200u);
    BOOST_TEST(told.find("sheets")->items().size() < 21 * destinations.size());
    for (const auto& [name, values] : told.find("values")->members())
        BOOST_TEST(values.items().size() < destinations.size(), name);
    for (const auto& [country, classes] : destinations)
        BOOST_TEST(classes.members().size() == 3u, country);
}

BOOST_AUTO_TEST_SUITE_END()
