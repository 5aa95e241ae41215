// CountryGroups: names that stand for several countries in the other lists ("EU").
#pragma once

#include "codelists/letter_codes.hpp"

#include <map>
#include <string>
#include <string_view>

namespace postern::codelists {

class ListFile;

class CountryGroups {
public:
    void read(ListFile& file, const LetterCodes<2>& countries);
    /// nullptr: no such group.
    const LetterCodes<2>* find(std::string_view name) const {
        const auto group = groups_.find(name);
        return group == groups_.end() ? nullptr : &group->second;
    }

private:
    std::map<std::string, LetterCodes<2>, std::less<>> groups_;
};

/// A set of countries as a cell writes it: codes and groups parted by blanks; "*" or nothing: any.
class CountrySet {
public:
    /// Notes a fault at the row where a name is neither.
    static CountrySet read(ListFile& file, std::string_view column, const CountryGroups& groups,
                           const LetterCodes<2>& countries);
    bool has(std::string_view alpha2) const { return any_ || codes_.has(alpha2); }
    bool is_any() const { return any_; }

private:
    bool any_ = true;
    LetterCodes<2> codes_;
};

} // namespace postern::codelists
