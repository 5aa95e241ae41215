// Forms: an answer against the component that the OpenAPI document gives for it.
#pragma once

#include "http/openapi.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string_view>

namespace postern::tests::api {

/// The answer holds every member its component requires, and none that the document does not name.
inline void check_form(const json::Value& value, std::string_view type) {
    if (type.starts_with('[')) {
        BOOST_REQUIRE((value.kind() == json::Kind::array));
        for (const json::Value& item : value.items())
            check_form(item, type.substr(1, type.size() - 2));
        return;
    }
    const auto& all = http::all_components();
    const auto component = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.name == type; });
    if (component == all.end()) return; // a plain type
    BOOST_TEST_CONTEXT("component " << type) {
        BOOST_REQUIRE((value.kind() == json::Kind::object));
        for (const auto& property : component->properties) {
            const json::Value* member = value.find(property.name);
            if (property.required) BOOST_TEST((member != nullptr), "misses " << property.name);
            if (member != nullptr) check_form(*member, property.type);
        }
        for (const auto& [name, member] : value.members()) {
            const bool named = std::any_of(component->properties.begin(), component->properties.end(),
                                           [&](const auto& property) { return property.name == name; });
            BOOST_TEST(named, "has an unnamed " << name);
        }
    }
}

} // namespace postern::tests::api
