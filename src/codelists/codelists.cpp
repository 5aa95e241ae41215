// Look-ups in the code lists.
#include "codelists/codelists.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

/// How closely a ceiling's row fits a post and a product; 0: not at all.
int fit_of(const Ceiling& row, std::string_view post, std::string_view product) {
    if (row.post != post && row.post != "*") return 0;
    if (row.product != product && row.product != "*") return 0;
    return 1 + (row.post == "*" ? 0 : 2) + (row.product == "*" ? 0 : 1);
}

} // namespace

std::string Codelists::country_name(std::string_view alpha2) const {
    const auto name = country_names_.find(alpha2);
    return name == country_names_.end() ? std::string() : name->second;
}

bool Codelists::is_duty_exempt(const Requirement& requirement, const std::vector<std::string>& natures,
                               const std::optional<core::Money>& value, core::Date day) const {
    constexpr std::string_view kDocuments = "91";
    const bool documents_only =
        !natures.empty() &&
        std::all_of(natures.begin(), natures.end(), [&](const auto& nature) { return nature == kDocuments; });
    if (documents_only) return true;
    const auto& exempt = requirement.duty_exempt;
    const bool other_currency = exempt && value && value->currency != exempt->currency;
    return requirement.exempts(natures, other_currency ? convert(*value, exempt->currency, day) : value);
}

bool Codelists::is_commercial_nature(std::string_view code) const {
    const auto nature = natures_.find(code);
    return nature != natures_.end() && nature->second;
}

bool Codelists::is_hs_chapter(std::string_view two_digits) const {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (two_digits.size() != 2 || !is_digit(two_digits[0]) || !is_digit(two_digits[1])) return false;
    return hs_chapters_[static_cast<std::size_t>((two_digits[0] - '0') * 10 + (two_digits[1] - '0'))];
}

std::optional<Ceiling> Codelists::cn22_ceiling(std::string_view post_country, std::string_view mail_class,
                                               core::Date day) const {
    const Ceiling* best = nullptr;
    int best_fit = 0;
    for (const Ceiling& row : cn22_ceilings_) {
        if (day < row.from) continue;
        const int fit = fit_of(row, post_country, mail_class);
        if (fit > best_fit || (fit > 0 && fit == best_fit && best->from < row.from)) {
            best = &row;
            best_fit = fit;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string_view Codelists::mail_class_of(std::string_view service_indicator) const {
    const auto index = letter_index<2>(service_indicator);
    if (!index || indicator_classes_[*index] == 0) return {};
    return {&indicator_classes_[*index], 1};
}

std::optional<WeightLimit> Codelists::weight_limit(std::string_view mail_class, std::string_view service_indicator,
                                                   std::string_view destination) const {
    if (mail_class.size() != 1) return std::nullopt;
    const char indicator = service_indicator.empty() ? '*' : service_indicator.front();
    const auto row = [&](char first, std::string_view to) {
        std::array<char, 4> key{mail_class.front(), first, '*', ' '};
        const std::size_t length = 2 + to.copy(key.data() + 2, 2);
        return weight_limits_.find(std::string_view(key.data(), length));
    };
    // an M bag stays one wherever it goes
    for (const char first : {indicator, '*'}) {
        for (const std::string_view to : {destination, std::string_view("*")}) {
            if (const auto limit = row(first, to); limit != weight_limits_.end()) return limit->second;
        }
    }
    return std::nullopt;
}

const std::string& Codelists::text_of(std::string_view name) const {
    static const std::string kNone;
    const auto text = texts_.find(name);
    return text == texts_.end() ? kNone : text->second;
}

} // namespace postern::codelists
