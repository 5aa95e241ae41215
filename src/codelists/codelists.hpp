// Codelists: the dated lists that rules and maps look things up in, as one immutable snapshot.
#pragma once

#include "core/money.hpp"
#include "core/time.hpp"

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
    std::string product; ///< mail class: U, C, E, "*"
    core::Money amount;
    core::Date from;
};

/// Code lists from config/codelists/*.csv (each with "# source:", "# date:", optional "# valid-to:" notes) and ISO
/// 3166-1 / 4217 from the iso-codes package (JSON). Immutable, shared by all threads.
class Codelists {
public:
    /// Throws core::Failure that names file and line of every fault.
    static std::shared_ptr<const Codelists> load(const std::string& folder, const std::string& iso_codes_folder);

    bool is_country(std::string_view alpha2) const;
    /// English short name; empty: no such country.
    std::string country_name(std::string_view alpha2) const;
    bool is_currency(std::string_view alpha3) const;
    /// A country (or other code of the UPU's S10 list) whose post issues item ids.
    bool is_postal_country(std::string_view alpha2) const;
    bool is_mail_class(std::string_view code) const;
    bool is_nature(std::string_view code) const;
    /// Commercial natures are those for which customs expects HS code and origin (11, 21, 32).
    bool is_commercial_nature(std::string_view code) const;
    bool is_hs_chapter(std::string_view two_digits) const;
    /// The folded text is a word or phrase that says nothing, alone ("parts", "gift").
    bool is_vague_description(std::string_view folded) const;
    /// The folded text contains such a phrase as whole words among others; the phrase, or empty.
    std::string vague_phrase_in(std::string_view folded) const;
    bool is_vague_party_name(std::string_view folded) const;
    /// The post's published CN 22 ceiling on that day; nullopt: the post publishes none (then the SDR rule stands).
    std::optional<Ceiling> cn22_ceiling(std::string_view post_country, std::string_view mail_class,
                                        core::Date day) const;
    /// The mail class that a service indicator belongs to ("C" for CP…); empty: not assigned to one.
    std::string mail_class_of(std::string_view service_indicator) const;
    /// Greatest gross weight of a product ("U", "C", "E"), with handling such as printed papers by nature; nullopt:
    /// no limit listed.
    std::optional<core::Weight> weight_limit(std::string_view mail_class, std::string_view service_indicator) const;
    /// amount in another currency at the rate of that day (SDR included as XDR), to 2 digits half up; nullopt: no rate
    /// of that day is loaded.
    std::optional<core::Money> convert(const core::Money& money, std::string_view currency, core::Date day) const;
    const std::vector<ListEdition>& editions() const { return editions_; }
    /// "name@date name@date …" of every list: stored with a verdict.
    const std::string& editions_text() const { return editions_text_; }

private:
    friend class Loader;
    struct Rate {
        core::Date from;
        std::optional<core::Date> to;
        core::Decimal per_unit; ///< how much of the base currency one unit costs
        std::string base;
    };
    std::map<std::string, std::string, std::less<>> countries_;
    std::set<std::string, std::less<>> currencies_, postal_countries_, mail_classes_, hs_chapters_, vague_alone_,
        vague_names_;
    std::map<std::string, bool, std::less<>> natures_; ///< code -> commercial
    std::vector<Ceiling> cn22_ceilings_;
    std::map<std::string, std::string, std::less<>> indicator_classes_;
    std::map<std::string, core::Weight, std::less<>> weight_limits_;
    std::map<std::string, std::vector<Rate>, std::less<>> rates_;
    std::vector<ListEdition> editions_;
    std::string editions_text_;
};

} // namespace postern::codelists
