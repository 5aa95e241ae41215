// Readers: one small port per reader's need, on read-only connections. All are thread-safe.
#pragma once

#include "ports/deeds.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// A declaration's head: who it is and how it stands.
struct DeclarationHead {
    core::DeclarationKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string item_id;
    std::string sender_reference;
    std::string source;
    core::Instant received;    ///< first receipt
    std::uint32_t version = 0; ///< current
    core::Verdict verdict = core::Verdict::accepted;
    core::ContentHash content_hash; ///< of the current version
    std::optional<core::Instant> cancelled;
    std::string return_item_id; ///< S10 under which the item comes back, where that is another one
    bool spoilt = false;        ///< a counter voided it, and its item id is used up
};

/// What identifies a declaration before it has a key here.
struct Identity {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string item_id;
    std::string sender_reference;
    core::ContentHash content_hash;
    core::Instant window_from;
};

struct VersionHead {
    std::uint32_t version = 0;
    core::Instant received;
    core::ContentHash content_hash;
    core::Verdict verdict = core::Verdict::accepted;
    core::SubmissionKey submission;
    std::uint32_t ordinal = 0;
    std::string source;
    std::string judged_by;
    std::int64_t sender = 0; ///< pseudonym, 0: none
};

struct FilingHead {
    core::FilingKey key;
    core::DeclarationKey declaration; ///< the first one of 1..n
    core::Mode mode = core::Mode::test;
    std::string route;
    RouteOutcome outcome = RouteOutcome::file;
    Leg leg = Leg::export_leg;
    std::string agency;
    std::string profile;
    std::string profile_version;
    std::string profile_hash;
    std::string reference;
    std::string legal_basis;
    bool required = true;
    std::uint32_t version = 0;         ///< of the newest document, 0: none
    std::uint32_t offered_version = 0; ///< of the newest document that the agency was offered, 0: none
    core::Verdict verdict = core::Verdict::accepted;
    core::FilingState state = core::FilingState::unknown;
    core::FilingKey returns; ///< of the leg return: the export filing that it belongs to; else 0
};

class DeclarationReader {
public:
    virtual ~DeclarationReader() = default;
    /// The current declaration of an identity, by item id, else sender reference, else (rejected ones) content.
    virtual std::optional<DeclarationHead> known(const Identity& identity) = 0;
    virtual std::optional<DeclarationHead> head(core::DeclarationKey key) = 0;
    /// All declarations of an item id of the tenant, newest first.
    virtual std::vector<DeclarationHead> of_item(core::TenantKey tenant, core::Mode mode, std::string_view item_id) = 0;
    virtual std::vector<VersionHead> versions(core::DeclarationKey key) = 0;
    virtual std::vector<core::Finding> findings(core::DeclarationKey key, std::uint32_t version) = 0;
    virtual std::optional<core::SealedBytes> source(core::DeclarationKey key, std::uint32_t version) = 0;
    /// The canonical form of the newest version that was received by then; nullopt: there was none, or none was made.
    virtual std::optional<core::SealedBytes> canonical(core::DeclarationKey key, core::Instant by) = 0;
};

/// An agency's answer as it came.
struct AnswerRow {
    std::string agency;
    core::Mode mode = core::Mode::test;
    std::string format; ///< the profile that read it, or "neutral"; ports/unplaced.hpp
    core::SealedBytes sealed;
    core::Instant at;
};
class FilingReader {
public:
    virtual ~FilingReader() = default;
    virtual std::optional<FilingHead> filing(core::FilingKey key) = 0;
    virtual std::vector<FilingHead> of_declaration(core::DeclarationKey key) = 0;
    /// Those of items that a profile made, whatever its edition, the newest first.
    virtual std::vector<FilingHead> newest_of_profile(std::string_view profile, std::uint32_t limit) = 0;
    /// By what the authority knows it by.
    virtual std::optional<FilingHead> by_reference(const FeedName& feed, std::string_view reference) = 0;
    virtual std::optional<DocumentRow> document(core::FilingKey key, std::uint32_t version) = 0;
    /// When that version of its document was first offered; nullopt: never.
    virtual std::optional<core::Instant> offered_at(core::FilingKey key, std::uint32_t version) = 0;
    virtual std::vector<core::Event> events_of(core::DeclarationKey key) = 0; ///< item's and its filings', by receipt
    virtual std::vector<core::Event> events_of(core::FilingKey key) = 0;      ///< by receipt
    virtual std::optional<AnswerRow> answer(core::AnswerKey key) = 0;
};

/// Whose use of a route is asked for.
struct UseQuestion {
    std::int64_t sender = 0;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string_view route;
    core::Instant since;
    core::DeclarationKey except; ///< 0: none
};
class UseReader {
public:
    virtual ~UseReader() = default;
    /// Amounts of filings that stand: not rejected, refused, expired or cancelled.
    virtual std::vector<std::string> used(const UseQuestion& question) = 0;
};

/// Which entries of a feed are wanted; they keep their positions.
struct FeedFilter {
    std::optional<core::FilingState> state; ///< of the filing, now
    core::Instant since;                    ///< offered then or later
    std::string item_id;                    ///< of a declaration that the filing is of; empty: any
    bool is_any() const { return !state && since.ms == 0 && item_id.empty(); }
};
struct FeedPage {
    std::vector<FeedEntry> entries;
    std::int64_t newest = 0;    ///< greatest position given out so far
    std::int64_t looked_to = 0; ///< where to go on: a filter looks at so many entries at once and no more
    std::int64_t removed = 0;   ///< entries up to this position are not kept any more
    bool empty() const { return entries.empty(); }
    /// Whoever goes on from there misses entries. The beginning, 0, is wherever the feed begins.
    bool is_expired(std::int64_t after) const { return after != 0 && after < removed; }
};
/// What was taken with a lease.
struct LeaseHead {
    core::Instant until;
    std::vector<FeedEntry> entries; ///< in order of position
};
class FeedReader {
public:
    virtual ~FeedReader() = default;
    /// Entries after a position, in order, none after one that is expired; never changes anything.
    virtual FeedPage page(const FeedName& feed, std::int64_t after, std::uint32_t limit,
                          const FeedFilter& filter = {}) = 0;
    /// What was set aside, after a position, in order.
    virtual std::vector<SetAside> set_aside(const FeedName& feed, std::int64_t after, std::uint32_t limit) = 0;
    /// nullopt: lost, as an extension of it would be (no such lease of the client and feed, returned, or taken over).
    virtual std::optional<LeaseHead> lease(const FeedName& feed, core::LeaseKey key, core::ClientKey client) = 0;
    /// All that ever had an entry.
    virtual std::vector<FeedName> feeds() = 0;
    /// Waits until the feed's newest position is above `after`, the deadline passes or the gateway stops.
    virtual void wait(const FeedName& feed, std::int64_t after, core::Instant deadline) = 0;
    /// Wakes all who wait, for good: the gateway stops.
    virtual void stop_waiting() = 0;
};

struct SubmissionHead {
    core::SubmissionKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    std::string source;
    std::string message_reference;
    core::ContentHash body_hash;
    std::vector<SubmissionItem> items;
};
class SubmissionReader {
public:
    virtual ~SubmissionReader() = default;
    virtual std::optional<SubmissionHead> submission(core::SubmissionKey key) = 0;
    /// What an Idempotency-Key of that client was used for within its 24 hours.
    virtual std::optional<SubmissionHead> by_idempotency_key(core::ClientKey client, std::string_view key) = 0;
};

struct KeyHead {
    core::Principal principal;
    std::string prefix;
    core::ContentHash hash;
    core::Instant added;
    std::optional<core::Instant> revoked;
};
class KeyReader {
public:
    virtual ~KeyReader() = default;
    virtual std::optional<KeyHead> key(std::string_view prefix) = 0;
    virtual std::vector<KeyHead> keys() = 0;
    /// The newest `limit` audit rows, newest first.
    virtual std::vector<AuditRow> audit(std::uint32_t limit) = 0;
};

struct StoredList {
    std::string name;
    std::string content; ///< CSV with its notes
    core::Instant at;
};
struct StoredFolder {
    std::string profile;
    std::string hash;
    core::SealedBytes sealed;
};
/// What was configured and is kept with the data.
class ListReader {
public:
    virtual ~ListReader() = default;
    /// All of them, by name.
    virtual std::vector<StoredList> lists() = 0;
    virtual bool has_folder(std::string_view hash) = 0;
    /// Folders of editions that made a filing which is still open; the oldest first.
    virtual std::vector<StoredFolder> folders_in_use() = 0;
};

} // namespace postern::ports
