// Rows: how values of the domain are read from rows, the same for the writer's preconditions and for the readers.
#pragma once

#include "core/mark.hpp"
#include "ports/readers.hpp"
#include "store/sqlite/connection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::store::sqlite {

/// An Idempotency-Key counts for so many milliseconds.
constexpr std::int64_t kIdempotencyKeysKept = core::kDayMs;

/// The current declaration of an identity: by item id within the window, else sender reference, else (rejected ones
/// with neither) content.
std::optional<core::DeclarationKey> find_known(Connection& connection, const ports::Identity& identity);
/// By item id alone, first received not before window_from, newest first.
std::optional<core::DeclarationKey> find_item(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                              std::string_view item_id, core::Instant window_from);
/// Whether a counter voided a declaration of that item id, first received not before window_from, and its label.
bool is_spoilt(Connection& connection, core::TenantKey tenant, core::Mode mode, std::string_view item_id,
               core::Instant window_from);
std::optional<ports::DeclarationHead> read_head(Connection& connection, core::DeclarationKey key);

/// Columns of an event, in the order that read_event takes them.
inline constexpr std::string_view kEventColumns =
    "e.key, e.type, e.happened, e.received, e.explicit_customs, e.filing, e.answer, e.reason, e.reference, e.lane,"
    " e.asks, e.deadline";
inline constexpr int kEventColumnCount = 12;
core::Event read_event(const Query& query);
std::vector<core::Event> read_events(Query& query);
/// What happened to an item before a declaration of it came, received not before `from`; they have no key.
std::vector<core::Event> read_early_events(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                           std::string_view item_id, core::Instant from);
/// What happened to an item under whichever declaration it then was, and before one came; not what its filings heard.
std::vector<core::Event> read_item_events(Connection& connection, core::TenantKey tenant, core::Mode mode,
                                          std::string_view item_id, core::Instant from);
std::vector<core::Event> read_events_of_filing(Connection& connection, core::FilingKey filing);

/// Bits of declaration_versions.advance.
inline constexpr std::int64_t kAdvanceHs6 = 1, kAdvanceContact = 2;
/// Columns of a mark m with its agency a and tenant t, in the order that read_mark takes them.
inline constexpr std::string_view kMarkColumns = "m.kind, coalesce(a.name, t.name), m.reason, m.set_at, m.until";
/// Whether it is of the post ?4, or an agency's that counts for that post's items.
inline constexpr std::string_view kMarkIsForPost =
    "(m.tenant = ?4 OR (m.agency IS NOT NULL AND (m.any_post"
    " OR EXISTS (SELECT 1 FROM mark_posts p WHERE p.mark = m.key AND p.tenant = ?4))))";
core::Mark read_mark(const Query& query);
/// Codes of a version's findings, those that are more than a note, each once.
std::vector<std::string> read_grave_codes(Connection& connection, core::DeclarationKey declaration,
                                          std::uint32_t version);

/// A lease as its row has it.
struct LeaseRow {
    std::int64_t feed = 0; ///< number
    core::ClientKey client;
    core::Instant until;
    bool returned = false;
    bool taken_over = false;
};
std::optional<LeaseRow> find_lease(Connection& connection, core::LeaseKey key);
/// The same where it is not lost to that client: one that ran out is still its holder's until somebody else takes what
/// was in it.
std::optional<LeaseRow> find_held_lease(Connection& connection, core::LeaseKey key, core::ClientKey client);

/// Key of the newest event of anybody, 0: none.
std::int64_t newest_event(Connection& connection);

/// Entries of a feed after a position, in order.
std::vector<ports::FeedEntry> read_entries(Connection& connection, const ports::FeedName& feed, std::int64_t after,
                                           std::uint32_t limit);
/// Those that were taken with a lease of the feed, in order.
std::vector<ports::FeedEntry> read_entries_of_lease(Connection& connection, const ports::FeedName& feed,
                                                    core::LeaseKey lease);
/// Those that a filter wants, and how far it was looked.
ports::FeedPage read_wanted(Connection& connection, const ports::FeedName& feed, std::int64_t after,
                            std::uint32_t limit, const ports::FeedFilter& filter);
/// Positions: the newest that was given out, and up to which entries are not kept any more.
struct FeedCounter {
    std::int64_t newest = 0, removed = 0;
};
FeedCounter read_counter(Connection& connection, const ports::FeedName& feed);
/// The number of a feed in rows, and back.
std::int64_t feed_number(const ports::FeedName& feed);
ports::FeedName feed_of_number(std::int64_t number);

/// Arguments of a finding as one text: each as its length, ':' and its bytes.
std::string write_args(const std::vector<std::string>& args);
std::vector<std::string> read_args(std::string_view text);

} // namespace postern::store::sqlite
