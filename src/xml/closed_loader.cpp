// The closed loader: replaces every way by which libxml2 and libxslt open something, so a forgotten option opens
// nothing.
#include "xml/closed_loader.hpp"

#include "core/failure.hpp"
#include "xml/internals.hpp"

#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxml/xmlIO.h>
#include <libxslt/documents.h>
#include <libxslt/xsltutils.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <exception>

namespace postern::xml {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestReport = 2'000;
thread_local LoadScope* current_scope = nullptr;

bool lies_below(const fs::path& file, const fs::path& folder) {
    if (folder.empty()) return false;
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return end == folder.end() && rest != file.end();
}

/// The real path of what an engine names, if this thread may open it now; empty: it may not.
/// Never throws: it is called from C.
std::string openable(const char* name) noexcept {
    try {
        if (current_scope == nullptr || name == nullptr) return {};
        std::error_code error;
        fs::path file = fs::canonical(name, error);
        if (error) { // the engines escape blanks and other signs of a URI
            const std::unique_ptr<char, void (*)(void*)> plain(xmlURIUnescapeString(name, 0, nullptr), xmlFree);
            if (!plain) return {};
            file = fs::canonical(plain.get(), error);
        }
        if (error || !fs::is_regular_file(file, error) || !current_scope->allows(file)) return {};
        return file.string();
    } catch (const std::exception&) {
        return {};
    }
}

int match_file(const char* name) {
    return openable(name).empty() ? 0 : 1;
}
void* open_file(const char* name) {
    const std::string file = openable(name);
    return file.empty() ? nullptr : std::fopen(file.c_str(), "rb");
}
int read_file(void* file, char* buffer, int length) {
    const std::size_t got = std::fread(buffer, 1, static_cast<std::size_t>(length), static_cast<FILE*>(file));
    return std::ferror(static_cast<FILE*>(file)) != 0 ? -1 : static_cast<int>(got);
}
int close_file(void* file) {
    return std::fclose(static_cast<FILE*>(file));
}

int match_nothing(const char* /*name*/) {
    return 0;
}
void* open_nothing(const char* /*name*/) {
    return nullptr;
}

xmlParserInputPtr load_entity(const char* url, const char* /*id*/, xmlParserCtxtPtr context) {
    return openable(url).empty() ? nullptr : xmlNewInputFromFile(context, url);
}

/// xsl:import and xsl:include; document() (XSLT_LOAD_DOCUMENT) opens nothing, whatever the scope.
xmlDocPtr load_stylesheet(const xmlChar* url, xmlDictPtr dictionary, int /*options*/, void* /*context*/,
                          xsltLoadType type) {
    const char* name = reinterpret_cast<const char*>(url);
    if (type == XSLT_LOAD_DOCUMENT || openable(name).empty()) return nullptr;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (parser == nullptr) return nullptr;
    if (dictionary != nullptr) { // libxslt compares names of a stylesheet by address
        xmlDictFree(parser->dict);
        parser->dict = dictionary;
        xmlDictReference(dictionary);
    }
    xmlDocPtr doc = xmlCtxtReadFile(parser, name, nullptr, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlFreeParserCtxt(parser);
    if (doc != nullptr && doc->intSubset != nullptr) { // a stylesheet of ours needs no DTD, so none is read
        xmlFreeDoc(doc);
        doc = nullptr;
        if (current_scope != nullptr) current_scope->report(std::string(name) + ": a DOCTYPE is not allowed");
    }
    return doc;
}

void report_text(const char* text) noexcept {
    if (current_scope == nullptr) return;
    try {
        current_scope->report(text);
    } catch (const std::exception&) { // a report that cannot be kept: the compile is refused by its outcome
        return;
    }
}

void on_generic_error(void* /*context*/, const char* format, ...) {
    std::array<char, kLongestReport> text{};
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text.data(), text.size(), format, arguments);
    va_end(arguments);
    report_text(text.data());
}

void on_structured_error(void* /*context*/, xmlErrorPtr error) {
    // M33's namespace is literally "m33": a relative URI, deprecated but not wrong
    if (error->code == XML_WAR_NS_URI_RELATIVE) return;
    std::array<char, kLongestReport> text{};
    std::snprintf(text.data(), text.size(), "%s:%d: %s", error->file == nullptr ? "" : error->file, error->line,
                  error->message == nullptr ? "" : error->message);
    report_text(text.data());
}

} // namespace

LoadScope::LoadScope(const std::string& path, const std::string& also_allowed) : outer_(current_scope) {
    std::error_code error;
    const fs::path file = fs::canonical(path, error);
    if (error) throw core::Failure(path + ": cannot be read");
    path_ = file.string();
    folder_ = file.parent_path();
    if (!also_allowed.empty()) {
        also_allowed_ = fs::canonical(also_allowed, error);
        if (error) throw core::Failure(also_allowed + ": cannot be read");
    }
    current_scope = this;
    // of this thread: what runs elsewhere meanwhile stays silent
    xmlSetStructuredErrorFunc(nullptr, on_structured_error);
}

LoadScope::~LoadScope() {
    current_scope = outer_;
    if (outer_ == nullptr) xmlSetStructuredErrorFunc(nullptr, nullptr);
}

bool LoadScope::allows(const fs::path& file) const {
    return lies_below(file, folder_) || lies_below(file, also_allowed_);
}

void LoadScope::report(const std::string& text) {
    if (reports_.size() < kLongestReport) reports_ += text;
}

void LoadScope::fail(const std::string& otherwise) const {
    std::string text = reports_.empty() ? path_ + ": " + otherwise : reports_;
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    throw core::Failure(text.find(path_) == std::string::npos ? path_ + ": " + text : text);
}

LoadScope* LoadScope::current() {
    return current_scope;
}

void install_closed_loader() {
    xmlCleanupInputCallbacks(); // files, gzip, HTTP and FTP go
    if (xmlRegisterInputCallbacks(match_file, open_file, read_file, close_file) < 0) fail_out_of_memory();
    xmlCleanupOutputCallbacks(); // nothing is ever written by an engine; an empty table would bring the defaults back
    if (xmlRegisterOutputCallbacks(match_nothing, open_nothing, nullptr, nullptr) < 0) fail_out_of_memory();
    xmlSetExternalEntityLoader(load_entity);
    xsltSetLoaderFunc(load_stylesheet);
    // both engines print to stderr by default; of this thread, of every later one, and libxslt's own
    xmlSetGenericErrorFunc(nullptr, on_generic_error);
    xmlThrDefSetGenericErrorFunc(nullptr, on_generic_error);
    xsltSetGenericErrorFunc(nullptr, on_generic_error);
}

} // namespace postern::xml
