// Postcodes and number schemes: reading them; every example must fit its own mask.
#include "codelists/party_lists.hpp"

#include "codelists/list_file.hpp"
#include "core/words_of.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

Mask mask_of(ListFile& file, std::string_view column) {
    auto mask = Mask::parse(file.cell(column));
    file.expect(mask.has_value(), std::string(column) + " is no mask (N, A, X, 'text', {m,n}, |)");
    return mask.value_or(Mask());
}

} // namespace

bool PostcodeForm::fits(std::string_view postcode) const {
    const std::string plain = plain_of(postcode);
    if (mask.fits(plain)) return true;
    if (!mask.begins_with_digit()) return false;
    const auto digit = std::find_if(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; });
    constexpr std::ptrdiff_t kLongestPrefix = 3;
    return digit - plain.begin() <= kLongestPrefix && mask.fits(std::string_view(digit, plain.end()));
}

void Postcodes::read(ListFile& file, const LetterCodes<2>& countries) {
    while (file.next()) {
        const std::string& country = file.cell("country");
        PostcodeForm form{mask_of(file, "mask"), file.cell("example"), file.yes("needed")};
        file.expect(countries.has(country), "country is none");
        file.expect(form.fits(form.example), "the example does not fit the mask");
        file.expect(forms_.emplace(country, std::move(form)).second, "the country is there twice");
    }
}

void NumberSchemes::read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries,
                         const LetterCodes<3>& currencies) {
    while (file.next()) {
        NumberScheme scheme;
        scheme.mask = mask_of(file, "pattern");
        scheme.example = file.cell("example");
        file.expect(scheme.mask.fits(plain_of(scheme.example)), "the example does not fit the pattern");
        scheme.destinations = CountrySet::read(file, "destinations", groups, countries);
        scheme.side = file.cell("side");
        file.expect(scheme.side == "destination" || scheme.side == "origin" || scheme.side == "any",
                    "side is none of destination, origin, any");
        if (!file.cell("ceiling").empty()) {
            const auto amount = file.decimal("ceiling");
            file.expect(currencies.has(file.cell("currency")), "currency is not in ISO 4217");
            if (amount) scheme.ceiling = core::Money{*amount, file.cell("currency")};
        }
        scheme.natures = core::words_of(file.cell("natures"));
        scheme.excise = file.yes("excise");
        file.expect(schemes_.emplace(file.cell("scheme"), std::move(scheme)).second, "the scheme is there twice");
    }
}

} // namespace postern::codelists
