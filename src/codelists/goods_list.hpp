// What people send, in their own words, with the subheading that it is usually declared under.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class HsEdition;
class ListFile;

/// The languages that the list has a column for, in their order.
constexpr std::array<std::string_view, 3> kGoodsLanguages = {"en", "fr", "es"};

/// The edition of the nomenclature whose codes the list has.
constexpr std::string_view kGoodsEdition = "2022";

struct Goods {
    std::string hs; ///< six digits
    /// By kGoodsLanguages: everyday words, the plainest first; empty: none in that language.
    std::array<std::vector<std::string>, kGoodsLanguages.size()> phrases;
    std::string note; ///< what the code depends on; empty: nothing
};

/// goods.csv, which ships, and own_goods.csv, an operator's additions: hs, en, fr, es (phrases with | between), note.
class GoodsList {
public:
    /// Faults of content go to the file; edition: whose headings are right, nullptr: not compared.
    void read(ListFile& file, const HsEdition* edition);
    const std::vector<Goods>& all() const { return rows_; }

private:
    std::vector<Goods> rows_;
};

} // namespace postern::codelists
