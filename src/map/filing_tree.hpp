// The filing tree (urn:postern:filing:1): the canonical declaration with what enrichment adds; input of
// declaration.xsl.
#pragma once

#include "map/enrichment.hpp"
#include "steps/steps.hpp"
#include "xml/document.hpp"

#include <string>

namespace postern::map {

/// Schema: schemas/filing.xsd.
xml::Document filing_tree(const steps::ReadContent& read, const steps::RouteChoice& choice,
                          const steps::Occasion& occasion, const Enrichment& enrichment, const std::string& reference,
                          std::uint32_t version);

} // namespace postern::map
