// Requirements: what a destination asks of a postal declaration, by date (config/codelists/requirements.csv).
#pragma once

#include "codelists/country_groups.hpp"
#include "core/money.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// How much a destination wants something: a blank is nothing to it, worth a warning, or a reason to refuse.
enum class Need : std::uint8_t { none, wanted, required };
std::string_view to_string(Need need);

enum class HsNeed : std::uint8_t { wanted, commercial, all };
std::string_view to_string(HsNeed need);

enum class DutyPrepaid : std::uint8_t { none, offered, required };
std::string_view to_string(DutyPrepaid prepaid);

struct Requirement {
    core::Date from;
    std::optional<core::Date> to;       ///< last day; none: open
    HsNeed hs = HsNeed::commercial;     ///< six digits: asked for, mandatory for commercial items, or for all
    std::string hs_edition;             ///< "2022"
    Need contact = Need::none;          ///< the addressee's telephone or e-mail
    std::string reference;              ///< scheme of the number that is asked of the addressee; empty: none
    Need reference_need = Need::none;   ///< how much it is wanted
    std::vector<std::string> languages; ///< of descriptions, ISO 639-1
    std::vector<std::string> scripts;   ///< that are read there, ISO 15924
    DutyPrepaid duty_prepaid = DutyPrepaid::none;
    std::optional<core::Money> duty_exempt; ///< up to this value the natures below need no prepayment; none: any value
    std::vector<std::string> duty_exempt_natures;
    Need supplementary_quantity = Need::none; ///< quantities with their unit
    Need invoice = Need::wanted;

    /// How much a code is wanted of an item that is a sale, commercial in some other way, documents alone, or neither.
    Need hs_need(bool sale, bool commercial, bool documents_only) const;
    bool reads_language(std::string_view bcp47) const;
    bool reads_script(std::string_view iso15924) const;
    /// Every nature is exempt and the value, where one is bounded, is known not to pass it.
    bool exempts(const std::vector<std::string>& natures, const std::optional<core::Money>& value) const;
};

/// Immutable, shared by all threads.
class Requirements {
public:
    void read(ListFile& file, const CountryGroups& groups, const LetterCodes<2>& countries,
              const LetterCodes<3>& currencies);
    /// Of a destination on a day: its own row, else its group's, else that of any country; where no row is valid that
    /// day, or the country is none, what asks least.
    const Requirement& of(std::string_view destination, core::Date day) const;

private:
    std::vector<Requirement> rows_;
    /// By letter_index: rows that may apply, nearest first.
    std::array<std::vector<std::uint16_t>, letter_code_count<2>()> of_country_;
};

} // namespace postern::codelists
