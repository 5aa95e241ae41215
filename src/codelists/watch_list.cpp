// WatchList: reading, the index over words, and what fits.
#include "codelists/watch_list.hpp"

#include "codelists/list_file.hpp"
#include "core/ascii.hpp"
#include "text/fold.hpp"
#include "text/transliterate.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace postern::codelists {

namespace {

constexpr std::size_t kMostHits = 20;
constexpr std::size_t kIdBytes = 64;
constexpr std::size_t kFewestWordsAmongOthers = 2;

/// What companies are called after in many countries; says nothing of who it is.
constexpr auto kCompanyForms = std::to_array<std::string_view>(
    {"ab",   "ag",  "as",  "bhd", "bv",   "co",  "company", "corp",    "corporation", "eirl", "gmbh",
     "inc",  "jsc", "kft", "kg",  "lda",  "llc", "llp",     "limited", "ltd",         "ltda", "mbh",
     "nv",   "oao", "ooo", "oy",  "pjsc", "plc", "pte",     "pty",     "pvt",         "sa",   "sac",
     "sarl", "sas", "sdn", "sl",  "spa",  "srl", "the",     "zao"});

/// A name that is nothing but such words keeps them.
std::vector<std::string> name_words(std::string_view name) {
    const auto words = words_to_compare(name);
    auto own = words;
    std::erase_if(
        own, [](const std::string& word) { return std::ranges::find(kCompanyForms, word) != kCompanyForms.end(); });
    return own.empty() ? words : own;
}

bool has_all(const std::vector<std::string>& words, const std::vector<std::string>& wanted) {
    return std::ranges::includes(words, wanted);
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kIdBytes &&
           std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

/// A party's words: of each of its names, of its address, and of all together to look entries up by.
struct WatchList::Words {
    explicit Words(const core::Party& party) {
        for (const auto& name : {party.name, party.first_name + " " + party.last_name, party.business})
            if (auto words = name_words(name); !words.empty()) names.push_back(std::move(words));
        std::string place = party.postcode + " " + party.city + " " + party.subdivision;
        for (const auto& line : party.address_lines)
            place.append(" ").append(line);
        address = words_to_compare(place);
        all.insert(address.begin(), address.end());
        for (const auto& name : names)
            all.insert(name.begin(), name.end());
    }
    std::vector<std::vector<std::string>> names;
    std::vector<std::string> address;
    std::set<std::string> all;
};

std::vector<std::string> words_to_compare(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text::to_ascii(text::fold(text))) {
        if (core::is_ascii_letter(c) || core::is_ascii_digit(c))
            word += core::ascii_lower(c);
        else if (c != '\'') // O'Brien is written as one word as often as not
            end_word();
    }
    end_word();
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

void WatchList::read(ListFile& file, const LetterCodes<2>& countries) {
    std::set<std::pair<std::string, std::string>> known;
    while (file.next()) {
        Entry entry{file.cell("list"),
                    file.cell("entry"),
                    file.cell("country"),
                    name_words(file.cell("name")),
                    words_to_compare(file.cell("address")),
                    {}};
        entry.valid.from = file.date("from").value_or(core::Date{});
        entry.valid.to = file.date("to", true);
        file.expect(!entry.valid.to || entry.valid.from <= *entry.valid.to, "to lies before from");
        file.expect(is_id(entry.list), "list is no code of at most 64 characters");
        file.expect(is_id(entry.entry), "entry is no code of at most 64 characters");
        file.expect(known.emplace(entry.list, entry.entry).second, "the entry is there twice");
        file.expect(file.cell("name").empty() || !entry.name.empty(), "name has no word");
        file.expect(file.cell("address").empty() || !entry.address.empty(), "address has no word");
        file.expect(!entry.name.empty() || entry.address.size() >= kFewestWordsAmongOthers,
                    "there is neither a name nor an address of two words");
        file.expect(entry.country.empty() || countries.has(entry.country), "country is none");
        static_cast<void>(file.cell("reason")); // for whoever keeps the list
        if (!entry.name.empty() || !entry.address.empty()) entries_.push_back(std::move(entry));
    }
    index();
}

void WatchList::index() {
    std::map<std::string_view, std::size_t> frequency;
    const auto words_of = [](const Entry& entry) -> const std::vector<std::string>& {
        return entry.name.empty() ? entry.address : entry.name;
    };
    for (const auto& entry : entries_)
        for (const auto& word : words_of(entry))
            ++frequency[word];
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
        const auto& rarest = *std::ranges::min_element(words_of(entries_[i]), {},
                                                       [&](const std::string& word) { return frequency[word]; });
        by_word_[rarest].push_back(i);
    }
}

bool WatchList::fits(const Entry& entry, const Words& party, std::string_view country) const {
    if (!entry.country.empty() && !country.empty() && entry.country != country) return false;
    if (!has_all(party.address, entry.address)) return false;
    if (entry.name.empty()) return true;
    return std::ranges::any_of(party.names, [&](const std::vector<std::string>& name) {
        return name == entry.name || (entry.name.size() >= kFewestWordsAmongOthers && has_all(name, entry.name));
    });
}

std::vector<WatchHit> WatchList::find(const core::Party& party, core::Date day) const {
    std::vector<WatchHit> hits;
    if (entries_.empty()) return hits;
    const Words words(party);
    for (const auto& word : words.all) {
        const auto indexed = by_word_.find(word);
        if (indexed == by_word_.end()) continue;
        for (const auto i : indexed->second) {
            const auto& entry = entries_[i];
            if (!entry.valid.holds_on(day) || !fits(entry, words, party.country)) continue;
            if (hits.size() == kMostHits) return hits;
            hits.push_back({entry.list, entry.entry, entry.name.empty()});
        }
    }
    return hits;
}

} // namespace postern::codelists
