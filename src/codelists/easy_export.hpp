// Easy Export: the simplified procedures by which small exporters of a country send by post, with their ceilings.
#pragma once

#include "codelists/letter_codes.hpp"
#include "codelists/own_lists.hpp"
#include "core/decimal.hpp"
#include "core/money.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class ListFile;

struct EasyExport {
    std::string country;
    std::string procedure; ///< as it is called there
    std::string document;  ///< its simplified document, as it is called there
    std::string lodged_by; ///< "exporter", "post", "broker"
    std::optional<core::Money> value_up_to;
    std::optional<core::Weight> weight_up_to;
    std::vector<std::string> documents; ///< that go with it: "invoice", "registration", "tax-number", "export-number"
    std::string basis;
    Validity valid;
};

/// easy_export.csv. Immutable, shared by all threads.
class EasyExports {
public:
    void read(ListFile& file, const LetterCodes<2>& countries, const LetterCodes<3>& currencies);
    /// In the order of the list; empty: no simplified procedure is known.
    std::vector<const EasyExport*> of(std::string_view country, core::Date day) const;

private:
    std::vector<EasyExport> rows_;
};

} // namespace postern::codelists
