// ItemReader: schema, stylesheet, values, and what the one reference slot means.
#include "ingest/item_reader.hpp"

#include "core/finding_codes.hpp"
#include "crypto/digest.hpp"
#include "ingest/declaration_reader.hpp"
#include "ingest/json_message.hpp"
#include "ingest/line_totals.hpp"
#include "ingest/schema_findings.hpp"

#include <algorithm>

namespace postern::ingest {

ItemReader::ItemReader(const profiles::Library& library) {
    for (const auto& source : library.sources()) {
        auto& rules = reference_rules_[source->name];
        for (const auto& rule : source->reference_rules) {
            rules.push_back(
                {std::regex(rule.pattern, std::regex::ECMAScript | std::regex::optimize), rule.scheme, rule.side});
        }
    }
}

void ItemReader::name_numbers(const profiles::Source& source, std::string_view field, core::Party& party,
                              xml::Element element, std::vector<core::Finding>& findings) const {
    const auto& rules = reference_rules_.at(source.name);
    const auto sent = element.child("numbers").children("number");
    for (std::size_t i = 0; i < party.numbers.size() && i < sent.size(); ++i) {
        auto& number = party.numbers[i];
        if (number.scheme != "UNKNOWN") continue;
        const auto rule = std::find_if(rules.begin(), rules.end(),
                                       [&](const Rule& r) { return std::regex_match(number.value, r.pattern); });
        if (rule == rules.end()) {
            core::Finding finding;
            finding.code = core::codes::kReferenceUnknownScheme;
            finding.severity = core::Severity::warning;
            finding.field = field;
            findings.push_back(std::move(finding));
            continue;
        }
        number.scheme = rule->scheme;
        xml::Element target = sent[i];
        target.set_attribute("scheme", rule->scheme);
        if (!rule->side.empty()) {
            number.side = rule->side;
            target.set_attribute("side", rule->side);
        }
    }
}

steps::Read ItemReader::read(steps::Received received, const std::string& bound_item_id) const {
    const auto& source = *received->source;
    const bool is_json = source.format == profiles::MessageFormat::json;
    std::string sent_text = is_json ? write_json_item(received->item) : received->item.serialise();
    const auto hash = crypto::sha256_of({source.name, sent_text});
    steps::ReadContent content{std::move(received), std::move(sent_text), hash, true, {}, {}, {}};
    content.findings = schema_findings(content.received->item, source);
    content.canonical = source.to_declaration->transform(content.received->item, {}, nullptr);
    content.declaration = read_declaration(content.canonical, content.findings);
    content.readable = content.findings.empty();
    // also where something else is unreadable: a rule would miss what the sender has said
    complete_line_totals(content.declaration, content.canonical);
    if (!bound_item_id.empty()) content.declaration.item_id = bound_item_id;
    const auto root = content.canonical.root();
    name_numbers(source, "sender.numbers", content.declaration.sender, root.child("sender"), content.findings);
    name_numbers(source, "addressee.numbers", content.declaration.addressee, root.child("addressee"), content.findings);
    return {steps::Pass<ItemReader>(), std::move(content)};
}

} // namespace postern::ingest
