// Generated filings: varied declarations on their way into any profile, as its declaration.xsl is given them.
#pragma once

#include "app/gateway.hpp"
#include "core/declaration.hpp"
#include "profiles/pack_functions.hpp"
#include "support/generator/generator.hpp"

#include <cstdint>
#include <string>

namespace postern::tests {

/// Declarations wider than the generator's own: 1 to 20 lines, names in many scripts, every nature, many currencies,
/// weights and values from the least to the greatest that is legal; posted in the profile's country.
class GeneratedFilings {
public:
    GeneratedFilings(app::Gateway& gateway, std::shared_ptr<const profiles::Profile> profile, std::uint64_t seed);

    /// The next filing's tree. declaration() is what it was made of.
    xml::Document next();
    const core::Declaration& declaration() const { return declaration_; }
    /// The profile's document of it; findings of the run in findings.
    xml::Document document(const xml::Document& filing, std::vector<core::Finding>& findings) const;

private:
    template <class Values>
    auto any(const Values& values) {
        return values[random_.next() % values.size()];
    }
    void widen(core::Declaration& declaration);
    void widen_parties(core::Declaration& declaration);
    void widen_lines(core::Declaration& declaration);
    std::shared_ptr<const pipeline::Parts> chain_;
    std::shared_ptr<const profiles::Profile> profile_;
    generator::Generator generator_;
    generator::Random random_;
    core::Declaration declaration_;
};

} // namespace postern::tests
