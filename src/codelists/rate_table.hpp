// RateTable: dated exchange rates over one base currency, and exact conversion between any two of them.
#pragma once

#include "core/money.hpp"
#include "core/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

struct Rate {
    core::Date from;
    std::optional<core::Date> to;
    core::Decimal per_unit; ///< how much of the base currency one unit costs
};

class RateTable {
public:
    /// A rate is above zero and has at most nine digits; false: it was not taken.
    bool add(const std::string& currency, const Rate& rate);
    /// The amount at the rates of that day, to 2 digits half up; nullopt: no rate of that day, or a result beyond what
    /// a Decimal holds. The same currency needs no rate.
    std::optional<core::Money> convert(const core::Money& money, std::string_view currency, core::Date day) const;

private:
    const core::Decimal* rate_of(std::string_view currency, core::Date day) const;
    std::map<std::string, std::vector<Rate>, std::less<>> rates_;
};

} // namespace postern::codelists
