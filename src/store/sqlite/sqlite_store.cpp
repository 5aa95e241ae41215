// The store on SQLite, whole: one connection that writes, a pool that reads, one writer thread.
#include "store/sqlite_store.hpp"

#include "core/failure.hpp"
#include "store/sqlite/engine.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/readers.hpp"
#include "store/sqlite/readers_advance.hpp"
#include "store/sqlite/readers_bag.hpp"
#include "store/sqlite/readers_counter.hpp"
#include "store/sqlite/readers_dispatch.hpp"
#include "store/sqlite/readers_dispatched_filings.hpp"
#include "store/sqlite/readers_goods_history.hpp"
#include "store/sqlite/readers_item_ids.hpp"
#include "store/sqlite/readers_prefills.hpp"
#include "store/sqlite/readers_referral.hpp"
#include "store/sqlite/readers_security.hpp"
#include "store/writer.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace postern::store {
namespace sqlite {
namespace {

class SqliteStore final : public ports::Store {
public:
    SqliteStore(const SqliteSettings& settings, const ports::Clock& clock)
        : connection_(settings.path, Connection::Access::read_write, settings.busy_timeout),
          pool_(settings.path, settings.busy_timeout, settings.reader_connections), engine_(prepared(settings, clock)),
          declarations_(pool_), filings_(pool_), feeds_(pool_, bell_, clock), events_(pool_, bell_, clock),
          submissions_(pool_, clock), keys_(pool_), quality_(pool_), releases_(pool_), open_filings_(pool_),
          unplaced_(pool_), registers_(pool_), uses_(pool_), lists_(pool_), attachments_(pool_), webhooks_(pool_),
          post_files_(pool_), departures_(pool_), dispatches_(pool_), advance_data_(pool_),
          referrals_(pool_, bell_, clock), marks_(pool_), reviews_(pool_), dispatched_filings_(pool_), item_ids_(pool_),
          prefills_(pool_), templates_(pool_), counter_acts_(pool_), bags_(pool_), public_items_(pool_),
          goods_history_(pool_), writer_(engine_, {settings.queue_bound, settings.group_deeds, settings.group_bytes}) {}

    ports::Ledger& ledger() override { return writer_; }
    ports::DeclarationReader& declarations() override { return declarations_; }
    ports::FilingReader& filings() override { return filings_; }
    ports::FeedReader& feeds() override { return feeds_; }
    ports::EventReader& events() override { return events_; }
    ports::SubmissionReader& submissions() override { return submissions_; }
    ports::KeyReader& keys() override { return keys_; }
    ports::QualityReader& quality() override { return quality_; }
    ports::ReleaseReader& releases() override { return releases_; }
    ports::OpenFilingReader& open_filings() override { return open_filings_; }
    ports::UnplacedReader& unplaced() override { return unplaced_; }
    ports::RegisterReader& registers() override { return registers_; }
    ports::UseReader& uses() override { return uses_; }
    ports::ListReader& lists() override { return lists_; }
    ports::AttachmentReader& attachments() override { return attachments_; }
    ports::WebhookReader& webhooks() override { return webhooks_; }
    ports::PostFileReader& post_files() override { return post_files_; }
    ports::DepartureReader& departures() override { return departures_; }
    ports::DispatchReader& dispatches() override { return dispatches_; }
    ports::AdvanceReader& advance_data() override { return advance_data_; }
    ports::ReferralReader& referrals() override { return referrals_; }
    ports::MarkReader& marks() override { return marks_; }
    ports::ReviewReader& reviews() override { return reviews_; }
    ports::DispatchedFilingReader& dispatched_filings() override { return dispatched_filings_; }
    ports::ItemIdReader& item_ids() override { return item_ids_; }
    ports::PrefillReader& prefills() override { return prefills_; }
    ports::TemplateReader& templates() override { return templates_; }
    ports::CounterActReader& counter_acts() override { return counter_acts_; }
    ports::BagReader& bags() override { return bags_; }
    ports::PublicItemReader& public_items() override { return public_items_; }
    ports::GoodsHistoryReader& goods_history() override { return goods_history_; }
    ports::StoreHealth health() override;
    std::int64_t newest_key() override;
    core::TenantKey tenant(std::string_view name) override { return {name_key(NameKind::tenant, name)}; }
    core::AgencyKey agency(std::string_view name) override { return {name_key(NameKind::agency, name)}; }

private:
    SqliteEngine prepared(const SqliteSettings& settings, const ports::Clock& clock);
    std::int64_t name_key(NameKind kind, std::string_view name);

    Connection connection_; ///< of the writer's thread, once that runs
    ReaderPool pool_;
    FeedBell bell_;
    SqliteEngine engine_;
    SqliteDeclarationReader declarations_;
    SqliteFilingReader filings_;
    SqliteFeedReader feeds_;
    SqliteEventReader events_;
    SqliteSubmissionReader submissions_;
    SqliteKeyReader keys_;
    SqliteQualityReader quality_;
    SqliteReleaseReader releases_;
    SqliteOpenFilingReader open_filings_;
    SqliteUnplacedReader unplaced_;
    SqliteRegisterReader registers_;
    SqliteUseReader uses_;
    SqliteListReader lists_;
    SqliteAttachmentReader attachments_;
    SqliteWebhookReader webhooks_;
    SqlitePostFileReader post_files_;
    SqliteDepartureReader departures_;
    SqliteDispatchReader dispatches_;
    SqliteAdvanceReader advance_data_;
    SqliteReferralReader referrals_;
    SqliteMarkReader marks_;
    SqliteReviewReader reviews_;
    SqliteDispatchedFilingReader dispatched_filings_;
    SqliteItemIdReader item_ids_;
    SqlitePrefillReader prefills_;
    SqliteTemplateReader templates_;
    SqliteCounterActReader counter_acts_;
    SqliteBagReader bags_;
    SqlitePublicItemReader public_items_;
    SqliteGoodsHistoryReader goods_history_;
    Writer writer_; ///< last: its thread uses the rest
};

SqliteEngine SqliteStore::prepared(const SqliteSettings& settings, const ports::Clock& clock) {
    connection_.execute("PRAGMA journal_mode = WAL");
    connection_.execute("PRAGMA synchronous = FULL");
    // a checkpoint writes each page once however often it changed: 16 MiB of log between two, and the tree's inner
    // pages stay in memory
    connection_.execute("PRAGMA wal_autocheckpoint = 4096");
    connection_.execute("PRAGMA cache_size = -65536");
    migrate(connection_, clock.now());
    if (settings.max_bytes != 0) {
        Query page_size(connection_, "PRAGMA page_size");
        const auto bytes = page_size.next() ? static_cast<std::uint64_t>(page_size.integer(0)) : 4096U;
        const auto pages = std::max<std::uint64_t>(settings.max_bytes / bytes, 1);
        connection_.execute(("PRAGMA max_page_count = " + std::to_string(pages)).c_str());
    }
    return SqliteEngine(connection_, bell_);
}

ports::StoreHealth SqliteStore::health() {
    ports::StoreHealth health;
    health.engine = std::string("sqlite ") + sqlite3_libversion();
    health.queued = writer_.queued();
    try {
        // after a failed write nobody may come to write again, so health tries itself
        if (!writer_.trouble().empty())
            writer_.run([this] { connection_.run("UPDATE tallies SET declarations = declarations"); });
        health.writable = true;
        ReaderPool::Borrowed connection(pool_);
        health.schema = applied_migration(connection);
        Query tally(connection, "SELECT declarations FROM tallies");
        health.declarations = tally.next() ? tally.as<std::uint64_t>(0) : 0;
    } catch (const ports::Busy&) {
        health.writable = true; // full is not broken
    } catch (const core::Failure& failure) {
        health.writable = false;
        health.trouble = failure.what();
    }
    return health;
}

std::int64_t SqliteStore::newest_key() {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, "SELECT max(coalesce((SELECT max(key) FROM declarations), 0),"
                            " coalesce((SELECT max(key) FROM filings), 0),"
                            " coalesce((SELECT max(key) FROM submissions), 0),"
                            " coalesce((SELECT max(key) FROM leases), 0),"
                            " coalesce((SELECT max(key) FROM answers), 0),"
                            " coalesce((SELECT max(key) FROM attachments), 0),"
                            " coalesce((SELECT max(key) FROM webhooks), 0),"
                            " coalesce((SELECT max(key) FROM referrals), 0),"
                            " coalesce((SELECT max(key) FROM referral_evidence), 0),"
                            " coalesce((SELECT max(key) FROM marks), 0),"
                            " coalesce((SELECT max(key) FROM prefills), 0),"
                            " coalesce((SELECT max(key) FROM prefill_templates), 0),"
                            " coalesce((SELECT max(client) FROM client_keys), 0))");
    return query.next() ? query.integer(0) : 0;
}

std::int64_t SqliteStore::name_key(NameKind kind, std::string_view name) {
    if (name.empty()) return 0;
    {
        ReaderPool::Borrowed connection(pool_);
        if (const auto key = find_name(connection, kind, name)) return *key;
    }
    std::int64_t key = 0;
    writer_.run([&] { key = engine_.names().number(kind, name); });
    return key;
}

} // namespace
} // namespace sqlite

std::unique_ptr<ports::Store> open_sqlite_store(const SqliteSettings& settings, const ports::Clock& clock) {
    return std::make_unique<sqlite::SqliteStore>(settings, clock);
}

std::uint32_t sqlite_schema_version() {
    return sqlite::newest_migration();
}

} // namespace postern::store
