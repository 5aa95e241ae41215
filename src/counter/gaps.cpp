// Gaps: by field, and by code where a finding is of the whole.
#include "counter/gaps.hpp"

#include "core/finding_codes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace postern::counter {

namespace {

namespace codes = core::codes;

constexpr auto kCodesOfClerk = std::to_array<std::string_view>({
    codes::kS10Pattern,
    codes::kS10CheckDigit,
    codes::kS10Indicator,
    codes::kS10Country,
    codes::kS10Reused,
    codes::kMailClassMissing,
    codes::kMailClassUnknown,
    codes::kClassIndicator,
    codes::kIdentityMissing,
    codes::kItemIdAwaited,
    codes::kGrossWeightMissing,
    codes::kGrossWeightNotPositive,
    codes::kHandlingNotInsured,
});

/// And everything below them.
constexpr auto kFieldsOfClerk = std::to_array<std::string_view>({
    "item_id",
    "sender_reference",
    "mail_class",
    "mail_category",
    "mail_subclass",
    "handling_class",
    "origin_operator",
    "destination_operator",
    "office_of_origin",
    "posting_date",
    "gross_weight_kg",
    "postage",
    "transport_mode",
    "certification",
});

/// A name in a JSON Pointer (RFC 6901) as it is.
std::string unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size();
        name += escape ? (token[++i] == '1' ? '/' : '~') : token[i];
    }
    return name;
}

/// What a pointer "#/lines/0/hs" leads to, or the last thing on the way that is there.
const json::Value* nearest(const json::Value& draft, std::string_view pointer) {
    const auto* at = &draft;
    for (auto slash = pointer.find('/'); slash != std::string_view::npos;) {
        const auto end = pointer.find('/', slash + 1);
        const auto name = unescaped(pointer.substr(slash + 1, end == std::string_view::npos ? end : end - slash - 1));
        const json::Value* next = at->find(name);
        if (at->kind() == json::Kind::array) {
            std::size_t index = 0;
            const auto read = std::from_chars(name.data(), name.data() + name.size(), index);
            if (read.ec == std::errc{} && index < at->items().size()) next = &at->items()[index];
        }
        if (next == nullptr) return at;
        at = next;
        slash = end;
    }
    return at;
}

} // namespace

bool is_for_the_clerk(const core::Finding& finding) {
    if (std::ranges::find(kCodesOfClerk, finding.code) != kCodesOfClerk.end()) return true;
    const std::string_view field = std::string_view(finding.field).substr(0, finding.field.find('.'));
    return std::ranges::find(kFieldsOfClerk, field) != kFieldsOfClerk.end();
}

const json::Value* unknown_member(const core::Finding& finding, const json::Value& draft) {
    if (finding.code != codes::kSchemaElementUnexpected) return nullptr;
    const auto* at = nearest(draft, finding.place.xpath);
    // what is said of an entry that is no object is that its list is too long
    const bool names_entry = finding.place.xpath.find_last_not_of("0123456789") == finding.place.xpath.rfind('/');
    return names_entry && at->kind() != json::Kind::object ? nullptr : at;
}

std::vector<core::Finding> gaps_of(std::vector<core::Finding> findings, bool for_the_clerk_too) {
    if (!for_the_clerk_too) std::erase_if(findings, is_for_the_clerk);
    for (auto& finding : findings)
        finding.place.line = finding.place.column = 0;
    return findings;
}

} // namespace postern::counter
