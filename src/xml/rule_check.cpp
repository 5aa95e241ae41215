// RuleCheck: one walk over schema, patterns, rules and assertions with the variables that are in sight.
#include "xml/rule_check.hpp"

#include "xml/extension_calls.hpp"
#include "xml/xpath_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace postern::xml {

namespace {

/// XPath 1.0 without id(), which needs a DTD, and current() of XSLT. Not there: document(), key(), system-property()
/// and what else a stylesheet could ask.
constexpr std::array<std::string_view, 27> kCoreFunctions = {"last",
                                                             "position",
                                                             "count",
                                                             "local-name",
                                                             "namespace-uri",
                                                             "name",
                                                             "string",
                                                             "concat",
                                                             "starts-with",
                                                             "contains",
                                                             "substring-before",
                                                             "substring-after",
                                                             "substring",
                                                             "string-length",
                                                             "normalize-space",
                                                             "translate",
                                                             "boolean",
                                                             "not",
                                                             "true",
                                                             "false",
                                                             "lang",
                                                             "number",
                                                             "sum",
                                                             "floor",
                                                             "ceiling",
                                                             "round",
                                                             "current"};

std::string attribute_of(const Element& element, std::string_view name) {
    return element.attribute(name).value_or("");
}

class Check {
public:
    Check(const std::string& path, const std::vector<std::string>& parameters)
        : path_(path), variables_(parameters.begin(), parameters.end()) {}

    std::vector<std::string> faults(const Element& schema) {
        for (const auto& ns : schema.children("ns"))
            take_prefix(ns);
        take_lets(schema, variables_);
        for (const auto& pattern : schema.children("pattern"))
            check_pattern(pattern);
        for (const auto& list : schema.children("diagnostics")) {
            for (const auto& diagnostic : list.children())
                check_values(diagnostic);
        }
        return std::move(faults_);
    }

private:
    using Names = std::set<std::string, std::less<>>;

    void say(const Element& at, const std::string& what) {
        faults_.push_back(path_ + ":" + std::to_string(at.line()) + ": " + what);
    }

    void take_prefix(const Element& ns) {
        const auto prefix = attribute_of(ns, "prefix");
        // the stylesheet that is made of the rules has its own
        if (prefix.starts_with("xml") || prefix == "xsl") say(ns, "the prefix " + prefix + " is taken");
        if (!prefixes_.emplace(prefix, attribute_of(ns, "uri")).second)
            say(ns, "the prefix " + prefix + " is there twice");
    }

    void take_lets(const Element& parent, Names& in_sight) {
        for (const auto& let : parent.children("let")) {
            check_expression(let, "value", in_sight);
            const auto name = attribute_of(let, "name");
            if (!in_sight.insert(name).second) say(let, "the name " + name + " is taken");
        }
    }

    void check_pattern(const Element& pattern) {
        if (const auto id = pattern.attribute("id"); id && !patterns_.insert(*id).second)
            say(pattern, "the pattern " + *id + " is there twice");
        Names of_pattern = variables_;
        take_lets(pattern, of_pattern);
        for (const auto& rule : pattern.children("rule")) {
            check_expression(rule, "context", {}); // a pattern of XSLT knows no variables
            Names of_rule = of_pattern;
            take_lets(rule, of_rule);
            for (const auto& assertion : rule.children()) {
                if (assertion.name() != "let") check_assertion(assertion, of_rule);
            }
        }
    }

    void check_assertion(const Element& assertion, const Names& in_sight) {
        const auto id = attribute_of(assertion, "id");
        if (!ids_.insert(id).second) say(assertion, "the id " + id + " is there twice");
        check_expression(assertion, "test", in_sight);
        if (assertion.attribute("subject")) check_expression(assertion, "subject", in_sight);
        for (const auto& value : assertion.children("value-of"))
            check_expression(value, "select", in_sight);
    }

    /// Of a diagnostic only that they are expressions: what they name is checked where the assertion has them.
    void check_values(const Element& diagnostic) {
        const auto id = attribute_of(diagnostic, "id");
        if (!diagnostics_.insert(id).second) say(diagnostic, "the diagnostic " + id + " is there twice");
    }

    void check_expression(const Element& at, std::string_view attribute, const Names& in_sight) {
        const auto expression = attribute_of(at, attribute);
        const auto wrong = [&](const std::string& what) {
            say(at, std::string("@").append(attribute).append(": ").append(what));
        };
        if (!is_xpath(expression)) {
            wrong("is not XPath 1.0");
            return;
        }
        const auto words = words_of_xpath(expression);
        for (const auto& prefix : words.prefixes)
            if (!prefixes_.contains(prefix)) wrong("there is no prefix " + prefix);
        for (const auto& variable : words.variables)
            if (!in_sight.contains(variable)) wrong("there is no variable $" + variable);
        for (const auto& function : words.functions)
            if (!may_call(function)) wrong("rules may not call " + function + "()");
    }

    bool may_call(const std::string& function) const {
        const auto colon = function.find(':');
        if (colon == std::string::npos)
            return std::find(kCoreFunctions.begin(), kCoreFunctions.end(), function) != kCoreFunctions.end();
        const auto prefix = prefixes_.find(function.substr(0, colon));
        const auto name = function.substr(colon + 1);
        // an assertion is itself the finding
        return prefix != prefixes_.end() && prefix->second == kFunctionsNamespace && name != "finding" &&
               is_extension_function(name);
    }

    const std::string& path_;
    std::map<std::string, std::string, std::less<>> prefixes_;
    Names variables_;
    Names patterns_;
    Names ids_;
    Names diagnostics_;
    std::vector<std::string> faults_;
};

} // namespace

std::vector<std::string> faults_of_rules(const Document& rules, const std::string& path,
                                         const std::vector<std::string>& parameters) {
    return Check(path, parameters).faults(rules.root());
}

} // namespace postern::xml
