// Schema faults as findings.
#include "ingest/schema_findings.hpp"

#include "core/finding_codes.hpp"
#include "profiles/json_pointer.hpp"

#include <algorithm>

namespace postern::ingest {

namespace {

std::string_view code_of(xml::SchemaFaultKind kind) {
    using Kind = xml::SchemaFaultKind;
    switch (kind) {
    case Kind::element_unexpected: return core::codes::kSchemaElementUnexpected;
    case Kind::element_missing: return core::codes::kSchemaElementMissing;
    case Kind::attribute_unexpected:
    case Kind::attribute_missing: return core::codes::kSchemaAttribute;
    case Kind::content_not_allowed: return core::codes::kSchemaContent;
    case Kind::type_wrong: return core::codes::kSchemaType;
    case Kind::value_not_listed: return core::codes::kSchemaValue;
    case Kind::too_long:
    case Kind::too_short: return core::codes::kSchemaLength;
    case Kind::pattern_mismatch: return core::codes::kSchemaPattern;
    case Kind::too_many_digits: return core::codes::kSchemaDigits;
    case Kind::out_of_range: return core::codes::kSchemaRange;
    case Kind::other: break;
    }
    return core::codes::kSchemaOther;
}

/// In the tree of a JSON message the attribute "type" is what kind of value stood there.
bool is_about_kind(const xml::SchemaFault& fault, const profiles::Source& source) {
    return source.format == profiles::MessageFormat::json && fault.attribute == "type";
}

core::Finding finding_of(const xml::SchemaFault& fault, const xml::Document& item, const profiles::Source& source) {
    core::Finding finding;
    finding.code = code_of(fault.kind);
    finding.severity = core::Severity::error;
    const std::string root_path = item.root().path();
    std::string_view below = fault.path;
    if (below.starts_with(root_path)) below.remove_prefix(root_path.size());
    if (below.starts_with('/')) below.remove_prefix(1);
    if (const auto* row = source.fields.row_at_or_above(below, &finding.line_no)) {
        finding.field = row->field;
        finding.place.box = row->box;
    }
    if (source.format == profiles::MessageFormat::json)
        finding.place.xpath = "#" + profiles::json_pointer(fault.at);
    else
        finding.place.xpath = fault.attribute.empty() ? fault.path : fault.path + "/@" + fault.attribute;
    if (is_about_kind(fault, source)) finding.code = core::codes::kSchemaType;
    if ((fault.attribute.empty() || is_about_kind(fault, source)) && !fault.at.first_child())
        finding.place.sent = core::shown(fault.at.text());
    if (!fault.attribute.empty() && !is_about_kind(fault, source)) {
        const auto local = fault.attribute.substr(fault.attribute.find(':') + 1); // of "xml:lang"
        finding.place.sent = core::shown(fault.at.attribute(local).value_or(""));
    }
    finding.place.line = fault.line;
    finding.place.column = fault.column;
    // a name of another schema's is the sender's own text: only names of ours go into the arguments
    std::string expected;
    for (const auto& name : fault.expected)
        expected += (expected.empty() ? "" : ", ") + name;
    finding.args = {expected.empty() ? std::string("–") : std::move(expected)};
    return finding;
}

/// What else is said of a value of the wrong kind, and of what is in it, says nothing more: one fault, one finding.
std::vector<xml::SchemaFault> without_echoes(std::vector<xml::SchemaFault> faults, const profiles::Source& source) {
    std::vector<std::string> wrong;
    for (const auto& fault : faults)
        if (is_about_kind(fault, source)) wrong.push_back(fault.path);
    std::erase_if(faults, [&](const xml::SchemaFault& fault) {
        return std::ranges::any_of(wrong, [&](const std::string& path) {
            return fault.path.starts_with(path + "/") || (fault.path == path && !is_about_kind(fault, source));
        });
    });
    return faults;
}

/// A member of a JSON object that its schema does not know.
bool is_unknown_member(const xml::SchemaFault& fault) {
    return fault.kind == xml::SchemaFaultKind::element_unexpected &&
           fault.at.parent().attribute("type").value_or("") == "object";
}

/// The validator looks at no member behind one that it does not know. In JSON order says nothing, so the unknown ones
/// are told and taken out, and what is left is looked at again; so many of one object at most.
constexpr int kUnknownMembers = 8;

std::vector<core::Finding> json_findings(const xml::Document& item, const profiles::Source& source) {
    std::vector<core::Finding> findings;
    xml::Document rest = item.copy();
    auto faults = source.schema->check(rest);
    for (int round = 0; round < kUnknownMembers && std::ranges::any_of(faults, is_unknown_member); ++round) {
        std::erase_if(faults, [](const xml::SchemaFault& fault) { return !is_unknown_member(fault); });
        for (auto& fault : faults) {
            findings.push_back(finding_of(fault, rest, source));
            fault.at.remove();
        }
        faults = source.schema->check(rest);
    }
    for (const auto& fault : without_echoes(std::move(faults), source))
        findings.push_back(finding_of(fault, rest, source));
    std::ranges::stable_sort(
        findings, {}, [](const core::Finding& finding) { return std::pair(finding.place.line, finding.place.column); });
    return findings;
}

} // namespace

std::vector<core::Finding> schema_findings(const xml::Document& item, const profiles::Source& source) {
    std::vector<core::Finding> findings;
    auto faults = source.schema->check(item);
    if (!faults.empty() && source.format == profiles::MessageFormat::json) return json_findings(item, source);
    findings.reserve(faults.size());
    for (const auto& fault : faults)
        findings.push_back(finding_of(fault, item, source));
    return findings;
}

} // namespace postern::ingest
