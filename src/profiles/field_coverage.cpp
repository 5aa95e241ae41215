// Fields against a profile's field table.
#include "profiles/field_coverage.hpp"

namespace postern::profiles {

std::vector<CoveredField> field_coverage(const Profile& profile, const Source* form,
                                         const std::vector<std::string>& text_keys) {
    constexpr std::string_view kField = "field.";
    std::vector<CoveredField> fields;
    for (const auto& key : text_keys) {
        if (!key.starts_with(kField)) continue;
        CoveredField field{key.substr(kField.size()), {}, {}};
        for (const auto& row : profile.fields.rows())
            if (row.field == field.name) field.targets.push_back(row.xpath);
        if (form != nullptr)
            for (const auto& row : form->fields.rows())
                if (row.field == field.name && field.box.empty()) field.box = row.box;
        fields.push_back(std::move(field));
    }
    return fields;
}

} // namespace postern::profiles
