// Lists about kinds of goods: what may not be sent or only with a permit, what may be dangerous, what bears excise, and
// which chapters a word belongs to.
#pragma once

#include "codelists/country_groups.hpp"
#include "codelists/phrases.hpp"
#include "core/time.hpp"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// A range of codes of the Harmonized System, each end filled up to six digits.
struct HsRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool has(std::uint32_t six_digits) const { return first <= six_digits && six_digits <= last; }
};
/// The first six digits as a number, filled up with zeros; nullopt: fewer than two digits.
std::optional<std::uint32_t> six_digits_of(std::string_view hs_code);

struct Restriction {
    std::string id; ///< catalogue key "restriction.<id>" says in words what it is
    bool prohibited = false;
    CountrySet origin, destination;
    std::optional<HsRange> hs;
    std::string document; ///< what lifts it: "licence", "certificate", "any"; empty: any
    core::Date from;
    std::optional<core::Date> to;
    std::string basis; ///< by whom and why, for people

    bool applies(std::string_view from_country, std::string_view to_country, core::Date day) const {
        return from <= day && (!to || day <= *to) && origin.has(from_country) && destination.has(to_country);
    }
};

/// restrictions.csv. Immutable, shared by all threads.
class Restrictions {
public:
    void read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries);
    const std::vector<Restriction>& all() const { return rows_; }
    /// Calls take(restriction) for each that a description's words point to.
    template <class Take>
    void each_named_in(std::string_view folded, const Take& take) const {
        phrases_.each_in(folded, [&](std::size_t phrase) { take(rows_[row_of_phrase_[phrase]]); });
    }

private:
    std::vector<Restriction> rows_;
    Phrases phrases_;
    std::vector<std::size_t> row_of_phrase_;
};

/// dangerous_goods.csv: what makes the counter ask.
class DangerousGoods {
public:
    void read(ListFile& file);
    /// The kind ("battery"; catalogue key "danger.<kind>") of the words or, where they say nothing, of the code; empty:
    /// nothing to ask. Words like "without battery" take the suspicion away.
    std::string_view kind_of(std::string_view folded, std::string_view hs_code) const;

private:
    struct ByCode {
        HsRange hs;
        std::string kind;
    };
    Phrases words_, reassuring_;
    std::vector<std::string> kind_of_word_;
    std::vector<ByCode> by_code_;
};

/// excise_headings.csv: goods that bear excise.
class ExciseHeadings {
public:
    void read(ListFile& file);
    bool has(std::string_view hs_code) const {
        const auto code = six_digits_of(hs_code);
        return code && headings_[*code / 100];
    }

private:
    std::bitset<10'000> headings_;
};

/// description_chapters.csv: words that plainly belong to certain chapters.
class DescriptionChapters {
public:
    void read(ListFile& file);
    /// The words say something of the chapter, and none of them allows this one.
    bool speaks_against(std::string_view folded, unsigned chapter) const;

private:
    Phrases words_;
    std::vector<std::bitset<100>> chapters_;
};

} // namespace postern::codelists
