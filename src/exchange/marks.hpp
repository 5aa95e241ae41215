// Marks: agencies and posts' security mark item ids, and look at what is marked.
#pragma once

#include "core/mark.hpp"
#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/marks.hpp"
#include "ports/world.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// One mark as it was sent.
struct ToldMark {
    std::string item_id;                  ///< S10, blanks between its groups allowed
    std::string kind;                     ///< block, warn or clear
    std::string reason;                   ///< a code; what is cleared needs none
    std::string until;                    ///< RFC 3339, at most a year ahead; what is cleared has none
    std::optional<core::Refusal> refused; ///< it cannot even be read: why
};

/// What became of it.
struct MarkView {
    std::string item_id;                  ///< S10 as we write it; empty: refused
    bool repeat = false;                  ///< it stood so already
    std::string mark_id;                  ///< public, of the mark that counts; empty: refused, or nothing was marked
    std::optional<core::Refusal> refused; ///< why this one, and no other, was not taken
};

/// One mark as it is read.
struct MarkEntry {
    std::string mark_id;
    ports::MarkHead head;
    bool counts = false; ///< now
};

/// Thread-safe. Whose mark it is says the principal: an agency, or a post.
class Marks {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::MarkReader& marks;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    /// For whose items alone an agency's marks count; of one that is not in it: for every post's.
    using PostsOfAgencies = std::map<std::string, std::vector<core::TenantKey>, std::less<>>;

    Marks(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, int window_months, PostsOfAgencies posts)
        : ports_(ports), ids_(std::move(ids)), window_months_(window_months), posts_(std::move(posts)) {}

    /// Answers each by itself, in their order; what is taken is durable when this returns. Refused is what cannot be
    /// read: item_id_invalid, or bad_parameter, which names the member (no such kind, no code, no time, one that has
    /// passed or lies more than a year ahead). An item that is marked twice in one call has the later mark.
    std::vector<MarkView> set(const core::Principal& owner, const std::vector<ToldMark>& told,
                              const std::string& request_id);
    /// Newest first: the own marks, of an item (S10 as we write it) or of any; a post that names an item sees also what
    /// agencies say of it. cursor: mark_id of the last one seen, empty: from the newest on. Refusal: bad_cursor.
    core::Result<std::vector<MarkEntry>> list(const core::Principal& reader, const std::string& item_id,
                                              std::string_view cursor, std::uint32_t limit);

private:
    core::Result<ports::MarkRow> row_of(const ToldMark& told, core::Instant now);

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    int window_months_;
    PostsOfAgencies posts_;
};

} // namespace postern::exchange
