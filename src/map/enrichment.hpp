// Enrichment: what no CN 23 carries and the authority asks, from the operator's own lists. What they do not tell is a
// finding, never a guess.
#pragma once

#include "steps/steps.hpp"
#include "xml/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace postern::map {

struct LineEnrichment {
    std::string commodity_code; ///< digits to declare by: as sent, or the one national code that is meant
    std::string choices;        ///< the national codes that may be meant, where there are several
    bool is_unknown = false;    ///< the national tariff has no such code on that day
    std::string unit;           ///< of the supplementary quantity, as the authority calls it; empty: none is asked
    std::optional<core::Decimal> quantity; ///< in that unit; none although one is asked: the form does not say it
};

class Enrichment {
public:
    /// On the day of the lodgement, for the profile of the route, by the lists that judged the declaration. All of them
    /// must outlive it.
    Enrichment(const core::Declaration& declaration, const codelists::Codelists& lists,
               const steps::RouteChoice& choice, const steps::Occasion& occasion);

    /// Adds what was found to the filing tree, ahead of the lines.
    void write(xml::Element& enriched) const;
    void write_line(xml::Element& line, std::size_t index) const;
    /// Its own findings, and what the stylesheets' findings need to be understood: which codes may be meant.
    void tell(std::vector<core::Finding>& findings) const;

private:
    void find_exporter_number();
    void find_registered_number(const profiles::CodeTable& schemes);
    void find_mandate();
    void find_offices();
    LineEnrichment of_line(const core::ContentLine& line) const;
    void ask_quantity(const core::ContentLine& line, const codelists::TariffLine& tariff, LineEnrichment& out) const;
    bool is_occasional() const;

    const core::Declaration& declaration_;
    const profiles::Profile& profile_;
    const codelists::Codelists& lists_;
    std::string agency_;
    std::string post_;
    core::Date day_;
    const codelists::Exporter* exporter_ = nullptr;

    struct ExporterNumber {
        std::string scheme, number, basis;
    };
    std::optional<ExporterNumber> number_; ///< none: the declaration has one itself, or nobody knows one
    std::string mandate_;                  ///< its reference
    const codelists::Offices* offices_ = nullptr;
    std::vector<LineEnrichment> lines_;
    std::vector<core::Finding> findings_;
};

} // namespace postern::map
