// From what libxml2's validator reports to our faults: kind, place, and what the schema expected.
#pragma once

#include "xml/schema.hpp"

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <cstddef>
#include <exception>
#include <vector>

namespace postern::xml {

/// Gathers the reports of one validation. No text of the sender gets into a fault: of libxml2's message only what it
/// quotes from the schema is taken, from its end, where a sender's value cannot stand.
class FaultCollector {
public:
    static constexpr std::size_t kMostFaults = 100;

    /// To be handed to libxml2, with the collector as its context.
    static void on_report(void* collector, xmlErrorPtr report) noexcept;
    /// In document order. Throws what was thrown inside on_report.
    std::vector<SchemaFault> faults(xmlNodePtr root);

private:
    struct Kept {
        SchemaFault fault;
        const void* place = nullptr; ///< the element or attribute
    };
    void keep(const xmlError& report);

    std::vector<Kept> kept_;
    std::exception_ptr thrown_;
};

} // namespace postern::xml
