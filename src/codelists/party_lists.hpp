// Lists about parties: how postcodes and numbers are written, and where a number means something.
#pragma once

#include "codelists/country_groups.hpp"
#include "codelists/mask.hpp"
#include "core/money.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

struct PostcodeForm {
    Mask mask;
    std::string example;
    bool needed = false; ///< practically every address there has one

    /// Blanks and hyphens do not count, nor a country's letters before digits ("D-28195").
    bool fits(std::string_view postcode) const;
};

/// postcodes.csv, one row a country.
class Postcodes {
public:
    void read(ListFile& file, const LetterCodes<2>& countries);
    /// nullptr: nothing is known of that country's postcodes, or it has none.
    const PostcodeForm* of(std::string_view country) const {
        const auto form = forms_.find(country);
        return form == forms_.end() ? nullptr : &form->second;
    }

private:
    std::map<std::string, PostcodeForm, std::less<>> forms_;
};

struct NumberScheme {
    Mask mask;
    std::string example;
    CountrySet destinations;            ///< where it means something
    std::string side;                   ///< "destination", "origin", "any"
    std::optional<core::Money> ceiling; ///< value of the goods up to which it may be used
    std::vector<std::string> natures;   ///< that it fits; empty: any
    bool excise = true;                 ///< may stand on excise goods
};

/// number_schemes.csv.
class NumberSchemes {
public:
    void read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries,
              const LetterCodes<3>& currencies);
    /// nullptr: a scheme of which nothing is known.
    const NumberScheme* find(std::string_view scheme) const {
        const auto found = schemes_.find(scheme);
        return found == schemes_.end() ? nullptr : &found->second;
    }

private:
    std::map<std::string, NumberScheme, std::less<>> schemes_;
};

} // namespace postern::codelists
