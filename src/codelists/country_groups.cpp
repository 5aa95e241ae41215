// Groups of countries, and sets of countries that a row is about.
#include "codelists/country_groups.hpp"

#include "codelists/list_file.hpp"
#include "core/words_of.hpp"

namespace postern::codelists {

void CountryGroups::read(ListFile& file, const LetterCodes<2>& countries) {
    while (file.next()) {
        LetterCodes<2> members;
        for (const auto& code : core::words_of(file.cell("members"))) {
            file.expect(countries.has(code), "member " + code + " is no country");
            members.add(code);
        }
        const std::string& name = file.cell("group");
        file.expect(!name.empty() && !countries.has(name), "group has no name, or that of a country");
        file.expect(members.size() > 0, "the group has no members");
        file.expect(groups_.emplace(name, members).second, "the group is there twice");
    }
}

CountrySet CountrySet::read(ListFile& file, std::string_view column, const CountryGroups& groups,
                            const LetterCodes<2>& countries) {
    CountrySet set;
    for (const auto& name : core::words_of(file.cell(column))) {
        if (name == "*") return {};
        set.any_ = false;
        if (countries.has(name)) {
            set.codes_.add(name);
        } else if (const auto* group = groups.find(name)) {
            set.codes_.add_all(*group);
        } else {
            file.fault(std::string(column) + ": " + name + " is neither a country nor a group");
        }
    }
    return set;
}

} // namespace postern::codelists
