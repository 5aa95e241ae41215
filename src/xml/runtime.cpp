// Runtime: the order matters: the environment first, then the engines, then what we hang into them.
#include "xml/runtime.hpp"

#include "core/failure.hpp"
#include "xml/closed_loader.hpp"
#include "xml/extension_calls.hpp"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xpath.h>
#include <libxslt/xslt.h>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLException.hpp>

#include <cstdlib>
#include <mutex>

namespace postern::xml {

namespace {

constexpr int kDeepestTemplate = 2'000;
/// Setting the environment is safe only while there is one thread, which Runtime asks of its caller.
constexpr auto kSetEnvironment = &::setenv;

/// Once per process and never undone: libxml2 may be used by other libraries too, and a cleanup would pull it from
/// under them. What it holds dies with the process.
void start_engines() {
    // Xerces 3.2.4 knows no feature to refuse a DOCTYPE; it reads this variable while it initialises
    if (kSetEnvironment("XERCES_DISABLE_DTD", "1", 1) != 0) throw core::Failure("cannot disable DTDs in Xerces");
    try {
        xercesc::XMLPlatformUtils::Initialize();
    } catch (const xercesc::XMLException&) {
        throw core::Failure("Xerces cannot be started");
    }
    xmlInitParser();
    xmlXPathInit();
    if (xmlSchemaInitTypes(), xmlSchemaGetBuiltInType(XML_SCHEMAS_STRING) == nullptr) {
        throw core::Failure("libxml2 has no schema types");
    }
    xsltInit();
    xsltMaxDepth = kDeepestTemplate;
    // not exsltRegisterAll: it brings a clock (date:date-time), dyn:evaluate and file output
    exsltCommonRegister();
    exsltSetsRegister();
    exsltStrRegister();
    install_closed_loader();
    register_extension_calls();
}

} // namespace

Runtime::Runtime() {
    static std::once_flag started;
    std::call_once(started, start_engines);
}

} // namespace postern::xml
