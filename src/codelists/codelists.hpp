// Codelists: the dated lists that rules and maps look things up in, as one immutable snapshot.
#pragma once

#include "codelists/easy_export.hpp"
#include "codelists/finding_defaults.hpp"
#include "codelists/goods_index.hpp"
#include "codelists/goods_lists.hpp"
#include "codelists/letter_codes.hpp"
#include "codelists/nomenclature.hpp"
#include "codelists/own_lists.hpp"
#include "codelists/party_lists.hpp"
#include "codelists/phrases.hpp"
#include "codelists/plausibility.hpp"
#include "codelists/post_offices.hpp"
#include "codelists/rate_table.hpp"
#include "codelists/requirements.hpp"
#include "codelists/watch_list.hpp"
#include "core/money.hpp"
#include "core/time.hpp"

#include <array>
#include <bitset>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// What identifies the edition of a list that judged something.
struct ListEdition {
    std::string name; ///< file name without .csv
    std::string source;
    core::Date date;
    std::optional<core::Date> valid_to;
};

struct Ceiling {
    std::string post;    ///< ISO country of the post, "*": any
    std::string product; ///< mail class: U, C, E, "*": any
    core::Money amount;
    core::Date from;
};

/// Lists that take the place of files of the folder, or stand where there is none: text by name.
using StoredLists = std::map<std::string, std::string, std::less<>>;

/// What a product may weigh.
struct WeightLimit {
    core::Weight usual;    ///< of the product as most of its items are (2 kg of a letter-post item)
    core::Weight greatest; ///< of its heaviest kind (7 kg of an item for the blind); no item of it weighs more
};

/// Code lists from config/codelists/*.csv (each with "# source:", "# date:", optional "# valid-to:" notes), the grades
/// of findings from findings.csv beside that folder, and ISO 3166-1 / 4217 from the iso-codes package (JSON).
/// Immutable, shared by all threads; look-ups by code allocate nothing.
class Codelists {
public:
    /// Throws core::Failure that names file (or stored list) and line of every fault.
    static std::shared_ptr<const Codelists> load(const std::string& folder, const std::string& iso_codes_folder,
                                                 const StoredLists& stored = {});

    bool is_country(std::string_view alpha2) const { return countries_.has(alpha2); }
    /// English short name; empty: no such country.
    std::string country_name(std::string_view alpha2) const;
    /// ISO 4217, with the currencies that are younger than the package.
    bool is_currency(std::string_view alpha3) const { return currencies_.has(alpha3); }
    /// A country (or other code of the UPU's S10 list) whose post issues item ids.
    bool is_postal_country(std::string_view alpha2) const { return postal_countries_.has(alpha2); }
    /// A country, or a code beyond ISO 3166-1 that addresses carry (XK).
    bool is_address_country(std::string_view alpha2) const { return address_countries_.has(alpha2); }
    /// A country, or a code beyond ISO 3166-1 that is declared as origin of goods (EU).
    bool is_origin_country(std::string_view alpha2) const { return origin_countries_.has(alpha2); }
    /// The country whose post carries a territory's mail (GB for Jersey); itself for all others.
    std::string_view post_of(std::string_view alpha2) const {
        const auto post = posts_of_territories_.find(alpha2);
        return post == posts_of_territories_.end() ? alpha2 : std::string_view(post->second);
    }
    /// False for the few countries that are one place: their addresses have no city.
    bool has_cities(std::string_view alpha2) const { return !countries_without_city_.has(alpha2); }
    bool is_mail_class(std::string_view code) const { return mail_classes_.has(code); }
    bool is_mail_category(std::string_view code) const { return mail_categories_.has(code); }
    bool is_handling_class(std::string_view code) const { return handling_classes_.has(code); }
    bool is_insured_handling(std::string_view code) const { return insured_handling_.has(code); }
    bool is_nature(std::string_view code) const { return natures_.find(code) != natures_.end(); }
    /// Commercial natures are those for which customs expects HS code and origin (11, 21, 32).
    bool is_commercial_nature(std::string_view code) const;
    bool is_hs_chapter(std::string_view two_digits) const;
    /// The folded text is a word or phrase that says nothing, alone ("parts", "gift").
    bool is_vague_description(std::string_view folded) const { return vague_.is_whole(folded); }
    /// The folded text contains such a phrase as whole words among others; the phrase, or empty.
    std::string_view vague_phrase_in(std::string_view folded) const { return vague_.find_in(folded); }
    /// Compared as it stands: "n/a" is no name, "N. A." may be somebody's initials.
    bool is_vague_party_name(std::string_view folded) const { return vague_names_.find(folded) != vague_names_.end(); }
    /// The CN 22 ceiling on that day: the post's own for the product, else its own for any product, else the row of any
    /// post (the SDR rule); nullopt: there is none at all.
    std::optional<Ceiling> cn22_ceiling(std::string_view post_country, std::string_view mail_class,
                                        core::Date day) const;
    /// The mail class that a service indicator belongs to ("C" for CP…); empty: not assigned to one.
    std::string_view mail_class_of(std::string_view service_indicator) const;
    /// By product ("U", "C", "E"), the first letter of the indicator (M bags are heavier) and destination; nullopt: no
    /// limit listed.
    std::optional<WeightLimit> weight_limit(std::string_view mail_class, std::string_view service_indicator,
                                            std::string_view destination) const;
    /// amount in another currency at the rate of that day (SDR included as XDR), to 2 digits half up; nullopt: no rate
    /// of that day is loaded.
    std::optional<core::Money> convert(const core::Money& money, std::string_view currency, core::Date day) const {
        return rates_.convert(money, currency, day);
    }
    /// The same at the rates that an authority itself has published (authority_rates.csv; agencies.xml names it).
    std::optional<core::Money> convert_for(std::string_view authority, const core::Money& money,
                                           std::string_view currency, core::Date day) const {
        const auto table = authority_rates_.find(authority);
        return table == authority_rates_.end() ? std::nullopt : table->second.convert(money, currency, day);
    }
    /// Whether an item of these natures needs no duty paid in advance, by the requirement's own exemption; documents
    /// alone never do. A value in another currency is compared at the rate of that day.
    bool is_duty_exempt(const Requirement& requirement, const std::vector<std::string>& natures,
                        const std::optional<core::Money>& value, core::Date day) const;
    const FindingDefaults& findings() const { return findings_; }
    const Requirements& requirements() const { return requirements_; }
    const Nomenclature& nomenclature() const { return nomenclature_; }
    /// What may be meant by words that somebody types: the list of goods and the titles of the nomenclature.
    const GoodsIndex& goods() const { return goods_; }
    const EasyExports& easy_export() const { return easy_export_; }
    const Restrictions& restrictions() const { return restrictions_; }
    const DangerousGoods& dangerous_goods() const { return dangerous_goods_; }
    const ExciseHeadings& excise() const { return excise_; }
    const DescriptionChapters& description_chapters() const { return description_chapters_; }
    const Postcodes& postcodes() const { return postcodes_; }
    const NumberSchemes& number_schemes() const { return number_schemes_; }
    const Plausibility& plausibility() const { return plausibility_; }
    const NationalTariffs& national_tariffs() const { return national_tariffs_; }
    const Exporters& exporters() const { return exporters_; }
    const OfficeTable& offices() const { return offices_; }
    const PostOffices& post_offices() const { return post_offices_; }
    const WatchList& watch_list() const { return watch_list_; }
    /// A list as it was loaded, for who carries it on to counters that are offline: natures, mail_classes,
    /// indicator_classes, vague_descriptions, restrictions, exchange_rates, goods. Empty: none of these, or not there.
    const std::string& text_of(std::string_view name) const;
    const std::vector<ListEdition>& editions() const { return editions_; }
    /// "name@date name@date …" of every list: stored with a verdict.
    const std::string& editions_text() const { return editions_text_; }

private:
    friend class Loader;
    LetterCodes<2> countries_, postal_countries_, address_countries_, origin_countries_, countries_without_city_;
    LetterCodes<3> currencies_;
    LetterCodes<1> mail_classes_, mail_categories_, handling_classes_, insured_handling_;
    std::map<std::string, std::string, std::less<>> country_names_;
    std::map<std::string, std::string, std::less<>> posts_of_territories_;
    std::map<std::string, bool, std::less<>> natures_; ///< code -> commercial
    std::bitset<100> hs_chapters_;
    Phrases vague_;
    std::set<std::string, std::less<>> vague_names_;
    std::vector<Ceiling> cn22_ceilings_;
    std::array<char, letter_code_count<2>()> indicator_classes_{}; ///< by letter_index, 0: none
    /// "UM": class U, indicator M.; "U*": any other; behind it the destination, or "*".
    std::map<std::string, WeightLimit, std::less<>> weight_limits_;
    RateTable rates_;
    std::map<std::string, RateTable, std::less<>> authority_rates_;
    CountryGroups groups_;
    Requirements requirements_;
    Nomenclature nomenclature_;
    GoodsIndex goods_;
    EasyExports easy_export_;
    Restrictions restrictions_;
    DangerousGoods dangerous_goods_;
    ExciseHeadings excise_;
    DescriptionChapters description_chapters_;
    Postcodes postcodes_;
    NumberSchemes number_schemes_;
    Plausibility plausibility_;
    NationalTariffs national_tariffs_;
    Exporters exporters_;
    OfficeTable offices_;
    PostOffices post_offices_;
    WatchList watch_list_;
    FindingDefaults findings_;
    std::map<std::string, std::string, std::less<>> texts_; ///< by name, of the lists that are carried on
    std::vector<ListEdition> editions_;
    std::string editions_text_;
};

} // namespace postern::codelists
