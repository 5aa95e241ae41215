// A source's folder: source.xml, its schema, to-declaration.xsl, fields.csv.
#include "profiles/source_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> steps_of(const std::string& path) {
    std::vector<std::string> steps;
    std::size_t begin = 0;
    while (begin < path.size()) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        steps.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return steps;
}

void read_envelopes(const xml::Element& form, Source& source, Faults& faults) {
    for (const auto& e : form.children("envelope")) {
        Envelope envelope{attribute_of(e, "namespace"),
                          attribute_of(e, "root"),
                          {steps_of(attribute_of(e, "header")), steps_of(attribute_of(e, "item"))}};
        const bool twice = std::any_of(source.envelopes.begin(), source.envelopes.end(), [&](const Envelope& known) {
            return known.namespace_uri == envelope.namespace_uri && known.root == envelope.root;
        });
        if (twice) faults.note("source.xml: the envelope " + envelope.root + " is there twice");
        if (envelope.shape.item_path.empty() && !envelope.shape.header_path.empty()) {
            faults.note("source.xml: the envelope " + envelope.root + " has a header, but its root is the item");
        }
        source.envelopes.push_back(std::move(envelope));
    }
}

void read_rules(const xml::Element& form, Source& source, Faults& faults) {
    for (const auto& slot : form.children("reference-slot")) {
        for (const auto& rule : slot.children("rule")) {
            ReferenceRule read{attribute_of(rule, "scheme"), attribute_of(rule, "pattern"), attribute_of(rule, "side")};
            try {
                const std::regex pattern(read.pattern, std::regex::ECMAScript);
            } catch (const std::regex_error& error) {
                faults.note("source.xml: the pattern of " + read.scheme + " is none: " + error.what());
            }
            source.reference_rules.push_back(std::move(read));
        }
    }
}

void read_source_form(const xml::Element& form, const std::string& folder, Source& source, Faults& faults) {
    source.name = attribute_of(form, "name");
    source.title = attribute_of(form, "title");
    source.repeat = attribute_of(form, "repeat") == "replace" ? RepeatPolicy::replace : RepeatPolicy::refuse;
    source.format = attribute_of(form, "format") == "json" ? MessageFormat::json : MessageFormat::xml;
    source.prefixes = read_prefixes(form);
    if (source.name != last_name_of(folder)) faults.note("source.xml: its name is not its folder's");
    read_envelopes(form, source, faults);
    read_rules(form, source, faults);
    if (const auto header = form.child("header")) {
        source.header = {attribute_of(header, "sender-operator"), attribute_of(header, "recipient-operator"),
                         attribute_of(header, "message-reference"), attribute_of(header, "prepared-at"),
                         attribute_of(header, "test-indicator")};
    }
}

} // namespace

std::shared_ptr<const Source> load_source(const std::string& folder, const Forms& forms) {
    auto source = std::make_shared<Source>();
    Faults faults;
    const auto in = [&](std::string_view name) { return (fs::path(folder) / name).string(); };
    const auto form = read_form(in("source.xml"), *forms.source, faults);
    if (!form.empty()) {
        read_source_form(form.root(), folder, *source, faults);
        const auto schema = fs::path(in(attribute_of(form.root(), "schema"))).lexically_normal().string();
        faults.attempt([&] { source->schema = xml::Schema::load(schema, forms.schemas_folder); });
    }
    faults.attempt(
        [&] { source->to_declaration = xml::Stylesheet::load(in("to-declaration.xsl"), forms.families_folder); });
    faults.attempt([&] { source->fields = FieldTable::load(in("fields.csv")); });
    faults.raise("source " + last_name_of(folder) + ":");
    return source;
}

} // namespace postern::profiles
