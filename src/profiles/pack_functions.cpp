// PackFunctions: code look-up and findings of one run.
#include "profiles/pack_functions.hpp"

#include "core/date_pattern.hpp"
#include "core/failure.hpp"
#include "core/finding_codes.hpp"

#include <algorithm>

namespace postern::profiles {

std::string PackFunctions::code(std::string_view table, std::string_view key, std::string_view column) {
    const auto found = profile_.codes.find(table);
    if (found == profile_.codes.end()) {
        throw core::Failure("profile " + profile_.name + " has no codes/" + std::string(table) + ".csv");
    }
    if (const auto* cell = found->second.find(key, column)) return *cell;
    core::Finding finding;
    finding.code = core::codes::kCodeMissing;
    finding.field = found->second.field();
    // the key may be the sender's own text, so only the table is named
    finding.args = {std::string(table)};
    const auto of_table = [&](const core::Finding& known) {
        return known.code == finding.code && known.args == finding.args;
    };
    if (std::any_of(findings_.begin(), findings_.end(), of_table)) return {};
    findings_.push_back(std::move(finding));
    return {};
}

bool PackFunctions::has_code(std::string_view table, std::string_view key) {
    const auto found = profile_.codes.find(table);
    return found != profile_.codes.end() && found->second.find(key, {}) != nullptr;
}

std::string PackFunctions::date(std::string_view iso, std::string_view pattern) {
    const auto date = core::parse_date(iso);
    return date ? core::format_date(*date, pattern) : std::string();
}

std::string PackFunctions::convert(std::string_view amount, std::string_view currency, std::string_view to) {
    const auto value = core::Decimal::parse(amount);
    if (!value) return {};
    const auto converted = converter_ ? converter_({*value, std::string(currency)}, to) : std::nullopt;
    if (converted) return converted->amount.to_string();
    core::Finding finding;
    finding.code = core::codes::kRateMissing;
    finding.field = "lines.line_value";
    const bool is_code = currency.size() == 3 &&
                         std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    finding.args = {is_code ? std::string(currency) : "…", std::string(to)}; // the sender's own text is not kept
    const bool is_told = std::any_of(findings_.begin(), findings_.end(), [&](const core::Finding& known) {
        return known.code == finding.code && known.args == finding.args;
    });
    if (!is_told) findings_.push_back(std::move(finding));
    return {};
}

void PackFunctions::finding(std::string_view code, std::string_view field, std::uint32_t line_no) {
    core::Finding finding;
    finding.code = code;
    finding.field = field;
    finding.line_no = line_no;
    if (code == core::codes::kCodeMissing) {
        for (const auto& [name, table] : profile_.codes)
            if (table.field() == field) finding.args = {name};
    }
    findings_.push_back(std::move(finding));
}

} // namespace postern::profiles
