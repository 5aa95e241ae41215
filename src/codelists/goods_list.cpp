// Reading the list of goods.
#include "codelists/goods_list.hpp"

#include "codelists/list_file.hpp"
#include "codelists/nomenclature.hpp"
#include "core/words_of.hpp"

namespace postern::codelists {

namespace {

constexpr std::size_t kMostGoods = 20'000;
constexpr std::size_t kMostPhraseBytes = 100;
constexpr std::size_t kMostNoteBytes = 300;

void expect_code(ListFile& file, const std::string& hs, const HsEdition* edition) {
    const bool is_code = hs.size() == kHsDigits && hs.find_first_not_of("0123456789") == std::string::npos;
    file.expect(is_code, "hs is not six digits");
    if (!is_code || edition == nullptr) return;
    file.expect(edition->has_heading(hs.substr(0, 4)), "the nomenclature has no heading " + hs.substr(0, 4));
}

} // namespace

void GoodsList::read(ListFile& file, const HsEdition* edition) {
    while (file.next()) {
        Goods goods;
        goods.hs = file.cell("hs");
        expect_code(file, goods.hs, edition);
        bool has_words = false;
        for (std::size_t i = 0; i < kGoodsLanguages.size(); ++i) {
            for (auto& phrase : core::words_of(file.cell(kGoodsLanguages[i]), '|')) {
                file.expect(phrase.size() <= kMostPhraseBytes, "a phrase is longer than 100 bytes");
                goods.phrases[i].emplace_back(phrase);
                has_words = true;
            }
        }
        file.expect(has_words, "no words in any language");
        goods.note = file.cell("note");
        file.expect(goods.note.size() <= kMostNoteBytes, "note is longer than 300 bytes");
        file.expect(rows_.size() < kMostGoods, "more than 20000 goods");
        if (rows_.size() < kMostGoods) rows_.push_back(std::move(goods));
    }
}

} // namespace postern::codelists
