// SchemaCheck: a JSON value against one of our JSON Schemas, as far as they go: const, enum, pattern, type, properties,
// required, additionalProperties false, items, minItems, minLength, $ref into $defs.
#pragma once

#include "json/value.hpp"

#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tests {

class SchemaCheck {
public:
    explicit SchemaCheck(const json::Value& schema) : schema_(schema) {}

    /// What does not fit, each with its place; empty: it fits.
    std::vector<std::string> faults(const json::Value& value) {
        faults_.clear();
        look(value, schema_, "");
        return faults_;
    }

private:
    static bool is_of_type(const json::Value& value, const std::string& type) {
        switch (value.kind()) {
        case json::Kind::object: return type == "object";
        case json::Kind::array: return type == "array";
        case json::Kind::string: return type == "string";
        case json::Kind::boolean: return type == "boolean";
        case json::Kind::number: return type == "integer" && value.text().find('.') == std::string::npos;
        case json::Kind::null: break;
        }
        return false;
    }
    static bool is_equal(const json::Value& a, const json::Value& b) {
        return a.kind() == b.kind() && a.text() == b.text();
    }

    void look_at_object(const json::Value& value, const json::Value& rule, const std::string& at) {
        if (const auto* required = rule.find("required"))
            for (const auto& name : required->items())
                if (value.find(name.text()) == nullptr) faults_.push_back(at + " misses " + name.text());
        const auto* properties = rule.find("properties");
        for (const auto& [name, member] : value.members()) {
            const auto* known = properties != nullptr ? properties->find(name) : nullptr;
            if (known != nullptr)
                look(member, *known, at + "/" + name);
            else if (rule.find("additionalProperties") != nullptr)
                faults_.push_back(at + " has an unnamed " + name);
        }
    }

    void look(const json::Value& value, const json::Value& rule, const std::string& at) {
        if (const auto ref = rule.string("$ref"))
            look(value,
                 *schema_.find("$defs")->find(std::string_view(*ref).substr(std::string_view("#/$defs/").size())), at);
        if (const auto* only = rule.find("const"); only != nullptr && !is_equal(value, *only))
            faults_.push_back(at + " is " + value.text());
        if (const auto* words = rule.find("enum")) {
            bool found = false;
            for (const auto& word : words->items())
                found = found || is_equal(value, word);
            if (!found) faults_.push_back(at + " is " + value.text());
        }
        if (const auto type = rule.string("type"); type && !is_of_type(value, *type))
            faults_.push_back(at + " is no " + *type);
        if (const auto pattern = rule.string("pattern");
            pattern && !std::regex_search(value.text(), std::regex(*pattern)))
            faults_.push_back(at + " is " + value.text());
        if (const auto* least = rule.find("minItems");
            least != nullptr && value.items().size() < std::stoul(least->text()))
            faults_.push_back(at + " has too few");
        if (value.kind() == json::Kind::object && rule.find("properties") != nullptr) look_at_object(value, rule, at);
        if (const auto* items = rule.find("items"))
            for (std::size_t i = 0; i < value.items().size(); ++i)
                look(value.items()[i], *items, at + "/" + std::to_string(i));
    }

    const json::Value& schema_;
    std::vector<std::string> faults_;
};

} // namespace postern::tests
