// Reading of webhooks and of what they were told.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

#include <string>

namespace postern::store::sqlite {
namespace {

#define POSTERN_SELECT_WEBHOOK                                                                                         \
    "SELECT w.key, w.tenant, w.mode, w.url, w.event, w.item_id, w.agency, w.secret, w.former_secret, w.former_until,"  \
    " w.added, w.stop, w.stopped, w.position, w.replay_after, w.replay_upto, w.failures, w.failing_since,"             \
    " w.not_before, (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook = w.key AND d.next IS NOT NULL),"       \
    " (SELECT min(d.next) FROM webhook_deliveries d WHERE d.webhook = w.key AND d.next IS NOT NULL)"                   \
    " FROM webhooks w"

std::optional<core::Instant> instant_or_none(const Query& query, int column) {
    return query.is_null(column) ? std::nullopt : std::optional(query.instant(column));
}

ports::WebhookHead read_webhook(const Query& query) {
    ports::WebhookHead head;
    head.key = {query.integer(0)};
    head.tenant = {query.integer(1)};
    head.mode = query.as<core::Mode>(2);
    head.url = query.text(3);
    if (!query.is_null(4)) head.filter.type = query.as<core::EventType>(4);
    head.filter.item_id = query.text(5);
    head.filter.agency = query.text(6);
    head.secret = {query.blob(7)};
    head.former_secret = {query.blob(8)};
    head.former_until = query.instant(9);
    head.added = query.instant(10);
    head.stop = query.as<ports::WebhookStop>(11);
    head.stopped = query.instant(12);
    head.position = query.integer(13);
    head.replay_after = query.integer(14);
    head.replay_upto = query.integer(15);
    head.failures = query.as<std::uint32_t>(16);
    head.failing_since = instant_or_none(query, 17);
    head.not_before = query.instant(18);
    head.open = query.as<std::uint32_t>(19);
    head.next_due = instant_or_none(query, 20);
    return head;
}

#define POSTERN_SELECT_DELIVERY                                                                                        \
    "SELECT event, state, attempts, first, at, next, status, fault FROM webhook_deliveries WHERE webhook = ?"

std::vector<ports::DeliveryHead> read_deliveries(Query& query) {
    std::vector<ports::DeliveryHead> deliveries;
    while (query.next()) {
        auto& row = deliveries.emplace_back();
        row.event = query.integer(0);
        row.state = query.as<ports::DeliveryState>(1);
        row.attempts = query.as<std::uint32_t>(2);
        row.first = query.instant(3);
        row.at = query.instant(4);
        row.next = instant_or_none(query, 5);
        row.status = query.as<int>(6);
        row.fault = query.as<ports::OutgoingFault>(7);
    }
    return deliveries;
}

} // namespace

std::vector<ports::WebhookHead> SqliteWebhookReader::webhooks(core::TenantKey tenant, core::Mode mode) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_WEBHOOK " WHERE w.tenant = ? AND w.mode = ? ORDER BY w.key", {tenant, mode});
    std::vector<ports::WebhookHead> heads;
    while (query.next())
        heads.push_back(read_webhook(query));
    return heads;
}

std::optional<ports::WebhookHead> SqliteWebhookReader::webhook(core::WebhookKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_WEBHOOK " WHERE w.key = ?", {key});
    if (!query.next()) return std::nullopt;
    return read_webhook(query);
}

ports::WebhooksToServe SqliteWebhookReader::to_serve() {
    ReaderPool::Borrowed connection(pool_);
    ports::WebhooksToServe found;
    Query query(connection, POSTERN_SELECT_WEBHOOK " WHERE w.stop = 0 ORDER BY w.key");
    while (query.next())
        found.webhooks.push_back(read_webhook(query));
    if (!found.webhooks.empty()) found.newest = newest_event(connection);
    return found;
}

std::vector<ports::DeliveryHead> SqliteWebhookReader::due(core::WebhookKey key, core::Instant now,
                                                          std::uint32_t limit) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_DELIVERY " AND next <= ? ORDER BY next LIMIT ?", {key, now, limit});
    return read_deliveries(query);
}

std::vector<ports::DeliveryHead> SqliteWebhookReader::deliveries(const ports::DeliveryQuestion& asked) {
    ReaderPool::Borrowed connection(pool_);
    const auto state = asked.state ? static_cast<std::int64_t>(*asked.state) : 0;
    Query query(connection,
                POSTERN_SELECT_DELIVERY " AND (?2 = 0 OR event < ?2) AND (?3 = 0 OR state = ?3)"
                                        " ORDER BY event DESC LIMIT ?4",
                {asked.webhook, asked.before, state, asked.limit});
    return read_deliveries(query);
}

#undef POSTERN_SELECT_WEBHOOK
#undef POSTERN_SELECT_DELIVERY

} // namespace postern::store::sqlite
