// Reviews: what policy holds, a person looks at; as a deed, and as the list of what waits.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

/// Numbers are stored.
enum class ReviewDecision : std::uint8_t { open = 0, released = 1, rejected = 2, superseded = 3 };

/// A person decided about a held declaration. Released: its verdict is accepted from now on, and its held filings are
/// offered, or wait by their terms. Rejected: its verdict is rejected, and they end as rejected. The same again of the
/// same version changes nothing. No: not_found, declaration_cancelled, not_held (nothing is to be decided).
struct DeclarationReviewed {
    core::DeclarationKey declaration;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    ReviewDecision decision = ReviewDecision::released; ///< released or rejected
    std::string reason;                                 ///< a code, at most 64 bytes
    core::Instant at;
    core::Instant window_from; ///< scans of item ids first received before this do not count
};

/// A declaration that waits for a person.
struct OpenReview {
    core::DeclarationKey declaration;
    std::uint32_t version = 0;
    std::string item_id; ///< may be empty
    core::Instant since;
    std::vector<std::string> findings; ///< codes of that version's, warnings and errors
};
struct ReviewQuestion {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant after_since; ///< place of the last one seen
    core::DeclarationKey after;
    std::uint32_t limit = 100;
};

class ReviewReader {
public:
    virtual ~ReviewReader() = default;
    /// Oldest first.
    virtual std::vector<OpenReview> open_reviews(const ReviewQuestion& question) = 0;
};

} // namespace postern::ports
