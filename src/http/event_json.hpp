// An event as JSON, the same in a timeline and in the stream.
#pragma once

#include "core/dispatch_id.hpp"
#include "core/event.hpp"
#include "core/position.hpp"
#include "core/time.hpp"
#include "json/writer.hpp"

#include <string_view>

namespace postern::http {

/// What an event's reference is.
inline std::string_view reference_name(const core::Event& event) {
    if (event.type == core::EventType::documents_given) return "document_id";
    if (!core::is_scan(event.type)) return "reference";
    if (core::ReceptacleId::parse(event.reference)) return "receptacle";
    return core::DispatchId::parse(event.reference) ? "dispatch" : "office";
}

/// Members of the open object.
inline void write_event_members(json::Writer& out, const core::Event& event, std::string_view filing_id,
                                std::string_view agency) {
    out.member("event", core::to_string(event.type));
    out.member("happened", core::to_rfc3339(event.happened));
    out.member("received", core::to_rfc3339(event.received));
    const bool is_scan = core::is_scan(event.type);
    out.member("by", event.explicit_customs ? "customs" : is_scan ? "post" : "gateway");
    if (is_scan) out.member("code", core::scan_code(event.type));
    out.member_if("filing_id", filing_id);
    out.member_if("agency", agency);
    out.member_if(reference_name(event), event.reference);
    out.member_if("lane", event.lane);
    out.member_if("reason", event.reason);
    if (!event.asks.empty()) {
        out.key("documents");
        out.begin_array();
        for (const auto type : core::kAttachmentTypes)
            if (event.asks.has(type)) out.value(core::to_string(type));
        out.end_array();
    }
    if (event.deadline) out.member("deadline", core::to_rfc3339(*event.deadline));
}

} // namespace postern::http
