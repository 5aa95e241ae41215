// Stylesheet: libxslt compiled behind the closed loader, run with every permission forbidden and its operations
// counted.
#include "xml/stylesheet.hpp"

#include "core/failure.hpp"
#include "xml/closed_loader.hpp"
#include "xml/extension_calls.hpp"
#include "xml/internals.hpp"

#include <libxml/xpathInternals.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include <algorithm>
#include <cctype>
#include <cstdarg>
#include <exception>
#include <limits>
#include <new>

namespace postern::xml {

namespace {

struct Deleter {
    void operator()(xsltStylesheetPtr style) const { xsltFreeStylesheet(style); }
    void operator()(xsltTransformContextPtr context) const { xsltFreeTransformContext(context); }
    void operator()(xsltSecurityPrefsPtr prefs) const { xsltFreeSecurityPrefs(prefs); }
};
template <class T>
using Owned = std::unique_ptr<T, Deleter>;

std::string_view first_line(std::string_view text) {
    return text.substr(0, std::min<std::size_t>(text.find('\n'), 60));
}

/// The first thing that went wrong in a run, by the name of the engine's own function that says so. Its whole words can
/// hold what a sender wrote (a name made of data, the text of xsl:message), so they are not kept.
struct RunReport {
    std::string first;
    xsltTransformContextPtr run = nullptr;
    xmlNodePtr at = nullptr; ///< the instruction that failed: the engine forgets it on its way out

    void keep_place() noexcept {
        if (at == nullptr && run != nullptr) at = run->inst;
    }
    void keep(std::string_view words) noexcept {
        keep_place();
        const std::string_view name = words.substr(0, words.find(':'));
        const bool is_engine = (name.starts_with("xslt") || name.starts_with("xmlXPath")) &&
                               name.size() < words.size() &&
                               std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c); });
        if (!first.empty() || !is_engine || name.size() > kLongestName) return;
        first.assign(name); // of reserved memory: this is called from C
    }
    static constexpr std::size_t kLongestName = 60;
};

void on_run_error(void* report, const char* format, ...) {
    if (std::string_view(format) != "%s") return; // the place, printed before the words
    va_list arguments;
    va_start(arguments, format);
    const char* words = va_arg(arguments, const char*);
    va_end(arguments);
    if (words != nullptr) static_cast<RunReport*>(report)->keep(words);
}

/// An XPath error's number and the engine's text for it hold nothing of the data.
void on_xpath_error(void* report, xmlErrorPtr error) {
    static_cast<RunReport*>(report)->keep_place();
    auto& first = static_cast<RunReport*>(report)->first;
    if (first.empty() && error->message != nullptr) first.assign(first_line(error->message));
}

/// A copy for the compiler to own: named by the file it was made of, its elements with their lines.
xmlDocPtr with_places(const Document& made, const std::string& path) {
    xmlDocPtr doc = xmlCopyDoc(Internals::doc(made), 1);
    if (doc == nullptr) fail_out_of_memory();
    doc->_private = nullptr;
    doc->URL = xmlStrdup(as_xml(path.c_str()));
    const xmlNodePtr root = xmlDocGetRootElement(doc);
    copy_positions(Internals::node(made.root()), root);
    constexpr std::uint32_t kLastLine = 65'535; // xmlNode::line has 16 bits
    for (xmlNodePtr node = root; node != nullptr; node = next_node(node, root)) {
        if (node->type != XML_ELEMENT_NODE) continue;
        node->line = static_cast<unsigned short>(std::min(kept_line(node), kLastLine));
        node->_private = nullptr;
    }
    return doc;
}

/// xsl:strip-space changes the input itself.
bool strips_space(xsltStylesheetPtr style) {
    for (; style != nullptr; style = xsltNextImport(style)) {
        if (style->stripSpaces != nullptr || style->stripAll != 0) return true;
    }
    return false;
}

/// The limits for this input.
TransformLimits grown(TransformLimits limits, xmlDocPtr input) {
    std::uint64_t elements = 0;
    const xmlNodePtr root = xmlDocGetRootElement(input);
    for (xmlNodePtr node = root; node != nullptr; node = next_node(node, root))
        elements += node->type == XML_ELEMENT_NODE ? 1 : 0;
    const auto more = [&](std::uint32_t base) {
        constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
        return static_cast<std::uint32_t>(std::min(kMost, base + elements * limits.per_element));
    };
    limits.template_operations = more(limits.template_operations);
    limits.xpath_operations = more(limits.xpath_operations);
    return limits;
}

Owned<xsltSecurityPrefs> forbid_everything() {
    Owned<xsltSecurityPrefs> prefs(xsltNewSecurityPrefs());
    if (!prefs) fail_out_of_memory();
    for (const xsltSecurityOption option :
         {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
          XSLT_SECPREF_WRITE_NETWORK}) {
        if (xsltSetSecurityPrefs(prefs.get(), option, xsltSecurityForbid) != 0) fail_out_of_memory();
    }
    return prefs;
}

} // namespace

struct Stylesheet::Compiled {
    std::string path;
    Owned<xsltStylesheet> style;
    Owned<xsltSecurityPrefs> prefs;
    bool changes_input = false;

    void finish(const LoadScope& scope);
    Owned<xsltTransformContext> new_run(xmlDocPtr input, const TransformLimits& limits) const;
    [[noreturn]] void fail(xsltTransformContextPtr run, const TransformLimits& limits, const RunReport& report) const;
};

Stylesheet::Stylesheet() : compiled_(std::make_unique<Compiled>()) {}
Stylesheet::~Stylesheet() = default;

std::shared_ptr<const Stylesheet> Stylesheet::load(const std::string& path, const std::string& also_allowed) {
    const LoadScope scope(path, also_allowed);
    std::shared_ptr<Stylesheet> result(new Stylesheet());
    Compiled& compiled = *result->compiled_;
    compiled.path = path;
    compiled.style.reset(xsltParseStylesheetFile(as_xml(scope.path().c_str())));
    compiled.finish(scope);
    return result;
}

std::shared_ptr<const Stylesheet> Stylesheet::compile(const Document& made, const std::string& path) {
    if (made.empty()) throw core::Failure(path + ": there is no stylesheet to compile");
    const LoadScope scope(path, "");
    std::shared_ptr<Stylesheet> result(new Stylesheet());
    Compiled& compiled = *result->compiled_;
    compiled.path = path;
    xmlDocPtr doc = with_places(made, scope.path());
    compiled.style.reset(xsltParseStylesheetDoc(doc));
    if (!compiled.style) xmlFreeDoc(doc); // it is the compiler's only where there is a stylesheet
    compiled.finish(scope);
    return result;
}

/// Any error or warning refuses it.
void Stylesheet::Compiled::finish(const LoadScope& scope) {
    if (!style || scope.has_reports()) scope.fail("the stylesheet does not compile");
    for (xsltStylesheetPtr part = style.get(); part != nullptr; part = xsltNextImport(part)) {
        if (part->errors != 0 || part->warnings != 0) scope.fail("the stylesheet does not compile");
    }
    prefs = forbid_everything();
    changes_input = strips_space(style.get());
}

Owned<xsltTransformContext> Stylesheet::Compiled::new_run(xmlDocPtr input, const TransformLimits& limits) const {
    Owned<xsltTransformContext> run(xsltNewTransformContext(style.get(), input));
    if (!run || xsltSetCtxtSecurityPrefs(prefs.get(), run.get()) != 0) fail_out_of_memory();
    run->opLimit = limits.template_operations;
    run->xpathCtxt->opLimit = limits.xpath_operations;
    return run;
}

void Stylesheet::Compiled::fail(xsltTransformContextPtr run, const TransformLimits& limits,
                                const RunReport& report) const {
    std::string text = path;
    const xmlNode* at = report.at != nullptr ? report.at : run->inst;
    if (at != nullptr && at->doc != nullptr) {
        text = std::string(view_of(at->doc->URL)) + ":" + std::to_string(xmlGetLineNo(at));
    }
    if (run->opCount >= limits.template_operations) {
        text += ": stopped at the limit of template operations";
    } else if (run->xpathCtxt->opCount >= limits.xpath_operations) {
        text += ": stopped at the limit of XPath operations";
    } else if (!report.first.empty()) {
        text += ": " + report.first;
    } else {
        text += ": stopped by xsl:message or an error";
    }
    throw core::Failure(text + " (" + path + ")");
}

Document Stylesheet::transform(const Document& input,
                               const std::vector<std::pair<std::string, std::string>>& parameters,
                               ExtensionFunctions* functions, const TransformLimits& base) const {
    if (input.empty()) throw core::Failure(compiled_->path + ": there is no document to transform");
    const Document stripped = compiled_->changes_input ? input.copy() : Document();
    xmlDocPtr source = Internals::doc(stripped.empty() ? input : stripped);

    const TransformLimits limits = grown(base, source);
    RunReport report;
    report.first.reserve(RunReport::kLongestName);
    TransformCall call{functions, nullptr};
    const Owned<xsltTransformContext> run = compiled_->new_run(source, limits);
    run->_private = &call;
    report.run = run.get();
    xsltSetTransformErrorFunc(run.get(), &report, on_run_error);
    run->xpathCtxt->error = on_xpath_error;
    run->xpathCtxt->userData = &report;
    for (const auto& [name, value] : parameters) {
        if (xsltQuoteOneUserParam(run.get(), as_xml(name.c_str()), as_xml(value.c_str())) != 0) {
            compiled_->fail(run.get(), limits, report);
        }
    }
    xmlDocPtr made = xsltApplyStylesheetUser(compiled_->style.get(), source, nullptr, nullptr, nullptr, run.get());
    // a result may exist beside an error
    Document result = made == nullptr ? Document() : Internals::adopt(made);
    if (call.thrown) {
        try {
            std::rethrow_exception(call.thrown);
        } catch (const core::Failure&) {
            throw;
        } catch (const std::exception& exception) {
            throw core::Failure(compiled_->path + ": " + exception.what());
        } catch (...) {
            throw core::Failure(compiled_->path + ": a function threw something unknown");
        }
    }
    if (made == nullptr || run->state != XSLT_STATE_OK) compiled_->fail(run.get(), limits, report);
    if (result.empty()) throw core::Failure(compiled_->path + ": gave no document");
    return result;
}

} // namespace postern::xml
