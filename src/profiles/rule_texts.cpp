// RuleTexts: assertions with their diagnostics become entries of the catalogue.
#include "profiles/rule_texts.hpp"

#include "profiles/folder.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

namespace postern::profiles {

namespace {

constexpr const char* kEnglish = "en";
constexpr std::string_view kUnknownValue = "…"; // in a title, which has no arguments

using Selects = std::vector<std::string>;

Selects selects_of(const xml::Element& text) {
    Selects selects;
    for (const auto& value : text.children("value-of"))
        selects.push_back(one_line(attribute_of(value, "select")));
    return selects;
}

std::string without_arguments(std::string text) {
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at))
        text.replace(at, text.find('}', at) - at + 1, kUnknownValue);
    return text;
}

class Reader {
public:
    Reader(const xml::Document& rules, const std::string& path, const std::string& country, Faults& faults)
        : rules_(rules.copy()), path_(path), prefix_(country + "-"), faults_(faults) {}

    RuleTexts read() {
        const auto schema = rules_.root();
        language_ = language_of(schema, kEnglish);
        for (const auto& list : schema.children("diagnostics"))
            for (const auto& diagnostic : list.children())
                diagnostics_.emplace(attribute_of(diagnostic, "id"), diagnostic);
        for (const auto& pattern : schema.children("pattern"))
            for (const auto& rule : pattern.children("rule"))
                for (const auto& assertion : rule.children())
                    if (assertion.name() != "let") read_assertion(assertion);
        for (const auto& [id, diagnostic] : diagnostics_)
            if (!named_.contains(id)) say(diagnostic, "no assertion names the diagnostic " + id);
        return std::move(texts_);
    }

private:
    static std::string language_of(const xml::Element& element, const std::string& otherwise) {
        return element.attribute("lang").value_or(otherwise);
    }

    void say(const xml::Element& at, const std::string& what) {
        faults_.note(path_ + ":" + std::to_string(at.line()) + ": " + what);
    }

    void read_assertion(const xml::Element& assertion) {
        const auto code = attribute_of(assertion, "id");
        if (!code.starts_with(prefix_)) say(assertion, "the id " + code + " does not begin with " + prefix_);
        const auto selects = selects_of(assertion);
        auto& texts = texts_[code];
        texts[language_of(assertion, language_)].text = words_of(assertion, selects);
        std::istringstream ids(attribute_of(assertion, "diagnostics"));
        for (std::string id; ids >> id;) {
            const auto diagnostic = diagnostics_.find(id);
            if (diagnostic == diagnostics_.end()) {
                say(assertion, "there is no diagnostic " + id);
                continue;
            }
            named_.insert(id);
            read_diagnostic(id, diagnostic->second, selects, texts);
        }
        if (!texts.contains(kEnglish)) say(assertion, code + " has no text in English");
        for (auto& [lang, entry] : texts) {
            if (entry.text.empty()) {
                say(assertion,
                    std::string(code).append(" has a hint or a title in ").append(lang).append(", and no text"));
            }
            if (entry.title.empty()) entry.title = without_arguments(entry.text);
            if (entry.title.find('{') != std::string::npos) say(assertion, code + " has a value in its title");
        }
    }

    void read_diagnostic(const std::string& id, const xml::Element& diagnostic, const Selects& selects,
                         std::map<std::string, text::Entry>& texts) {
        const auto lang = language_of(diagnostic, language_);
        auto kind = std::string_view(id);
        if (kind.ends_with("-" + lang)) kind.remove_suffix(lang.size() + 1);
        auto& entry = texts[lang];
        auto& part = kind.ends_with("-hint") ? entry.hint : kind.ends_with("-title") ? entry.title : entry.text;
        if (!part.empty()) say(diagnostic, id + " says in " + lang + " what is said already");
        part = words_of(diagnostic, selects);
    }

    /// On one line, each value-of as the number that it has among the selects.
    std::string words_of(const xml::Element& element, const Selects& selects) {
        for (auto value : element.children("value-of")) {
            value.set_text({}); // of the assertion before
        }
        if (element.text().find_first_of("{}") != std::string::npos) say(element, "a text may not hold { or }");
        for (auto value : element.children("value-of")) {
            const auto select = one_line(attribute_of(value, "select"));
            const auto at = std::find(selects.begin(), selects.end(), select);
            if (at == selects.end()) say(value, "the assertion's own text has no value-of " + select);
            value.set_text("{" + std::to_string(at - selects.begin()) + "}");
        }
        auto words = one_line(element.text());
        if (words.empty()) say(element, "there are no words");
        return words;
    }

    xml::Document rules_; ///< ours: the numbers of values are written into it
    const std::string& path_;
    std::string prefix_;
    Faults& faults_;
    std::string language_;
    std::map<std::string, xml::Element, std::less<>> diagnostics_;
    std::set<std::string, std::less<>> named_;
    RuleTexts texts_;
};

} // namespace

RuleTexts read_rule_texts(const xml::Document& rules, const std::string& path, const std::string& country,
                          Faults& faults) {
    return Reader(rules, path, country, faults).read();
}

} // namespace postern::profiles
