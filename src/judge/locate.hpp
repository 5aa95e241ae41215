// Locator: gives findings their place in the sender's document, through the source's field table.
#pragma once

#include "core/finding.hpp"
#include "profiles/source.hpp"
#include "xml/document.hpp"

namespace postern::judge {

/// For one item; asked only when there is something to locate.
class Locator {
public:
    Locator(const profiles::Source& source, const xml::Document& item) : source_(source), item_(item) {}
    /// Fills line, column, xpath and box where they are not yet there. A field that was not sent gets the XPath where
    /// it should stand, and the line of the nearest element above it that was.
    void locate(core::Finding& finding) const;
    /// What stands at the place of a finding that has one, shortened; empty where the item has nothing there. The item
    /// may be one that was read again: its lines are not looked at.
    std::string sent_at(const core::Finding& finding) const;

private:
    struct Found {
        const profiles::FieldRow* row = nullptr; ///< of the field; the first one where none of its places was sent
        xml::Element element;
    };
    Found find(const core::Finding& finding) const;
    const profiles::Source& source_;
    const xml::Document& item_;
};

} // namespace postern::judge
