// The C functions behind "urn:postern:functions:1". No C++ exception passes into libxslt: it is kept, the transform is
// stopped, and Stylesheet::transform throws it again.
#include "xml/extension_calls.hpp"

#include "core/date_pattern.hpp"
#include "core/failure.hpp"
#include "xml/decimal_functions.hpp"
#include "xml/internals.hpp"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace postern::xml {

namespace {

/// The arguments of one call in order, and its answer. The stack of XPath gives the last argument first.
class Call {
public:
    Call(xmlXPathParserContextPtr parser, int count) : parser_(parser), texts_(static_cast<std::size_t>(count)) {
        for (std::size_t i = texts_.size(); i-- > 0;) {
            xmlChar* text = xmlXPathPopString(parser_);
            texts_[i] = view_of(text);
            xmlFree(text);
        }
    }
    bool failed() const { return xmlXPathCheckError(parser_); }
    std::string_view text(std::size_t i) const { return i < texts_.size() ? std::string_view(texts_[i]) : ""; }
    /// A small whole number; above any bound where it is none.
    std::uint32_t number(std::size_t i) const {
        const auto value = core::Decimal::parse(text(i));
        if (!value || value->is_negative()) return std::numeric_limits<std::uint32_t>::max();
        const std::int64_t whole = value->rounded(0, core::Rounding::down).units();
        return static_cast<std::uint32_t>(std::min<std::int64_t>(whole, std::numeric_limits<std::uint32_t>::max()));
    }

private:
    xmlXPathParserContextPtr parser_;
    std::vector<std::string> texts_;
};

TransformCall& call_of(xmlXPathParserContextPtr parser) {
    const xsltTransformContextPtr transform = xsltXPathGetTransformContext(parser);
    if (transform == nullptr || transform->_private == nullptr) throw core::Failure("no transform is running");
    return *static_cast<TransformCall*>(transform->_private);
}

ExtensionFunctions& functions_of(xmlXPathParserContextPtr parser) {
    ExtensionFunctions* functions = call_of(parser).functions;
    if (functions == nullptr) throw core::Failure("the stylesheet calls a function that was not given to it");
    return *functions;
}

void push(xmlXPathParserContextPtr parser, const std::string& text) {
    valuePush(parser, xmlXPathNewCString(text.c_str()));
}
void push(xmlXPathParserContextPtr parser, bool truth) {
    valuePush(parser, xmlXPathNewBoolean(truth ? 1 : 0));
}

void stop(xmlXPathParserContextPtr parser) noexcept {
    if (const xsltTransformContextPtr transform = xsltXPathGetTransformContext(parser)) {
        if (transform->_private != nullptr) {
            static_cast<TransformCall*>(transform->_private)->thrown = std::current_exception();
        }
        transform->state = XSLT_STATE_STOPPED;
    }
    xmlXPathErr(parser, XPATH_EXPR_ERROR);
}

/// Answers the call by what `answer` makes of its arguments.
template <int Fewest, int Most, class Answer>
void serve(xmlXPathParserContextPtr parser, int count, Answer answer) {
    if (count < Fewest || count > Most) {
        xmlXPathSetArityError(parser);
        return;
    }
    try {
        const Call call(parser, count);
        if (call.failed()) return;
        push(parser, answer(call));
    } catch (...) { // whatever it is: an exception must not unwind through C
        stop(parser);
    }
}

void code(xmlXPathParserContextPtr parser, int count) {
    serve<2, 3>(parser, count,
                [&](const Call& call) { return functions_of(parser).code(call.text(0), call.text(1), call.text(2)); });
}

void has_code(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count,
                [&](const Call& call) { return functions_of(parser).has_code(call.text(0), call.text(1)); });
}

void date(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [&](const Call& call) { return functions_of(parser).date(call.text(0), call.text(1)); });
}

void country_name(xmlXPathParserContextPtr parser, int count) {
    serve<1, 1>(parser, count, [&](const Call& call) { return functions_of(parser).country_name(call.text(0)); });
}

void latin(xmlXPathParserContextPtr parser, int count) {
    serve<1, 1>(parser, count, [&](const Call& call) { return functions_of(parser).latin(call.text(0)); });
}

void ascii(xmlXPathParserContextPtr parser, int count) {
    serve<1, 1>(parser, count, [&](const Call& call) { return functions_of(parser).ascii(call.text(0)); });
}

void convert(xmlXPathParserContextPtr parser, int count) {
    serve<3, 3>(parser, count, [&](const Call& call) {
        return functions_of(parser).convert(call.text(0), call.text(1), call.text(2));
    });
}

void finding(xmlXPathParserContextPtr parser, int count) {
    serve<2, 3>(parser, count, [&](const Call& call) {
        const std::uint32_t line_no = call.text(2).empty() ? 0 : call.number(2);
        const bool is_line = line_no != std::numeric_limits<std::uint32_t>::max();
        functions_of(parser).finding(call.text(0), call.text(1), is_line ? line_no : 0);
        return std::string();
    });
}

void decimal(xmlXPathParserContextPtr parser, int count) {
    serve<2, 3>(parser, count, [](const Call& call) { return round_text(call.text(0), call.number(1), call.text(2)); });
}
void multiply(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [](const Call& call) { return multiply_texts(call.text(0), call.text(1)); });
}
void subtract(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [](const Call& call) { return subtract_texts(call.text(0), call.text(1)); });
}
void divide(xmlXPathParserContextPtr parser, int count) {
    serve<3, 4>(parser, count, [](const Call& call) {
        return divide_texts(call.text(0), call.text(1), call.number(2), call.text(3));
    });
}
void compare(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [](const Call& call) { return compare_texts(call.text(0), call.text(1)); });
}
void plain(xmlXPathParserContextPtr parser, int count) {
    serve<1, 1>(parser, count, [](const Call& call) { return plain_text(call.text(0)); });
}

void iso_date(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [](const Call& call) {
        const auto read = core::parse_date_as(call.text(0), call.text(1));
        return read ? core::to_string(*read) : std::string();
    });
}

/// An offset as "+05:45"; nullopt: it is none.
std::optional<std::int64_t> offset_ms(std::string_view offset) {
    const auto noon = core::parse_rfc3339("2000-01-01T12:00:00Z");
    const auto there = core::parse_rfc3339("2000-01-01T12:00:00" + std::string(offset));
    return there ? std::optional(noon->ms - there->ms) : std::nullopt;
}

void local_time(xmlXPathParserContextPtr parser, int count) {
    serve<2, 2>(parser, count, [](const Call& call) {
        constexpr std::size_t kToTheSecond = 19;
        const auto instant = core::parse_rfc3339(call.text(0));
        const auto offset = offset_ms(call.text(1));
        return instant && offset ? core::to_rfc3339({instant->ms + *offset}).substr(0, kToTheSecond) : std::string();
    });
}

/// The one function whose argument is no text: a node-set.
void sum(xmlXPathParserContextPtr parser, int count) {
    if (count != 1) {
        xmlXPathSetArityError(parser);
        return;
    }
    xmlNodeSetPtr nodes = xmlXPathPopNodeSet(parser);
    try {
        std::vector<std::string> texts;
        for (int i = 0; nodes != nullptr && i < nodes->nodeNr; ++i) {
            xmlChar* text = xmlXPathCastNodeToString(nodes->nodeTab[i]);
            texts.emplace_back(view_of(text));
            xmlFree(text);
        }
        if (!xmlXPathCheckError(parser)) push(parser, sum_texts(texts));
    } catch (...) { // as in serve
        stop(parser);
    }
    xmlXPathFreeNodeSet(nodes);
}

struct Named {
    const char* name;
    xmlXPathFunction function;
};
constexpr Named kFunctions[] = {
    {"code", code},
    {"has-code", has_code},
    {"date", date},
    {"country-name", country_name},
    {"finding", finding},
    {"decimal", decimal},
    {"sum", sum},
    {"multiply", multiply},
    {"subtract", subtract},
    {"divide", divide},
    {"compare", compare},
    {"plain", plain},
    {"iso-date", iso_date},
    {"latin", latin},
    {"ascii", ascii},
    {"convert", convert},
    {"local-time", local_time},
};

} // namespace

void register_extension_calls() {
    for (const Named& one : kFunctions) {
        if (xsltRegisterExtModuleFunction(as_xml(one.name), as_xml(kFunctionsNamespace.data()), one.function) != 0) {
            throw core::Failure(std::string("cannot register the function ") + one.name);
        }
    }
}

bool is_extension_function(std::string_view name) {
    return std::any_of(std::begin(kFunctions), std::end(kFunctions),
                       [&](const Named& one) { return one.name == name; });
}

} // namespace postern::xml
