// Schema: libxml2's compiler behind the closed loader, and one validation context a check.
#include "xml/schema.hpp"

#include "core/failure.hpp"
#include "xml/closed_loader.hpp"
#include "xml/internals.hpp"
#include "xml/schema_faults.hpp"

#include <libxml/xmlschemas.h>

#include <string>

namespace postern::xml {

namespace {

struct Deleter {
    void operator()(xmlSchemaPtr schema) const { xmlSchemaFree(schema); }
    void operator()(xmlSchemaParserCtxtPtr parser) const { xmlSchemaFreeParserCtxt(parser); }
    void operator()(xmlSchemaValidCtxtPtr run) const { xmlSchemaFreeValidCtxt(run); }
};

void on_compile_report(void* scope, xmlErrorPtr report) noexcept {
    try {
        std::string text = report->file == nullptr ? "" : report->file;
        text.append(":").append(std::to_string(report->line)).append(": ");
        static_cast<LoadScope*>(scope)->report(text + (report->message == nullptr ? "refused" : report->message));
    } catch (...) { // must not unwind through C; the compiler's outcome refuses the schema
        return;
    }
}

} // namespace

struct Schema::Compiled {
    std::unique_ptr<xmlSchema, Deleter> schema;
};

Schema::Schema() : compiled_(std::make_unique<Compiled>()) {}
Schema::~Schema() = default;

std::shared_ptr<const Schema> Schema::load(const std::string& path, const std::string& also_allowed) {
    LoadScope scope(path, also_allowed);
    const std::unique_ptr<xmlSchemaParserCtxt, Deleter> parser(xmlSchemaNewParserCtxt(scope.path().c_str()));
    if (!parser) fail_out_of_memory();
    xmlSchemaSetParserStructuredErrors(parser.get(), on_compile_report, &scope);
    std::shared_ptr<Schema> result(new Schema());
    result->compiled_->schema.reset(xmlSchemaParse(parser.get()));
    if (!result->compiled_->schema || scope.has_reports()) scope.fail("the schema does not compile");
    return result;
}

std::vector<SchemaFault> Schema::check(const Document& document) const {
    if (document.empty()) throw core::Failure("there is no document to check");
    const std::unique_ptr<xmlSchemaValidCtxt, Deleter> run(xmlSchemaNewValidCtxt(compiled_->schema.get()));
    if (!run) fail_out_of_memory();
    FaultCollector collector;
    xmlSchemaSetValidStructuredErrors(run.get(), FaultCollector::on_report, &collector);
    const int outcome = xmlSchemaValidateDoc(run.get(), Internals::doc(document));
    if (outcome < 0) throw core::Failure("libxml2's validator failed within itself");
    std::vector<SchemaFault> faults = collector.faults(Internals::node(document.root()));
    if (outcome > 0 && faults.empty()) throw core::Failure("a tree is not valid and libxml2 does not say where");
    return faults;
}

} // namespace postern::xml
