// Cases: a profile's own examples and what must come of them. `postern profiles test` and the tests run them, and so
// does whoever loads a changed profile before it is used.
//
//   cases/declaration/NAME.filing.xml    a filing; with NAME.findings.csv (code,field,line,arguments…) and
//   NAME.document.xml,
//                                        or without it where no valid document can be made
//                                        and NAME.document.csv, .json where render.xml writes them
//   cases/register/NAME.filings.xml      filings as the rows of one register (urn:postern:filings:1): the same
//   cases/answer/NAME.message.xml        a message of the authority; with NAME.answer.xml
//   cases/rates.csv                      currency,to,per_unit: the authority's rates of the cases; may be left out
#pragma once

#include "profiles/pack_functions.hpp"

#include <string>
#include <vector>

namespace postern::profiles {

struct CaseResult {
    std::string name;  ///< "declaration/parcel-one-line"
    std::string fault; ///< what differs, as lines with - (expected) and + (given); empty: it is as expected
    std::vector<core::Finding> findings;
};

/// What the cases are run with.
struct CaseWorld {
    const xml::Schema& filing; ///< schemas/filing.xsd
    const xml::Schema& answer; ///< schemas/answer.xsd
    PackFunctions::CountryNames country_names;
};

/// compare: expected files are read; record: they are written anew, to be looked at before they are believed.
enum class Cases : std::uint8_t { compare, record };

/// Throws core::Failure where a case cannot be read. A run that fails is a fault of its case.
std::vector<CaseResult> run_cases(const Profile& profile, const std::string& folder, const CaseWorld& world,
                                  Cases what = Cases::compare);

/// What differs between two texts, by lines; empty: nothing.
std::string difference(const std::string& expected, const std::string& given);
/// A tree as lines: names, namespaces where they change, attributes by name, texts of leaves. White space between
/// elements does not count.
std::string outline(const xml::Document& document);

} // namespace postern::profiles
