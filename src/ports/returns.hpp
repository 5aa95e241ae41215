// Returns: an item that comes back, as a deed.
#pragma once

#include "ports/rows.hpp"

#include <string>
#include <vector>

namespace postern::ports {

/// An item that was lodged comes back: filings of the leg return are made beside those of its export, which stay as
/// they are. No version is made. Said again under the same S10 it changes nothing: outcome.repeat. No: not_found (not
/// the tenant's and mode's), declaration_cancelled, version_moved (expected_version is not the current one),
/// item_id_already_bound (it comes back under another S10), identity_taken (item_id is another declaration's, or the
/// return of one), reference_taken.
struct ReturnDeclared {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::uint32_t expected_version = 0; ///< whose content was judged
    std::string item_id;                ///< S10 under which it comes back; empty: the declaration's
    core::Instant at;
    core::Instant window_from;       ///< item ids first received before this do not count
    std::vector<FilingRow> filings;  ///< each with the export filing that it returns
    std::vector<core::Event> events; ///< the item's item_returning, and those of the filings
};

} // namespace postern::ports
