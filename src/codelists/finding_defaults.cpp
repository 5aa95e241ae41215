// FindingDefaults: read from their list.
#include "codelists/finding_defaults.hpp"

#include "codelists/list_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace postern::codelists {
namespace {

std::optional<core::Severity> severity_named(std::string_view name) {
    for (const auto severity :
         {core::Severity::off, core::Severity::info, core::Severity::warning, core::Severity::error}) {
        if (core::to_string(severity) == name) return severity;
    }
    return std::nullopt;
}

bool is_dimension(std::string_view name) {
    constexpr std::array<std::string_view, 5> kNames{"", "accuracy", "completeness", "consistency", "timeliness"};
    return std::ranges::find(kNames, name) != kNames.end();
}

} // namespace

void FindingDefaults::read(ListFile& file) {
    while (file.next()) {
        const auto severity = severity_named(file.cell("severity"));
        file.expect(severity.has_value(), "severity is none of off, info, warning, error");
        FindingKind kind{severity.value_or(core::Severity::error), file.cell("rule"), file.cell("family"),
                         file.cell("dimension")};
        file.expect(is_dimension(kind.dimension), "dimension is none of the four, nor empty");
        file.expect(add(file.cell("code"), std::move(kind)), "code is listed twice");
    }
}

} // namespace postern::codelists
