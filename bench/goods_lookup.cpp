// Looking up goods: each question alone, so that the slowest show.
#include "goods_lookup.hpp"

#include "codelists/codelists.hpp"
#include "codelists/list_file.hpp"
#include "core/words_of.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace postern::bench {

namespace {

const std::string kFolder = POSTERN_SOURCE_DIR "/config/codelists";

struct Question {
    std::string_view language;
    std::string words;
};

/// Two neighbours in the middle changed about, and the last letter not typed yet.
std::string mistyped(std::string words) {
    const std::size_t middle = words.size() / 2;
    if (middle + 1 < words.size()) std::swap(words[middle], words[middle + 1]);
    words.pop_back();
    return words;
}

std::vector<Question> questions() {
    const auto table = csv::read_file(kFolder + "/goods.csv");
    std::vector<Question> all;
    for (const auto language : codelists::kGoodsLanguages) {
        for (const auto& row : table.rows) {
            for (const auto& phrase : core::words_of(row.cells[table.column(language)], '|')) {
                all.push_back({language, phrase});
                all.push_back({language, phrase.substr(0, phrase.size() * 2 / 3)});
                all.push_back({language, mistyped(phrase)});
            }
        }
    }
    return all;
}

} // namespace

int run_goods_lookup(std::size_t most) {
    const auto begin = std::chrono::steady_clock::now();
    const auto lists = codelists::Codelists::load(kFolder, "/usr/share/iso-codes/json");
    const std::chrono::duration<double, std::milli> loaded = std::chrono::steady_clock::now() - begin;
    std::vector<double> micros;
    std::size_t hits = 0;
    for (const auto& question : questions()) {
        if (micros.size() == most) break;
        const auto asked = std::chrono::steady_clock::now();
        hits += lists->goods().find(question.words, question.language, 10).size();
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - asked;
        micros.push_back(took.count());
    }
    std::ranges::sort(micros);
    const auto at = [&](std::size_t percent) {
        return micros[std::min(micros.size() - 1, micros.size() * percent / 100)];
    };
    std::printf("goods looked up: %zu questions, %zu proposals; all lists loaded in %.0f ms\n", micros.size(), hits,
                loaded.count());
    std::printf("  p50 %.0f us, p99 %.0f us, slowest %.0f us\n\n", at(50), at(99), micros.back());
    return 0;
}

} // namespace postern::bench
