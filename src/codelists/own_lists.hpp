// What an operator knows of its own exporters and offices, and the tariff of a country it declares to. All of these
// lists may be missing; they come by `postern tables import`, or lie beside the others.
#pragma once

#include "core/declaration.hpp"
#include "core/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class ListFile;

/// Both days count; no `to`: for good.
struct Validity {
    core::Date from;
    std::optional<core::Date> to;
    bool holds_on(core::Date day) const { return from <= day && (!to || day <= *to); }
};

struct TariffLine {
    std::string title;
    std::string unit; ///< the authority's code of the unit that must be declared besides the weight; empty: none
    Validity valid;
};

/// national_codes.csv: country, code, title, unit, from, to: the lines of a national tariff that goods are declared by.
class NationalTariffs {
public:
    void read(ListFile& file);
    /// Whether anything is known of that country's tariff.
    bool knows(std::string_view country) const { return tariffs_.find(country) != tariffs_.end(); }
    /// nullptr: the tariff has no such line on that day.
    const TariffLine* line(std::string_view country, std::string_view code, core::Date day) const;
    /// The lines of that day whose codes begin with the digits, by code.
    std::vector<std::pair<std::string, const TariffLine*>> under(std::string_view country, std::string_view digits,
                                                                 core::Date day) const;

private:
    using Lines = std::map<std::string, std::vector<TariffLine>, std::less<>>; ///< by code
    std::map<std::string, Lines, std::less<>> tariffs_;                        ///< by country
};

/// An exporter whom a post knows under a name of its own.
struct Exporter {
    struct Number {
        std::string scheme;
        std::string number;
        Validity valid;
    };
    struct GoodsCode {
        std::string country;
        std::string goods; ///< the description, folded; empty: all goods of the subheading
        std::string hs;    ///< six digits
        std::string code;
        Validity valid;
    };
    struct Mandate {
        std::string agency;
        std::string reference;
        Validity valid;
    };
    std::string name; ///< the post's own: a customer number, say
    std::vector<Number> numbers;
    std::vector<GoodsCode> goods;
    std::vector<Mandate> mandates;

    /// The code under which this exporter declares goods of that description and subheading; empty: none, or several.
    std::string code_of(std::string_view country, std::string_view hs, std::string_view folded_goods,
                        core::Date day) const;
    /// nullptr: none for that agency on that day.
    const Mandate* mandate_for(std::string_view agency, core::Date day) const;
};

/// exporters.csv (post, exporter, scheme, number, from, to), exporter_goods.csv (post, exporter, country, goods, hs,
/// code, from, to), exporter_mandates.csv (post, exporter, agency, reference, from, to).
class Exporters {
public:
    void read_numbers(ListFile& file);
    void read_goods(ListFile& file);    ///< after read_numbers
    void read_mandates(ListFile& file); ///< after read_numbers
    /// By any of the numbers that a declaration has of its sender; nullptr: the post knows none of them on that day.
    const Exporter* of(std::string_view post, const std::vector<core::PartyNumber>& numbers, core::Date day) const;

private:
    Exporter* named(ListFile& file);
    std::map<std::string, Exporter, std::less<>> exporters_; ///< by "post/exporter"
    std::map<std::string, std::vector<std::pair<Validity, const Exporter*>>, std::less<>> by_number_;
};

struct Offices {
    std::string exchange; ///< office of exchange, IMPC code
    std::string customs;  ///< the authority's own code
    std::string customs_name;
};

/// offices.csv: post, agency, exporter, posting_office, postcode, office_of_exchange, customs_office, customs_name,
/// from, to. An empty
/// cell of exporter, posting_office or postcode (its beginning) fits all.
class OfficeTable {
public:
    void read(ListFile& file);
    /// Whether there is a row of that post and agency at all.
    bool knows(std::string_view post, std::string_view agency) const;
    /// The row that says most: by exporter (null: nobody knows him), then by the declared office of origin, then by the
    /// longest beginning of the sender's postcode; nullptr: none fits.
    const Offices* of(std::string_view post, std::string_view agency, const Exporter* exporter,
                      const core::Declaration& declaration, core::Date day) const;

private:
    struct Row {
        std::string exporter, posting_office, postcode;
        Offices offices;
        Validity valid;
    };
    std::map<std::string, std::vector<Row>, std::less<>> rows_; ///< by "post/agency"
};

} // namespace postern::codelists
