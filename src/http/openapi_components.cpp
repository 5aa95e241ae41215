// Components of the OpenAPI document: what is sent and answered, as a table.
#include "http/openapi.hpp"

#include <algorithm>

namespace postern::http {

namespace {

void write_type(json::Writer& out, std::string_view type) {
    if (type.starts_with('[')) {
        out.member("type", "array");
        out.key("items");
        out.begin_object();
        write_type(out, type.substr(1, type.size() - 2));
        out.end_object();
    } else if (type == "string" || type == "integer" || type == "boolean" || type == "object") {
        out.member("type", type);
    } else if (type.front() >= 'A' && type.front() <= 'Z' && type.find('|') == std::string_view::npos) {
        out.member("$ref", "#/components/schemas/" + std::string(type));
    } else {
        out.member("type", "string");
        out.key("enum");
        out.begin_array();
        for (std::size_t at = 0; at <= type.size();) {
            const std::size_t bar = std::min(type.find('|', at), type.size());
            out.value(type.substr(at, bar - at));
            at = bar + 1;
        }
        out.end_array();
    }
}

/// What is no JSON: a message, a document.
bool is_text(const Component& component) {
    return component.name == "Message" || component.name == "PrefillTable" || component.name == "AttachmentContent";
}

} // namespace

const std::vector<Component>& all_components() {
    static const std::vector<Component> kAll = [] {
        std::vector<Component> all = post_components();
        for (auto part : {attachment_components, referral_components, agency_components, requirement_components,
                          register_components, webhook_components, statistics_components, departure_components,
                          evidence_components, dispatch_components, item_id_components, prefill_components,
                          counter_components, bag_components, hs_code_components, other_components})
            for (Component& component : part())
                all.push_back(std::move(component));
        return all;
    }();
    return kAll;
}

void write_components(json::Writer& out) {
    out.begin_object();
    for (const Component& component : all_components()) {
        out.key(component.name);
        out.begin_object();
        if (!component.text.empty()) out.member("description", component.text);
        if (is_text(component)) {
            out.member("type", "string");
        } else {
            out.member("type", "object");
            out.key("properties");
            out.begin_object();
            for (const Property& property : component.properties) {
                out.key(property.name);
                out.begin_object();
                write_type(out, property.type);
                if (!property.text.empty()) out.member("description", property.text);
                out.end_object();
            }
            out.end_object();
            out.key("required");
            out.begin_array();
            for (const Property& property : component.properties)
                if (property.required) out.value(property.name);
            out.end_array();
        }
        out.end_object();
    }
    out.end_object();
}

} // namespace postern::http
