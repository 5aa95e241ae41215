// Locator: field to place.
#include "judge/locate.hpp"

#include "profiles/json_pointer.hpp"

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

} // namespace

void Locator::locate(core::Finding& finding) const {
    if (finding.place.line != 0 && !finding.place.xpath.empty()) return;
    const auto root = item_.root();
    const auto rows = source_.fields.rows_of(finding.field);
    if (finding.field.empty() || rows.empty()) {
        finding.place.line = root.line();
        finding.place.column = root.column();
        finding.place.xpath = place_of(root, source_);
        return;
    }
    const profiles::FieldRow* row = rows.front();
    xml::Element element;
    for (const auto* candidate : rows) {
        element = item_.locate(profiles::xpath_of(*candidate, finding.line_no), source_.prefixes);
        if (!element) continue;
        row = candidate;
        break;
    }
    finding.place.box = row->box;
    if (element) {
        finding.place.xpath = place_of(element, source_);
        if (!element.first_child()) finding.place.sent = core::shown(element.text());
    } else {
        const std::string xpath = profiles::xpath_of(*row, finding.line_no);
        element = nearest(item_, xpath, source_);
        finding.place.xpath = missing_place(root, xpath, source_);
    }
    finding.place.line = element.line();
    finding.place.column = element.column();
}

} // namespace postern::judge
