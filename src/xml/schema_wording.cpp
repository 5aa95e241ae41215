// The wording of libxml2 2.9 (xmlschemas.c). A report in other words still gives a fault, without what was expected.
#include "xml/schema_wording.hpp"

#include <libxml/xmlerror.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace postern::xml {

namespace {

using Kind = SchemaFaultKind;

constexpr std::pair<int, Kind> kKinds[] = {
    {XML_SCHEMAV_CVC_ELT_1, Kind::element_unexpected},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4, Kind::element_unexpected},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, Kind::attribute_unexpected},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, Kind::attribute_unexpected},
    {XML_SCHEMAV_CVC_TYPE_3_1_1, Kind::attribute_unexpected},
    {XML_SCHEMAV_ATTRUNKNOWN, Kind::attribute_unexpected},
    {XML_SCHEMAV_ATTRINVALID, Kind::attribute_unexpected},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_4, Kind::attribute_missing},
    {XML_SCHEMAV_CVC_TYPE_3_1_2, Kind::content_not_allowed},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, Kind::content_not_allowed},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, Kind::content_not_allowed},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, Kind::content_not_allowed},
    {XML_SCHEMAV_CVC_ELT_3_2_1, Kind::content_not_allowed},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, Kind::type_wrong},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, Kind::type_wrong},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, Kind::type_wrong},
    {XML_SCHEMAV_CVC_FACET_VALID, Kind::type_wrong},
    {XML_SCHEMAV_VALUE, Kind::type_wrong},
    {XML_SCHEMAV_FACET, Kind::type_wrong},
    {XML_SCHEMAV_CVC_ENUMERATION_VALID, Kind::value_not_listed},
    {XML_SCHEMAV_CVC_MAXLENGTH_VALID, Kind::too_long},
    {XML_SCHEMAV_CVC_MINLENGTH_VALID, Kind::too_short},
    {XML_SCHEMAV_CVC_PATTERN_VALID, Kind::pattern_mismatch},
    {XML_SCHEMAV_CVC_TOTALDIGITS_VALID, Kind::too_many_digits},
    {XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, Kind::too_many_digits},
    {XML_SCHEMAV_CVC_MININCLUSIVE_VALID, Kind::out_of_range},
    {XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, Kind::out_of_range},
    {XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, Kind::out_of_range},
    {XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, Kind::out_of_range},
    {XML_SCHEMAV_DOCUMENT_ELEMENT_MISSING, Kind::element_missing},
};

/// What stands behind the last occurrence of mark: a sender's text always comes before it.
std::string_view after_last(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

std::string_view before_last(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    return at == std::string_view::npos ? std::string_view() : text.substr(0, at);
}

/// "{m33}item" and "xs:decimal" without what stands before the local name.
std::string local_part(std::string_view name) {
    const std::size_t at = name.find_last_of("}:");
    return std::string(at == std::string_view::npos ? name : name.substr(at + 1));
}

std::vector<std::string> cut(std::string_view list, std::string_view separator) {
    std::vector<std::string> parts;
    while (parts.size() < kMostExpected && !list.empty()) {
        const std::size_t at = list.find(separator);
        parts.emplace_back(list.substr(0, at));
        list.remove_prefix(at == std::string_view::npos ? list.size() : at + separator.size());
    }
    return parts;
}

/// "… Expected is one of ( {m33}a, {m33}b )."
std::vector<std::string> expected_elements(std::string_view message) {
    std::vector<std::string> names;
    for (const std::string& name : cut(before_last(after_last(message, " ( "), " )"), ", ")) {
        if (name.starts_with("##") || name == "...") continue; // a wildcard; libxml2's own cut
        std::string local = local_part(name);
        if (std::find(names.begin(), names.end(), local) == names.end()) names.push_back(std::move(local));
    }
    return names;
}

std::vector<std::string> one_quoted(std::string_view quoted) {
    const std::string_view value = before_last(quoted, "'");
    return value.empty() ? std::vector<std::string>() : std::vector<std::string>{std::string(value)};
}

/// The bound of a facet is the last thing a message quotes; a number or a date, so without quotes in it.
std::vector<std::string> last_quoted(std::string_view message) {
    const std::string_view up_to_end = before_last(message, "'");
    const std::size_t opening = up_to_end.rfind('\'');
    if (opening == std::string_view::npos) return {};
    return {std::string(up_to_end.substr(opening + 1))};
}

/// "The value has a length of '3'; this differs from the allowed length of '2'."
Kind kind_of_length(std::string_view message) {
    const std::string_view sent = before_last(after_last(message, " has a length of '"), "'; this differs");
    const std::vector<std::string> allowed = last_quoted(message);
    if (allowed.empty() || sent.size() > allowed[0].size()) return Kind::too_long;
    return sent.size() < allowed[0].size() || sent < allowed[0] ? Kind::too_short : Kind::too_long;
}

} // namespace

std::vector<std::string> expected_of(Kind kind, std::string_view message) {
    switch (kind) {
    case Kind::element_unexpected:
    case Kind::element_missing: return expected_elements(message);
    case Kind::value_not_listed:
        return cut(before_last(after_last(message, " is not an element of the set {'"), "'}"), "', '");
    case Kind::pattern_mismatch: return one_quoted(after_last(message, " is not accepted by the pattern '"));
    case Kind::type_wrong: {
        std::vector<std::string> types = one_quoted(after_last(message, " type '"));
        for (std::string& type : types)
            type = local_part(type);
        return types;
    }
    case Kind::too_long:
    case Kind::too_short:
    case Kind::too_many_digits:
    case Kind::out_of_range: return last_quoted(message);
    default: return {};
    }
}

Kind kind_of(int code, std::string_view message) {
    if (code == XML_SCHEMAV_ELEMENT_CONTENT) {
        // "Missing child element(s)." is charged to the parent, "This element is not expected." to the element
        const std::size_t missing = message.rfind(": Missing child element(s).");
        const std::size_t unexpected = message.rfind(": This element is not expected.");
        if (missing == std::string_view::npos) return Kind::element_unexpected;
        return unexpected != std::string_view::npos && unexpected > missing ? Kind::element_unexpected
                                                                            : Kind::element_missing;
    }
    if (code == XML_SCHEMAV_CVC_LENGTH_VALID) return kind_of_length(message);
    const auto* const row =
        std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& known) { return known.first == code; });
    return row == std::end(kKinds) ? Kind::other : row->second;
}

/// "The attribute 'x' is required but missing."
std::string missing_attribute(std::string_view message) {
    return local_part(before_last(after_last(message, "The attribute '"), "' is required"));
}

} // namespace postern::xml
