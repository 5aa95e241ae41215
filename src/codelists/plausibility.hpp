// Plausibility: bounds beyond which something is worth a remark (plausibility.csv, value_per_kilo.csv).
#pragma once

#include "core/decimal.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace postern::codelists {

class ListFile;

/// What a kilogram of goods is usually worth, in XDR.
struct ValuePerKilo {
    core::Decimal least;
    core::Decimal greatest;
};

class Plausibility {
public:
    void read(ListFile& file);
    /// chapter,least,greatest; "*" for every chapter without a row of its own.
    void read_values(ListFile& file);

    std::uint32_t posting_days_ahead() const { return posting_days_ahead_; }
    std::uint32_t posting_days_past() const { return posting_days_past_; }
    /// A gift of more pieces than this, with HS codes, looks like business.
    const core::Decimal& gift_pieces() const { return gift_pieces_; }
    /// chapter 0: not known.
    const ValuePerKilo& value_per_kilo(unsigned chapter) const {
        return values_[chapter < values_.size() ? chapter : 0];
    }

private:
    std::uint32_t posting_days_ahead_ = 30;
    std::uint32_t posting_days_past_ = 30;
    core::Decimal gift_pieces_{20, 0};
    std::array<ValuePerKilo, 100> values_;
};

} // namespace postern::codelists
