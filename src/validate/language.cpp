// Rules about languages and letters: what is written must be read at the destination.
#include "core/finding_codes.hpp"
#include "text/scripts.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

/// The first script of a text that is not read there; empty: all are.
std::string_view unread_script(std::string_view text, const codelists::Requirement& there) {
    if (there.scripts.empty()) return {};
    const auto scripts = text::scripts_of(text);
    const auto unread = std::find_if(scripts.begin(), scripts.end(),
                                     [&](std::string_view script) { return !there.reads_script(script); });
    return unread == scripts.end() ? std::string_view() : *unread;
}

/// True: something was found.
bool check_letters(Inspection& item, std::string_view text, std::string_view field) {
    const auto script = unread_script(text, item.requirement);
    if (script.empty()) return false;
    item.report(codes::kCharactersDestination, field, {std::string(script), std::string(item.destination())});
    return true;
}

} // namespace

void address_is_read_there(Inspection& item) {
    const auto& to = item.declaration.addressee;
    check_letters(item, to.name, "addressee.name");
    check_letters(item, to.city, "addressee.city");
    for (const auto& line : to.address_lines) {
        if (check_letters(item, line, "addressee.address_lines")) return; // once for all lines
    }
}

void line_description_is_read_there(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.descriptions";
    // of several descriptions one that is read there is enough
    const core::Text* unread_language = nullptr;
    std::string_view script;
    for (const auto& description : line.descriptions) {
        const bool read = description.lang.empty() || item.requirement.reads_language(description.lang);
        const auto other = unread_script(description.value, item.requirement);
        if (read && other.empty()) return;
        if (!other.empty() && script.empty()) script = other;
        if (!read && unread_language == nullptr) unread_language = &description;
    }
    const std::string destination(item.destination());
    if (!script.empty()) {
        item.report(codes::kCharactersDestination, kField, {std::string(script), destination});
    } else if (unread_language != nullptr) {
        item.report(codes::kDescriptionLanguage, kField, {unread_language->lang.substr(0, 8), destination});
    }
}

} // namespace postern::validate
