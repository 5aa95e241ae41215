// Source: one kind of incoming message, as its folder under mappings/sources/ says.
#pragma once

#include "profiles/field_table.hpp"
#include "xml/reader.hpp"
#include "xml/schema.hpp"
#include "xml/stylesheet.hpp"

#include <memory>
#include <string>
#include <vector>

namespace postern::profiles {

/// What happens when other content comes for an item id or reference that is known (DESIGN §2).
enum class RepeatPolicy { replace, refuse };

/// One way the root may look: <envelope root="message" header="msghead" item="msgbody/itmatt_1_5_0/item"/>.
struct Envelope {
    std::string namespace_uri;
    std::string root;
    xml::Shape shape;
};

/// Where the header says what; local-name paths from the header's element, empty: not carried.
struct HeaderFields {
    std::string sender_operator;
    std::string recipient_operator;
    std::string message_reference;
    std::string prepared_at;
    std::string test_indicator; ///< "1", "true" or "T" means test
};

/// How one typed-by-nobody reference slot is read: the first rule whose pattern (ECMAScript, whole value) matches gives
/// the scheme. <reference-slot field="sender.numbers" …><rule scheme="IOSS" pattern="IM[0-9]{10}" side="destination"/>
struct ReferenceRule {
    std::string scheme;
    std::string pattern;
    std::string side;
};

/// What a source's messages are written in. The trees of a JSON source are ours; XML bytes never are such a message.
enum class MessageFormat { xml, json };

struct Source {
    std::string name; ///< "cn22", "cn23", "itmatt", "json"
    std::string title;
    std::vector<Envelope> envelopes;
    std::vector<std::pair<std::string, std::string>> prefixes; ///< for the xpaths of fields.csv
    RepeatPolicy repeat = RepeatPolicy::refuse;
    MessageFormat format = MessageFormat::xml;
    HeaderFields header;
    std::vector<ReferenceRule> reference_rules; ///< in order; a value none matches gets scheme UNKNOWN and a finding
    std::shared_ptr<const xml::Schema> schema;  ///< of header and item as global elements
    std::shared_ptr<const xml::Stylesheet> to_declaration; ///< item tree -> urn:postern:declaration:1
    FieldTable fields;
};

} // namespace postern::profiles
