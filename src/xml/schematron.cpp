// Schematron: rules become a stylesheet whose instructions know their lines; its result is read as hits.
#include "xml/schematron.hpp"

#include "core/failure.hpp"
#include "xml/internals.hpp"
#include "xml/rule_check.hpp"
#include "xml/xpath_words.hpp"

#include <charconv>
#include <map>

namespace postern::xml {

namespace {

constexpr std::size_t kMostHits = 100;  // of one assertion: none may crowd out another
constexpr const char* kLine = "line";   // on elements of the rules, and on the instructions made of them
constexpr const char* kNodes = "nodes"; // on rules: where their contexts are looked for

std::uint32_t number_of(const std::string& text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void annotate(Element element) {
    element.set_attribute(kLine, std::to_string(element.line()));
    if (const auto context = element.attribute("context")) element.set_attribute(kNodes, nodes_of_pattern(*context));
    for (const auto& child : element.children())
        annotate(child);
}

/// The attributes become the positions of the tree, where the stylesheet's compiler looks for them. What has none of
/// its own is of the element around it.
void take_lines(Element element, std::uint32_t around) {
    const xmlNodePtr node = Internals::node(element);
    if (xmlAttrPtr line = xmlHasProp(node, as_xml(kLine))) {
        around = number_of(attribute_value(line));
        xmlRemoveProp(line);
    }
    keep_position(node, around, 0);
    for (const auto& child : element.children())
        take_lines(child, around);
}

RuleHit hit_of(const Element& element) {
    RuleHit hit;
    hit.id = element.attribute("id").value_or("");
    hit.role = element.attribute("role").value_or("");
    for (const auto& step : element.children("step"))
        hit.steps.push_back({step.attribute("name").value_or(""), number_of(step.attribute("no").value_or(""))});
    for (const auto& value : element.children("value"))
        hit.values.push_back(value.text());
    return hit;
}

} // namespace

std::shared_ptr<const Schematron> Schematron::compile(const Document& rules, const std::string& path,
                                                      const Stylesheet& compiler,
                                                      const std::vector<std::string>& parameters) {
    std::string text;
    for (const auto& fault : faults_of_rules(rules, path, parameters))
        text += (text.empty() ? "" : "\n  ") + fault;
    if (!text.empty()) throw core::Failure(text);
    const auto annotated = rules.copy();
    annotate(annotated.root());
    std::string names;
    for (const auto& name : parameters)
        names += name + " ";
    const auto made = compiler.transform(annotated, {{"parameters", names}}, nullptr);
    take_lines(made.root(), 0);
    return std::shared_ptr<const Schematron>(new Schematron(Stylesheet::compile(made, path)));
}

std::vector<RuleHit> Schematron::run(const Document& tree,
                                     const std::vector<std::pair<std::string, std::string>>& parameters,
                                     ExtensionFunctions* functions, const TransformLimits& limits) const {
    const auto result = rules_->transform(tree, parameters, functions, limits);
    std::vector<RuleHit> hits;
    std::map<std::string, std::size_t> told;
    for (Element element = result.root().first_child(); element; element = element.next_sibling()) {
        auto hit = hit_of(element);
        if (++told[hit.id] <= kMostHits) hits.push_back(std::move(hit));
    }
    return hits;
}

} // namespace postern::xml
