// Bounds of plausibility, each a row with its name.
#include "codelists/plausibility.hpp"

#include "codelists/list_file.hpp"

namespace postern::codelists {

void Plausibility::read(ListFile& file) {
    while (file.next()) {
        const std::string& name = file.cell("name");
        const auto value = file.decimal("value");
        if (!value) continue;
        const bool whole = value->scale() == 0 && !value->is_negative() && *value < core::Decimal(10'000, 0);
        file.expect(whole, "value is no whole number below 10,000");
        if (!whole) continue;
        const auto number = static_cast<std::uint32_t>(value->units());
        if (name == "posting_days_ahead") {
            posting_days_ahead_ = number;
        } else if (name == "posting_days_past") {
            posting_days_past_ = number;
        } else if (name == "gift_pieces") {
            gift_pieces_ = *value;
        } else {
            file.fault("name is none that a rule asks for");
        }
    }
}

void Plausibility::read_values(ListFile& file) {
    bool any = false;
    while (file.next()) {
        const std::string& chapter = file.cell("chapter");
        const auto least = file.decimal("least");
        const auto greatest = file.decimal("greatest");
        if (!least || !greatest) continue;
        file.expect(*least <= *greatest, "least is above greatest");
        const bool first = !any;
        any = true;
        if (first) {
            file.expect(chapter == "*", "the first row is that of every chapter: *");
            values_.fill({*least, *greatest});
            continue;
        }
        const bool right = chapter.size() == 2 && chapter.find_first_not_of("0123456789") == std::string::npos;
        file.expect(right, "chapter is not two digits");
        if (right) values_.at(std::stoul(chapter)) = {*least, *greatest};
    }
    file.expect(any, "there is no row");
}

} // namespace postern::codelists
