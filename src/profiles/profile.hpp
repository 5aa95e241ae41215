// Profile: one national system, as its folder under mappings/<country>-<system>/ says.
#pragma once

#include "core/finding.hpp"
#include "profiles/field_table.hpp"
#include "profiles/register_form.hpp"
#include "profiles/rule_texts.hpp"
#include "text/character_set.hpp"
#include "xml/empty_values.hpp"
#include "xml/parts.hpp"
#include "xml/schema.hpp"
#include "xml/schematron.hpp"
#include "xml/stylesheet.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

class Render;

/// codes/<table>.csv: first column is the key; notes "# source:" and "# date:" must be there.
class CodeTable {
public:
    static CodeTable load(const std::string& path);
    /// The cell of a row; nullptr: no such key. column empty: the second one. An unknown column throws core::Failure.
    const std::string* find(std::string_view key, std::string_view column) const;
    /// The canonical field that the keys come from (note "# field:"), so that a missing code has its box; may be empty.
    const std::string& field() const { return field_; }
    std::vector<std::string> keys() const;

private:
    std::vector<std::string> columns_;
    std::map<std::string, std::vector<std::string>, std::less<>> rows_;
    std::string name_;
    std::string field_;
};

/// Names and order of the elements that a profile's parts become (codes/elements.csv).
struct ElementNames {
    std::string table;
    std::string namespace_uri;
    std::map<std::string, xml::PartName, std::less<>> names; ///< by key
};

/// Severity and consequence of findings for one route or profile (policy.xml).
struct PolicyRow {
    std::string code;                                ///< a finding's code
    core::Severity severity = core::Severity::error; ///< what it counts as here
    bool hold = false;                               ///< holds instead of rejecting
};

/// Whom the authority knows an exporter by.
struct ExporterNumberRule {
    std::string table; ///< of codes/: schemes with their rank
    /// What a sender without a number is declared by; empty: the number is left out; nullopt: there is no such thing.
    std::optional<std::string> occasional;
    bool occasional_may_sell = false; ///< false: only for items none of whose natures is commercial
};

/// Goods are declared by a national tariff that goes beyond the subheading.
struct NationalCodeRule {
    std::size_t digits = 8;
};

struct Profile {
    std::string name; ///< "np-asycuda"
    std::string title;
    std::string family;  ///< folder of mappings/families whose parts it imports; empty: none
    std::string country; ///< ISO 3166-1 alpha-2
    std::string version;
    /// SHA-256 (hex) over the folder: sorted relative names and contents, README and cases left out; and over its
    /// family's folder.
    std::string hash;
    std::string status; ///< "worked-example" or "approved"
    std::string notice; ///< what `postern profiles show` must say
    std::string media_type = "application/xml";
    std::string date_pattern;      ///< of the authority's dates, both ways, e.g. "M/d/yy"
    bool needs_item_id = true;     ///< no document before an S10 is bound
    std::string amended_reference; ///< how a later version is told apart: pattern with {reference} and {version}
    std::optional<ExporterNumberRule> exporter_number;
    std::optional<NationalCodeRule> national_code;
    xml::EmptyValues empty_values = xml::EmptyValues::keep; ///< of the document
    bool needs_mandate = false;                             ///< whoever lodges holds a mandate of each exporter
    bool reads_dispatch =
        false; ///< its document says in which dispatch the item leaves; made again when that is closed
    std::shared_ptr<const text::CharacterSet> characters;       ///< that the system takes; null: all
    std::map<std::string, std::string, std::less<>> parameters; ///< <parameter name= value=/> for the stylesheets
    std::map<std::string, CodeTable, std::less<>> codes;        ///< by table name
    std::vector<PolicyRow> policy;
    std::shared_ptr<const xml::Schema> schema;
    std::shared_ptr<const xml::Stylesheet> to_document; ///< declaration.xsl: urn:postern:filing:1 -> national document
    std::optional<RegisterForm> register_form;          ///< in place of to_document: many items make one document
    std::shared_ptr<const xml::Stylesheet> to_answer;   ///< answer.xsl: the agency's message -> urn:postern:answer:1
    std::shared_ptr<const xml::Schematron> rules;       ///< rules.sch, run on the filing; null: the profile has none
    RuleTexts rule_texts;                               ///< of its assertions
    std::vector<std::pair<std::string, std::string>> answer_roots; ///< {namespace, local name} that answer.xsl reads
    std::vector<std::pair<std::string, std::string>> prefixes;
    /// Where the stylesheets make parts with keys: what these are called; else null.
    std::shared_ptr<const ElementNames> elements;
    FieldTable fields;
    std::shared_ptr<const Render> render; ///< render.xml; null: documents are handed over as XML

    /// A document that was checked, as it is handed over: by media_type. Throws as Render::text does.
    std::string written(const xml::Document& document) const;
    /// What both stylesheets are run with: the parameters, and date_pattern.
    std::vector<std::pair<std::string, std::string>> stylesheet_parameters() const;
};

} // namespace postern::profiles
