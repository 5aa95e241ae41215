// Settings as text: the file that would give the values in force, and the page of the reference.
#include "app/settings.hpp"

namespace postern::app {

namespace {

std::string value_of(const Settings& settings, const Setting& setting) {
    if (const auto* text = std::get_if<std::string Settings::*>(&setting.member)) return settings.**text;
    if (const auto* number = std::get_if<std::int64_t Settings::*>(&setting.member)) {
        return std::to_string(settings.**number);
    }
    return settings.*std::get<bool Settings::*>(setting.member) ? "true" : "false";
}

std::string type_of(const Setting& setting) {
    switch (setting.type) {
    case SettingType::text: {
        if (setting.unit.empty()) return "text";
        std::string values;
        for (const char sign : setting.unit) {
            if (sign == '|')
                values += " or ";
            else
                values += sign;
        }
        return values;
    }
    case SettingType::file: return "path";
    case SettingType::flag: return "true or false";
    case SettingType::secret: return "`file:` or `env:`";
    case SettingType::number: break;
    }
    std::string bounds = std::to_string(setting.least) + " to " + std::to_string(setting.greatest);
    if (!setting.unit.empty()) bounds.append(" ").append(setting.unit);
    return bounds;
}

} // namespace

std::string print_settings(const Settings& settings) {
    std::string out = "# The settings in force.\n";
    for (const auto& setting : all_settings()) {
        out.append("\n# ").append(setting.text).append("\n");
        out.append(setting.key).append(" = ").append(value_of(settings, setting)).append("\n");
    }
    return out;
}

std::string settings_reference() {
    std::string out = "# Settings\n\nMade from the table in the program; do not edit. A relative path stands from the "
                      "folder of the configuration file.\n\n| key | value | default | meaning |\n|---|---|---|---|\n";
    for (const auto& setting : all_settings()) {
        out.append("| `").append(setting.key).append("` | ").append(type_of(setting)).append(" | ");
        if (!setting.default_value.empty()) out.append("`").append(setting.default_value).append("`");
        out.append(" | ").append(setting.text).append(" |\n");
    }
    return out;
}

} // namespace postern::app
