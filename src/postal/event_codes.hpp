// EventCodes: what an event here is in the messages of posts: a code of EMSEVT, a decision of CUSRSP. Data, not code.
#pragma once

#include "core/event.hpp"
#include "ports/post_files.hpp"
#include "ports/rows.hpp"

#include <map>
#include <string>
#include <tuple>

namespace postern::postal {

/// What one event is told as.
struct EventCode {
    std::string emsevt;   ///< "EXA", "EXB" …; empty: no line
    std::string reason;   ///< beside it; may be empty
    std::string category; ///< of the decision, as schemas/upu/cusrsp.xsd lists them; empty: no response
    std::string decision; ///< code of the decision in the post's own customs system; may be empty
};

/// Immutable, thread-safe.
class EventCodes {
public:
    /// A CSV table: event, by (customs, gateway), leg (export, import, return; both may list several), emsevt, reason,
    /// category, decision. Throws core::Failure naming file and line: no such word, or an event that two rows are of.
    static EventCodes load(const std::string& path);

    /// nullptr: it is not told.
    const EventCode* of(core::EventType type, bool by_customs, ports::Leg leg, ports::PostFileKind kind) const;
    /// Whether an event of that type is told in any case.
    bool tells(core::EventType type, ports::PostFileKind kind) const;

private:
    std::map<std::tuple<core::EventType, bool, ports::Leg>, EventCode> codes_;
};

} // namespace postern::postal
