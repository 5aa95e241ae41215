// Values: XML Schema's spellings to ours.
#include "ingest/values.hpp"

#include "core/finding_codes.hpp"

#include <string_view>

namespace postern::ingest {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// XML Schema's decimal allows "+1.5", ".5" and "1."; core::Decimal does not.
std::string plain_decimal(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.ends_with('.')) text.remove_suffix(1);
    std::string out = negative ? "-" : "";
    if (text.starts_with('.')) out += '0';
    return out.append(text);
}

} // namespace

void report_unreadable(Place& place, std::string field) {
    core::Finding finding;
    finding.code = core::codes::kSchemaType;
    finding.severity = core::Severity::error;
    finding.field = std::move(field);
    finding.line_no = place.line_no;
    // the source's schema has already said so where it knows the type: one fault, one finding
    for (const auto& known : place.findings) {
        if (known.field == finding.field && known.line_no == finding.line_no) return;
    }
    place.findings.push_back(std::move(finding));
}

std::optional<core::Decimal> decimal(xml::Element e, const char* field, Place& place) {
    const std::string text = e.text();
    if (trimmed(text).empty()) return std::nullopt;
    auto value = core::Decimal::parse(plain_decimal(text));
    if (!value) report_unreadable(place, field);
    return value;
}

std::optional<core::Weight> weight(xml::Element e, const char* field, Place& place) {
    const auto value = decimal(e, field, place);
    return value ? std::optional(core::Weight{*value}) : std::nullopt;
}

std::optional<core::Money> money(xml::Element e, const char* field, Place& place) {
    const auto value = decimal(e, field, place);
    if (!value) return std::nullopt;
    return core::Money{*value, e.attribute("currency").value_or("")};
}

std::optional<core::Date> date(xml::Element e, const char* field, Place& place) {
    const std::string text = e.text();
    const auto wanted = trimmed(text);
    if (wanted.empty()) return std::nullopt;
    auto value = core::parse_date(wanted);
    if (!value) report_unreadable(place, field);
    return value;
}

} // namespace postern::ingest
