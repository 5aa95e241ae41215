// PackFunctions: what a profile's stylesheet may ask of us during one run, answered from the profile's own tables.
#pragma once

#include "core/finding.hpp"
#include "profiles/profile.hpp"
#include "xml/stylesheet.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// Made anew for each run; collects the run's findings. A code that a table lacks is one finding per table and code.
class PackFunctions : public xml::ExtensionFunctions {
public:
    using CountryNames = std::function<std::string(std::string_view)>;
    PackFunctions(const Profile& profile, CountryNames country_names)
        : profile_(profile), country_names_(std::move(country_names)) {}

    std::string code(std::string_view table, std::string_view key, std::string_view column) override;
    bool has_code(std::string_view table, std::string_view key) override;
    std::string date(std::string_view iso, std::string_view pattern) override;
    std::string country_name(std::string_view alpha2) override { return country_names_(alpha2); }
    /// CODE-MISSING names the table whose keys come from that field, as code() does, and knows the line besides.
    void finding(std::string_view code, std::string_view field, std::uint32_t line_no) override;

    std::vector<core::Finding> take_findings() { return std::move(findings_); }

private:
    const Profile& profile_;
    CountryNames country_names_;
    std::vector<core::Finding> findings_;
};

} // namespace postern::profiles
