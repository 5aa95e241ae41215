// Readers: the reading ports on read-only connections.
#pragma once

#include "ports/departure.hpp"
#include "ports/open_filings.hpp"
#include "ports/post_events.hpp"
#include "ports/post_files.hpp"
#include "ports/readers.hpp"
#include "ports/release_times.hpp"
#include "ports/unplaced.hpp"
#include "ports/webhook_reader.hpp"
#include "ports/world.hpp"
#include "store/sqlite/feed_bell.hpp"
#include "store/sqlite/reader_pool.hpp"

namespace postern::store::sqlite {

class SqliteDeclarationReader final : public ports::DeclarationReader {
public:
    explicit SqliteDeclarationReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::DeclarationHead> known(const ports::Identity& identity) override;
    std::optional<ports::DeclarationHead> head(core::DeclarationKey key) override;
    std::vector<ports::DeclarationHead> of_item(core::TenantKey tenant, core::Mode mode,
                                                std::string_view item_id) override;
    std::vector<ports::VersionHead> versions(core::DeclarationKey key) override;
    std::vector<core::Finding> findings(core::DeclarationKey key, std::uint32_t version) override;
    std::optional<core::SealedBytes> source(core::DeclarationKey key, std::uint32_t version) override;
    std::optional<core::SealedBytes> canonical(core::DeclarationKey key, core::Instant by) override;

private:
    ReaderPool& pool_;
};

class SqliteFilingReader final : public ports::FilingReader {
public:
    explicit SqliteFilingReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::FilingHead> filing(core::FilingKey key) override;
    std::vector<ports::FilingHead> of_declaration(core::DeclarationKey key) override;
    std::vector<ports::FilingHead> newest_of_profile(std::string_view profile, std::uint32_t limit) override;
    std::optional<ports::FilingHead> by_reference(const ports::FeedName& feed, std::string_view reference) override;
    std::optional<ports::DocumentRow> document(core::FilingKey key, std::uint32_t version) override;
    std::optional<core::Instant> offered_at(core::FilingKey key, std::uint32_t version) override;
    std::vector<core::Event> events_of(core::DeclarationKey key) override;
    std::vector<core::Event> events_of(core::FilingKey key) override;
    std::optional<ports::AnswerRow> answer(core::AnswerKey key) override;

private:
    ReaderPool& pool_;
};

class SqliteFeedReader final : public ports::FeedReader {
public:
    SqliteFeedReader(ReaderPool& pool, FeedBell& bell, const ports::Clock& clock)
        : pool_(pool), bell_(bell), clock_(clock) {}
    ports::FeedPage page(const ports::FeedName& feed, std::int64_t after, std::uint32_t limit,
                         const ports::FeedFilter& filter) override;
    std::vector<ports::SetAside> set_aside(const ports::FeedName& feed, std::int64_t after,
                                           std::uint32_t limit) override;
    std::optional<ports::LeaseHead> lease(const ports::FeedName& feed, core::LeaseKey key,
                                          core::ClientKey client) override;
    std::vector<ports::FeedName> feeds() override;
    void wait(const ports::FeedName& feed, std::int64_t after, core::Instant deadline) override;
    void stop_waiting() override;

private:
    std::int64_t newest(const ports::FeedName& feed);

    ReaderPool& pool_;
    FeedBell& bell_;
    const ports::Clock& clock_;
};

class SqliteOpenFilingReader final : public ports::OpenFilingReader {
public:
    explicit SqliteOpenFilingReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::OpenFiling> open(const ports::OpenQuestion& question) override;
    std::vector<ports::OverdueFiling> overdue(const ports::OverdueQuestion& question) override;

private:
    ReaderPool& pool_;
};

class SqliteDepartureReader final : public ports::DepartureReader {
public:
    explicit SqliteDepartureReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::DepartureFacts> departure_facts(core::TenantKey tenant, core::Mode mode,
                                                       core::Instant window_from,
                                                       std::span<const std::string> item_ids) override;

private:
    ReaderPool& pool_;
};

class SqliteUnplacedReader final : public ports::UnplacedReader {
public:
    explicit SqliteUnplacedReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::UnplacedAnswer> unplaced(const ports::FeedName& feed, std::string_view after,
                                                std::uint32_t limit) override;

private:
    ReaderPool& pool_;
};

class SqliteEventReader final : public ports::EventReader {
public:
    SqliteEventReader(ReaderPool& pool, FeedBell& bell, const ports::Clock& clock)
        : pool_(pool), bell_(bell), clock_(clock) {}
    ports::EventPage events(const ports::EventQuestion& asked) override;
    std::int64_t expired() override;
    std::int64_t newest_event_before(core::Instant at) override;
    void wait_for_event(std::int64_t after, core::Instant deadline) override;

private:
    ReaderPool& pool_;
    FeedBell& bell_;
    const ports::Clock& clock_;
};

class SqliteSubmissionReader final : public ports::SubmissionReader {
public:
    SqliteSubmissionReader(ReaderPool& pool, const ports::Clock& clock) : pool_(pool), clock_(clock) {}
    std::optional<ports::SubmissionHead> submission(core::SubmissionKey key) override;
    std::optional<ports::SubmissionHead> by_idempotency_key(core::ClientKey client, std::string_view key) override;

private:
    ReaderPool& pool_;
    const ports::Clock& clock_;
};

class SqliteKeyReader final : public ports::KeyReader {
public:
    explicit SqliteKeyReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::KeyHead> key(std::string_view prefix) override;
    std::vector<ports::KeyHead> keys() override;
    std::vector<ports::AuditRow> audit(std::uint32_t limit) override;

private:
    ReaderPool& pool_;
};

class SqliteRegisterReader final : public ports::RegisterReader {
public:
    explicit SqliteRegisterReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::WaitingRows> waiting() override;
    std::vector<ports::RowHead> waiting_rows(const ports::WaitingRows& group, std::uint32_t limit) override;
    std::vector<core::FilingKey> stale(std::uint32_t limit) override;
    std::optional<ports::RegisterHead> head(core::FilingKey filing) override;
    std::vector<ports::RowHead> rows(core::FilingKey filing) override;
    std::vector<ports::RegisterHead> newest(core::TenantKey tenant, core::Mode mode, std::uint32_t limit) override;
    std::optional<ports::RowPlace> place(core::FilingKey row) override;

private:
    ReaderPool& pool_;
};

class SqliteUseReader final : public ports::UseReader {
public:
    explicit SqliteUseReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<std::string> used(const ports::UseQuestion& question) override;

private:
    ReaderPool& pool_;
};

class SqliteListReader final : public ports::ListReader {
public:
    explicit SqliteListReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::StoredList> lists() override;
    bool has_folder(std::string_view hash) override;
    std::vector<ports::StoredFolder> folders_in_use() override;

private:
    ReaderPool& pool_;
};

class SqliteAttachmentReader final : public ports::AttachmentReader {
public:
    explicit SqliteAttachmentReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::AttachmentHead> of_declaration(core::DeclarationKey declaration) override;
    std::optional<core::SealedBytes> content(core::AttachmentKey key) override;

private:
    ReaderPool& pool_;
};

class SqliteWebhookReader final : public ports::WebhookReader {
public:
    explicit SqliteWebhookReader(ReaderPool& pool) : pool_(pool) {}
    std::vector<ports::WebhookHead> webhooks(core::TenantKey tenant, core::Mode mode) override;
    std::optional<ports::WebhookHead> webhook(core::WebhookKey key) override;
    ports::WebhooksToServe to_serve() override;
    std::vector<ports::DeliveryHead> due(core::WebhookKey key, core::Instant now, std::uint32_t limit) override;
    std::vector<ports::DeliveryHead> deliveries(const ports::DeliveryQuestion& asked) override;

private:
    ReaderPool& pool_;
};

class SqlitePostFileReader final : public ports::PostFileReader {
public:
    explicit SqlitePostFileReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<ports::PostFileHead> head(const ports::PostFileStream& stream) override;

private:
    ReaderPool& pool_;
};

class SqliteQualityReader final : public ports::QualityReader {
public:
    explicit SqliteQualityReader(ReaderPool& pool) : pool_(pool) {}
    std::optional<std::vector<ports::QualityRow>> rows(const ports::QualityQuestion& question) override;

private:
    ReaderPool& pool_;
};

class SqliteReleaseReader final : public ports::ReleaseReader {
public:
    explicit SqliteReleaseReader(ReaderPool& pool) : pool_(pool) {}
    bool read(const ports::ReleaseQuestion& question,
              const std::function<void(const ports::ReleasedFiling&)>& each) override;

private:
    ReaderPool& pool_;
};

} // namespace postern::store::sqlite
