// Documents made anew: a filing that waits for the closing of its dispatch gets the document that names it.
#pragma once

#include "core/finding.hpp"
#include "core/keys.hpp"
#include "core/time.hpp"
#include "ports/rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// One filing whose newest document nobody was offered yet.
struct DocumentAnew {
    core::FilingKey filing;
    std::uint32_t version = 0; ///< of the document that it takes the place of
    std::string route;
    std::string profile;
    std::string profile_version;
    std::string profile_hash;
    core::Verdict verdict = core::Verdict::accepted; ///< not accepted: the filing is held
    std::optional<DocumentRow> document;             ///< none: the one that is there stays
    std::vector<core::Finding> findings;             ///< of the route, in place of those that the version has of it
};

/// Documents of a declaration that take the place of those that nobody was offered; their version stays, for to its
/// agency it is the same. A filing that waits no more, or whose document has moved on, is passed over. No:
/// version_moved (of the declaration), not_found.
struct DocumentsMadeAnew {
    core::DeclarationKey declaration;
    std::uint32_t expected_version = 0;
    std::uint32_t content_version = 0; ///< whose content was mapped: its findings they are
    core::Instant at;
    std::vector<DocumentAnew> filings;
};

} // namespace postern::ports
