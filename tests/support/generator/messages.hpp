// Messages: declarations written as each source wants them, as a post would send them.
#pragma once

#include "core/declaration.hpp"

#include <span>
#include <string>
#include <string_view>

namespace postern::generator {

std::string to_cn22_xml(const core::Declaration& declaration);
std::string to_cn23_xml(const core::Declaration& declaration);
/// The form that the declaration names.
std::string to_form_xml(const core::Declaration& declaration);

/// One declaration as a JSON message (schemas/declaration.schema.json).
std::string to_json(const core::Declaration& declaration);

struct ItmattHeader {
    std::string_view message_reference = "GEN-1";
    bool test = true;
};
/// Address lines beyond the second are left out: ITMATT has two.
std::string to_itmatt_xml(std::span<const core::Declaration> declarations, const ItmattHeader& header = {});

} // namespace postern::generator
