// Marks: an agency or a post's security says of item ids that they must not leave; as a deed, and as they are read.
#pragma once

#include "core/keys.hpp"
#include "core/mark.hpp"
#include "core/principal.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::ports {

struct MarkRow {
    core::MarkKey key;
    std::string public_id; ///< what the event refers to
    std::string item_id;   ///< S10 as we write it
    core::MarkKind kind = core::MarkKind::warn;
    std::string reason;  ///< a code, at most 64 bytes
    core::Instant until; ///< of what is cleared: nothing
};

/// One owner marks items; its newest mark of an item counts. Posts that have the item hear of it; where none has it
/// yet, those that are named do when they declare it. The deed has no "no": outcome.marks says of each what became of
/// it.
struct MarkSet {
    core::TenantKey tenant; ///< the post whose mark it is; 0: the agency's
    core::AgencyKey agency;
    std::vector<core::TenantKey> posts; ///< of an agency: for whose items alone it counts; empty: for any post's
    core::Mode mode = core::Mode::test;
    core::Instant at;
    core::Instant window_from; ///< item ids first received before this do not count (S10 re-use)
    std::vector<MarkRow> marks;
};

struct MarkOutcome {
    bool repeat = false; ///< it stood so already: nothing is written
    core::MarkKey key;   ///< the mark that counts; 0: there was nothing to clear
};

struct MarkHead {
    core::MarkKey key;
    std::string item_id;
    core::Mark mark;
    bool counts = false; ///< the newest of its owner; whether it ended is another question
};

struct MarkQuestion {
    core::TenantKey tenant; ///< who asks: a post, or
    core::AgencyKey agency; ///< an agency
    core::Mode mode = core::Mode::test;
    std::string item_id;     ///< empty: any, of the own marks
    std::int64_t before = 0; ///< key of the last mark seen; 0: from the newest on
    std::uint32_t limit = 100;
};

class MarkReader {
public:
    virtual ~MarkReader() = default;
    /// Newest first: the asker's own, and for a post that names an item those that agencies set on it.
    virtual std::vector<MarkHead> marks(const MarkQuestion& question) = 0;
};

} // namespace postern::ports
