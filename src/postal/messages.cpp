// Messages: the same events give the same bytes.
#include "postal/messages.hpp"

#include "xml/document.hpp"

#include <initializer_list>
#include <string_view>

namespace postern::postal {

namespace {

constexpr std::string_view kCusrspNamespace = "urn:postern:cusrsp:1";

void add_where_known(xml::Element& response, std::string_view name, const std::string& text) {
    if (!text.empty()) response.add(name, text);
}

void add_line(std::string& out, std::initializer_list<std::string_view> cells) {
    for (const auto cell : cells)
        out.append(cell).append(",");
    out.back() = '\n';
}

} // namespace

std::string cusrsp_message(const FileHead& head, std::span<const PostalEvent> events) {
    const auto document = xml::Document::create("cusrsp", kCusrspNamespace);
    auto message = document.root().add("message");
    message.add("number", std::to_string(head.number));
    message.add("post", head.post);
    message.add("mode", core::to_string(head.mode));
    message.add("made", core::to_rfc3339(head.made));
    for (const auto& event : events) {
        auto response = document.root().add("response");
        response.add("event_id", event.event_id);
        response.add("item_id", event.item_id);
        response.add("customs", event.agency);
        response.add("leg", ports::to_string(event.leg));
        response.add("event", core::to_string(event.type));
        response.add("decision_category", event.code.category);
        add_where_known(response, "decision_code", event.code.decision);
        add_where_known(response, "decision_reason", event.reason);
        response.add("clearance_time", core::to_rfc3339(event.happened));
        add_where_known(response, "national_number", event.number);
        response.add("office", head.office);
    }
    return document.serialise_document();
}

std::string emsevt_lines(const FileHead& head, std::span<const PostalEvent> events, const text::Zone& zone) {
    std::string out;
    add_line(out, {"item_id", "event", "happened_utc", "happened_local", "office", "reason", "customs", "event_id"});
    for (const auto& event : events)
        add_line(out, {event.item_id, event.code.emsevt, core::to_rfc3339(event.happened),
                       zone.local_time(event.happened), head.office, event.code.reason, event.agency, event.event_id});
    return out;
}

} // namespace postern::postal
