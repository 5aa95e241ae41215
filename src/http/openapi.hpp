// The OpenAPI 3.1 document, made from the table of routes.
#pragma once

#include "json/writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

/// The document as it is served, one line of JSON.
std::string openapi_document();

/// A member of a component: type is "string", "integer", "boolean", "object", a component's name, or any of these in
/// brackets for a list; "a|b" is one of these strings.
struct Property {
    std::string_view name;
    std::string_view type;
    bool required;
    std::string_view text;
};
struct Component {
    std::string_view name;
    std::string_view text;
    std::vector<Property> properties;
};
/// What is sent and answered; its names are those of the writers, and the API tests compare them.
std::vector<Component> post_components();
std::vector<Component> counter_components();
std::vector<Component> attachment_components();
std::vector<Component> evidence_components();
std::vector<Component> agency_components();
std::vector<Component> requirement_components();
std::vector<Component> hs_code_components();
std::vector<Component> register_components();
std::vector<Component> dispatch_components();
std::vector<Component> webhook_components();
std::vector<Component> referral_components();
std::vector<Component> departure_components();
std::vector<Component> statistics_components();
std::vector<Component> item_id_components();
std::vector<Component> prefill_components();
std::vector<Component> bag_components();
std::vector<Component> other_components();
const std::vector<Component>& all_components();
void write_components(json::Writer& out);

} // namespace postern::http
