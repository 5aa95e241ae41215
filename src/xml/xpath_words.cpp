// XPathWords: one walk over the tokens; literals are skipped.
#include "xml/xpath_words.hpp"

#include "xml/internals.hpp"

#include <libxml/xpath.h>

#include <algorithm>
#include <array>
#include <memory>

namespace postern::xml {

namespace {

/// What may stand before a parenthesis without being a function.
constexpr std::array<std::string_view, 8> kNoFunctions = {"and",  "or",   "div",     "mod",
                                                          "node", "text", "comment", "processing-instruction"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool begins_name(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) {
    return begins_name(c) || is_digit(c) || c == '-' || c == '.';
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Walk {
public:
    explicit Walk(std::string_view expression) : rest_(expression) {}

    XPathWords words() {
        while (!rest_.empty()) {
            const char c = rest_.front();
            if (c == '"' || c == '\'') {
                skip_literal(c);
            } else if (c == '$') {
                rest_.remove_prefix(1);
                words_.variables.push_back(take_qualified_name());
            } else if (begins_name(c)) {
                take_name();
            } else if (is_digit(c)) { // with its point, so that no name begins within a number
                take_while([](char one) { return is_digit(one) || one == '.'; });
            } else {
                rest_.remove_prefix(1);
            }
        }
        return std::move(words_);
    }

private:
    template <class Wanted>
    std::string_view take_while(Wanted wanted) {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), wanted);
        const auto taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(taken.size());
        return taken;
    }

    void skip_literal(char quote) {
        const auto end = rest_.find(quote, 1);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    }

    /// name, or prefix:name, or prefix:*; an axis (name::) is only its name.
    std::string take_qualified_name() {
        std::string name(take_while(continues_name));
        const bool qualified = rest_.size() > 1 && rest_[0] == ':' && rest_[1] != ':';
        if (!qualified) return name;
        words_.prefixes.push_back(name);
        rest_.remove_prefix(1);
        return name + ":" + std::string(take_while(continues_name));
    }

    void take_name() {
        auto name = take_qualified_name();
        const auto next = std::find_if_not(rest_.begin(), rest_.end(), is_blank);
        if (next == rest_.end() || *next != '(') return;
        if (std::find(kNoFunctions.begin(), kNoFunctions.end(), name) != kNoFunctions.end()) return;
        words_.functions.push_back(std::move(name));
    }

    std::string_view rest_;
    XPathWords words_;
};

void ignore_error(void* /*context*/, xmlErrorPtr /*error*/) {}

} // namespace

XPathWords words_of_xpath(std::string_view expression) {
    return Walk(expression).words();
}

std::string nodes_of_pattern(std::string_view pattern) {
    std::string nodes;
    int depth = 0;
    char quote = '\0';
    bool begins = true;
    for (const char c : pattern) {
        if (begins && !is_blank(c)) {
            if (c != '/') nodes += "//";
            begins = false;
        }
        nodes += c;
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '(') {
            ++depth;
        } else if (c == ']' || c == ')') {
            --depth;
        } else if (c == '|' && depth == 0) {
            begins = true;
        }
    }
    return nodes;
}

bool is_xpath(const std::string& expression) {
    const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(xmlXPathNewContext(nullptr),
                                                                                 xmlXPathFreeContext);
    if (!context) fail_out_of_memory();
    context->error = ignore_error; // or libxml2 would print to stderr
    const std::unique_ptr<xmlXPathCompExpr, void (*)(xmlXPathCompExprPtr)> compiled(
        xmlXPathCtxtCompile(context.get(), as_xml(expression.c_str())), xmlXPathFreeCompExpr);
    return compiled != nullptr;
}

} // namespace postern::xml
