// Watch lists: names and addresses that a person has to look at before anything is filed. None is shipped.
#pragma once

#include "codelists/letter_codes.hpp"
#include "codelists/own_lists.hpp"
#include "core/party.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// Words of a name or address as they are compared: in ASCII letters, small, without punctuation, each once, by the
/// alphabet. Order, case, diacritics and script do not matter.
std::vector<std::string> words_to_compare(std::string_view text);

/// Which entry fits. It never says the name.
struct WatchHit {
    std::string_view list;
    std::string_view entry;
    bool by_address = false; ///< the entry has no name
};

/// watch_names.csv: list, entry, name, address, country, from, to, reason. An entry has a name, an address or both;
/// then both have to fit, and the country too where it has one and the party states one.
class WatchList {
public:
    void read(ListFile& file, const LetterCodes<2>& countries);
    bool empty() const { return entries_.empty(); }
    /// A name fits where it has the same words, company forms left out, or has all of the entry's among others and
    /// these are two or more. Each entry once; at most 20. The views live as long as the list.
    std::vector<WatchHit> find(const core::Party& party, core::Date day) const;

private:
    struct Entry {
        std::string list, entry, country;
        std::vector<std::string> name, address; ///< words
        Validity valid;
    };
    struct Words;
    bool fits(const Entry& entry, const Words& party, std::string_view country) const;
    void index();

    std::vector<Entry> entries_;
    /// Entries by the one of their words that the fewest others have: whatever fits an entry has that word.
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_word_;
};

} // namespace postern::codelists
