// Locator: field to place.
#include "judge/locate.hpp"

#include "profiles/json_pointer.hpp"

#include <algorithm>

namespace postern::judge {

namespace {

/// The nearest element that was sent at or above an xpath.
xml::Element nearest(const xml::Document& item, std::string xpath, const profiles::Source& source) {
    while (!xpath.empty()) {
        if (const auto element = item.locate(xpath, source.prefixes)) return element;
        const auto slash = xpath.rfind('/');
        if (slash == std::string::npos) break;
        xpath.resize(slash);
    }
    return item.root();
}

/// An xpath of the field table in the prefixes of the document: what the root wears, its children wear.
std::string in_the_senders_prefix(std::string xpath, std::string_view root_path, const profiles::Source& source) {
    const auto step = root_path.substr(root_path.rfind('/') + 1);
    const auto colon = step.find(':');
    const std::string own = colon == std::string_view::npos ? "" : std::string(step.substr(0, colon + 1));
    for (const auto& [prefix, uri] : source.prefixes) {
        const std::string written = prefix + ":";
        for (auto at = xpath.find(written); at != std::string::npos; at = xpath.find(written, at + own.size())) {
            if (at == 0 || xpath[at - 1] == '/')
                xpath.replace(at, written.size(), own);
            else
                at += written.size();
        }
    }
    return xpath;
}

/// Where an element stands, in the sender's own terms.
std::string place_of(const xml::Element& element, const profiles::Source& source) {
    return source.format == profiles::MessageFormat::json ? "#" + profiles::json_pointer(element) : element.path();
}

/// Where an element that was not sent should stand.
std::string missing_place(const xml::Element& root, const std::string& xpath, const profiles::Source& source) {
    if (source.format == profiles::MessageFormat::json)
        return place_of(root, source) + profiles::json_pointer_below(xpath);
    const std::string root_path = root.path();
    return root_path + "/" + in_the_senders_prefix(xpath, root_path, source);
}

std::string text_of(const xml::Element& element) {
    return element.first_child() ? std::string() : core::shown(element.text());
}

} // namespace

Locator::Found Locator::find(const core::Finding& finding) const {
    const auto rows =
        finding.field.empty() ? std::vector<const profiles::FieldRow*>() : source_.fields.rows_of(finding.field);
    for (const auto* row : rows)
        if (const auto element = item_.locate(profiles::xpath_of(*row, finding.line_no), source_.prefixes))
            return {row, element};
    return {rows.empty() ? nullptr : rows.front(), {}};
}

std::string Locator::sent_at(const core::Finding& finding) const {
    const auto element = find(finding).element;
    if (!element) return {};
    // below the item its place is what it was, whatever stood around the item
    const std::string root = place_of(item_.root(), source_);
    const std::string place = place_of(element, source_);
    const bool is_same =
        finding.place.xpath.ends_with(std::string_view(place).substr(std::min(root.size(), place.size())));
    return is_same ? text_of(element) : std::string();
}

void Locator::locate(core::Finding& finding) const {
    if (finding.place.line != 0 && !finding.place.xpath.empty()) return;
    const auto root = item_.root();
    auto [row, element] = find(finding);
    if (row == nullptr) {
        finding.place.line = root.line();
        finding.place.column = root.column();
        finding.place.xpath = place_of(root, source_);
        return;
    }
    finding.place.box = row->box;
    if (element) {
        finding.place.xpath = place_of(element, source_);
        finding.place.sent = text_of(element);
    } else {
        const std::string xpath = profiles::xpath_of(*row, finding.line_no);
        element = nearest(item_, xpath, source_);
        finding.place.xpath = missing_place(root, xpath, source_);
    }
    finding.place.line = element.line();
    finding.place.column = element.column();
}

} // namespace postern::judge
