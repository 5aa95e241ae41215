// The Harmonized System, edition by edition.
#include "codelists/nomenclature.hpp"

#include "codelists/list_file.hpp"

#include <algorithm>
#include <optional>

namespace postern::codelists {

namespace {

/// The number of exactly so many digits; nullopt: it is none.
std::optional<std::uint32_t> number_of(std::string_view digits, std::size_t length) {
    if (digits.size() != length) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

} // namespace

void HsEdition::read_headings(ListFile& file) {
    while (file.next()) {
        const std::string& heading = file.cell("heading");
        const auto number = number_of(heading, 4);
        file.expect(number.has_value(), "heading is not four digits");
        if (number) headings_.set(*number);
        file.expect(titles_.emplace(heading, file.cell("title")).second, "the heading is there twice");
    }
}

void HsEdition::read_codes(ListFile& file) {
    while (file.next()) {
        const std::string& code = file.cell("code");
        const auto number = number_of(code, 6);
        file.expect(number.has_value(), "code is not six digits");
        if (!number) continue;
        codes_.push_back(*number);
        file.expect(titles_.emplace(code, file.cell("title")).second, "the code is there twice");
    }
    std::sort(codes_.begin(), codes_.end());
}

bool HsEdition::has_heading(std::string_view four_digits) const {
    const auto number = number_of(four_digits, 4);
    return number && headings_[*number];
}

bool HsEdition::has_code(std::string_view six_digits) const {
    const auto number = number_of(six_digits, 6);
    return number && std::binary_search(codes_.begin(), codes_.end(), *number);
}

std::string_view HsEdition::title(std::string_view digits) const {
    const auto title = titles_.find(digits);
    return title == titles_.end() ? std::string_view() : std::string_view(title->second);
}

} // namespace postern::codelists
