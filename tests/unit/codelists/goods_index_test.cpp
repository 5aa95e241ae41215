// Looking goods up by words: what is found, in which order, and how often the right heading is among the first five.
#include "codelists/codelists.hpp"
#include "core/failure.hpp"
#include "core/words_of.hpp"
#include "csv/reader.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iostream>

BOOST_AUTO_TEST_SUITE(goods_index)

using namespace postern;
using codelists::Codelists;
using codelists::HitSource;
using codelists::UsedCode;

const std::string kFolder = POSTERN_SOURCE_DIR "/config/codelists";
const std::string kIso = "/usr/share/iso-codes/json";

const codelists::GoodsIndex& goods() {
    static const auto loaded = Codelists::load(kFolder, kIso);
    return loaded->goods();
}

std::string first(std::string_view query, std::string_view language = "en") {
    const auto hits = goods().find(query, language, 10);
    return hits.empty() ? std::string() : hits.front().code;
}

BOOST_AUTO_TEST_CASE(words_stems_beginnings_and_slips) {
    BOOST_TEST(first("pashmina shawl") == "621420");
    BOOST_TEST(first("Pashmina shawls") == "621420");
    BOOST_TEST(first("pashmna shal") == "621420");
    BOOST_TEST(first("woollen sock") == "611594");
    BOOST_TEST(first("t shirt") == "610910");
    BOOST_TEST(first("silver ear rings") == "711311");
    BOOST_TEST(first("silver earings") == "711311");
    BOOST_TEST(first("woodcarving mask") == "442019");
    BOOST_TEST(first("savon artisanl", "fr") == "340111");
    BOOST_TEST(first("boucles d’oreilles argent", "fr") == "711311");
    BOOST_TEST(first("theiere en fonte", "fr") == "732391");
    BOOST_TEST(first("CHOMPAS DE ALPACA", "es") == "611019");
    BOOST_TEST(first("bisuteria", "es").starts_with("7117"));
}

BOOST_AUTO_TEST_CASE(a_half_typed_word_finds_already) {
    const auto hits = goods().find("singing bo", "en", 5);
    BOOST_REQUIRE(!hits.empty());
    BOOST_TEST(hits.front().code == "920600");
    BOOST_TEST(hits.front().words == "singing bowl");
    BOOST_TEST(hits.front().heading == "9206");
    BOOST_TEST(!hits.front().title.empty());
    BOOST_CHECK(hits.front().from == HitSource::list);
}

BOOST_AUTO_TEST_CASE(one_result_a_code_and_no_more_than_asked) {
    const auto hits = goods().find("cotton", "en", 20);
    BOOST_TEST(hits.size() == 20U);
    std::vector<std::string> codes;
    for (const auto& hit : hits)
        codes.push_back(hit.code);
    std::ranges::sort(codes);
    BOOST_CHECK(std::ranges::adjacent_find(codes) == codes.end());
    BOOST_TEST(goods().find("cotton", "en", 1).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_means_nothing_finds_nothing) {
    BOOST_TEST(goods().find("xqzvw", "en", 10).empty());
    BOOST_TEST(goods().find("", "en", 10).empty());
    BOOST_TEST(goods().find("   ", "en", 10).empty());
    BOOST_TEST(goods().find("///", "en", 10).empty());
    BOOST_TEST(goods().find("नमस्ते", "en", 10).empty());
    BOOST_TEST(goods().find("\xff\xfe tea", "en", 10).size() <= 10U);
    BOOST_TEST(goods().find(std::string(100'000, 'a'), "en", 10).empty());
}

BOOST_AUTO_TEST_CASE(titles_of_the_nomenclature_are_found_behind_the_list) {
    const auto hits = goods().find("nuclear reactors", "en", 5);
    BOOST_REQUIRE(!hits.empty());
    BOOST_CHECK(hits.front().from == HitSource::nomenclature);
    BOOST_TEST(hits.front().heading == "8401");
    BOOST_TEST(hits.front().code.empty()); // no more than the heading is known
}

BOOST_AUTO_TEST_CASE(what_the_sender_used_leads_where_it_fits) {
    const std::vector<UsedCode> used = {{"621490", 7}, {"090230", 3}, {"840110", 1}};
    auto hits = goods().find("shawl", "en", 5, used);
    BOOST_REQUIRE(!hits.empty());
    BOOST_TEST(hits.front().code == "621490");
    BOOST_CHECK(hits.front().from == HitSource::history);
    BOOST_TEST(hits.front().used == 7U);
    hits = goods().find("nuclear reactor", "en", 5, used);
    BOOST_REQUIRE(!hits.empty());
    BOOST_TEST(hits.front().code == "840110"); // the heading fits, and he used a code of it
    hits = goods().find("", "en", 2, used);
    BOOST_REQUIRE(hits.size() == 2U);
    BOOST_TEST(hits.front().code == "621490");
    BOOST_TEST(hits.front().words == "cotton scarf");
    BOOST_TEST(goods().find("silver ring", "en", 5, used).front().code == "711311");
}

BOOST_AUTO_TEST_CASE(an_operators_own_goods_stand_beside_the_list) {
    const std::string head = "# source: test\n# date: 2026-01-01\nhs,en,fr,es,note\n";
    const auto own = Codelists::load(kFolder, kIso, {{"own_goods", head + "621420,dosalla|raffal,,,\n"}});
    BOOST_TEST(own->goods().find("raffal", "en", 5).front().code == "621420");
    BOOST_TEST(own->goods().find("singing bowl", "en", 5).front().code == "920600");
    for (const auto& [row, why] : {std::pair{"62142,shawl,,,", "hs is not six digits"},
                                   {"621499x,shawl,,,", "hs is not six digits"},
                                   {"770101,shawl,,,", "the nomenclature has no heading 7701"},
                                   {"621420,,,,", "no words in any language"}}) {
        try {
            Codelists::load(kFolder, kIso, {{"own_goods", head + row + "\n"}});
            BOOST_TEST(false, row);
        } catch (const core::Failure& fault) {
            BOOST_TEST(fault.what() == std::string("own_goods:4: ") + why);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_an_imported_nomenclature_does_not_have_is_not_proposed) {
    const std::string head = "# source: test\n# date: 2026-01-01\ncode,title\n";
    const auto own = Codelists::load(kFolder, kIso, {{"hs_codes_2022", head + "621420,shawls of wool\n"}});
    BOOST_TEST(own->goods().find("pashmina", "en", 5).front().code == "621420");
    BOOST_TEST(own->goods().find("pashmina", "en", 5).front().title == "shawls of wool");
    for (const auto& hit : own->goods().find("silk scarf", "en", 5))
        BOOST_TEST((hit.code.empty() || hit.code == "621420"));
}

/// The phrases were written before the list, by somebody else, and the list is never tuned on them.
BOOST_AUTO_TEST_CASE(the_right_heading_is_among_the_first_five) {
    const auto table = csv::read_file(POSTERN_SOURCE_DIR "/tests/unit/codelists/goods_phrases.csv");
    const auto lang = table.column("lang");
    const auto phrase = table.column("phrase");
    const auto headings = table.column("headings");
    std::size_t hit = 0;
    for (const auto& row : table.rows) {
        const auto right = core::words_of(row.cells[headings], '|');
        const auto found = goods().find(row.cells[phrase], row.cells[lang], 5);
        const bool is_hit = std::ranges::any_of(
            found, [&](const auto& one) { return std::ranges::find(right, one.heading) != right.end(); });
        hit += is_hit ? 1 : 0;
    }
    std::cout << "goods: the right heading is among the first five for " << hit << " of " << table.rows.size()
              << " phrases\n";
    BOOST_TEST(table.rows.size() >= 150U);
    BOOST_TEST(hit * 100 >= table.rows.size() * 90);
}

BOOST_AUTO_TEST_SUITE_END()
