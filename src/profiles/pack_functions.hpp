// PackFunctions: what a profile's stylesheet may ask of us during one run, answered from the profile's own tables.
#pragma once

#include "core/finding.hpp"
#include "core/money.hpp"
#include "profiles/profile.hpp"
#include "text/transliterate.hpp"
#include "xml/stylesheet.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// Made anew for each run; collects the run's findings. A code that a table lacks is one finding per table and code.
class PackFunctions : public xml::ExtensionFunctions {
public:
    using CountryNames = std::function<std::string(std::string_view)>;
    /// An amount at the authority's rates of the day that counts; nullopt: there is no such rate.
    using Converter = std::function<std::optional<core::Money>(const core::Money&, std::string_view to)>;
    PackFunctions(const Profile& profile, CountryNames country_names, Converter converter = {})
        : profile_(profile), country_names_(std::move(country_names)), converter_(std::move(converter)) {}

    std::string code(std::string_view table, std::string_view key, std::string_view column) override;
    bool has_code(std::string_view table, std::string_view key) override;
    std::string date(std::string_view iso, std::string_view pattern) override;
    std::string country_name(std::string_view alpha2) override { return country_names_(alpha2); }
    std::string latin(std::string_view text) override { return text::to_latin(text); }
    std::string ascii(std::string_view text) override { return text::to_ascii(text); }
    std::string convert(std::string_view amount, std::string_view currency, std::string_view to) override;
    /// CODE-MISSING names the table whose keys come from that field, as code() does, and knows the line besides.
    void finding(std::string_view code, std::string_view field, std::uint32_t line_no) override;

    std::vector<core::Finding> take_findings() { return std::move(findings_); }

private:
    const Profile& profile_;
    CountryNames country_names_;
    Converter converter_;
    std::vector<core::Finding> findings_;
};

} // namespace postern::profiles
