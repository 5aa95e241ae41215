// Deeds of webhooks: the endpoints of posts, and what became of each call.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {
namespace {

constexpr std::int64_t kForgottenAtOnce = 64; // so that one deed never holds the others up

Value type_or_null(const ports::EventFilter& filter) {
    return filter.type ? Value(*filter.type) : Value(nullptr);
}

bool is_of_tenant(Session& session, core::WebhookKey webhook, core::TenantKey tenant, core::Mode mode) {
    Query query(session.connection, "SELECT 1 FROM webhooks WHERE key = ? AND tenant = ? AND mode = ?",
                {webhook, tenant, mode});
    return query.next();
}

/// The event is to be sent, as if it had never been tried.
void send_anew(Session& session, const ports::DeliveriesReplayed& deed) {
    session.connection.run("INSERT INTO webhook_deliveries(webhook, event, state, attempts, first, at, next, status,"
                           " fault) VALUES(?1, ?2, ?3, 0, ?4, ?4, ?4, 0, 0) ON CONFLICT(webhook, event) DO UPDATE SET"
                           " state = excluded.state, attempts = 0, first = excluded.first, next = excluded.next",
                           {deed.webhook, deed.upto, ports::DeliveryState::retrying, deed.at});
}

void write_attempt(Session& session, const ports::DeliveryTried& deed) {
    const bool again = deed.state == ports::DeliveryState::retrying;
    const Value next = again ? Value(deed.next) : Value(nullptr);
    if (deed.as == ports::SentAs::again) {
        session.connection.run("UPDATE webhook_deliveries SET state = ?, attempts = ?, at = ?, next = ?, status = ?,"
                               " fault = ? WHERE webhook = ? AND event = ? AND attempts = ? AND next IS NOT NULL",
                               {deed.state, deed.attempts, deed.at, next, deed.status, deed.fault, deed.webhook,
                                deed.event, deed.attempts - 1});
        return;
    }
    session.connection.run(
        "INSERT OR REPLACE INTO webhook_deliveries(webhook, event, state, attempts, first, at, next,"
        " status, fault) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {deed.webhook, deed.event, deed.state, deed.attempts, deed.first, deed.at, next, deed.status, deed.fault});
}

std::int64_t move_position(Session& session, core::WebhookKey webhook, std::int64_t position) {
    return session.connection.run("UPDATE webhooks SET position = max(position, ?) WHERE key = ?", {position, webhook});
}

void move_replay(Session& session, core::WebhookKey webhook, const ports::ReplayMoved& moved) {
    session.connection.run("UPDATE webhooks SET replay_after = ? WHERE key = ? AND replay_after = ?",
                           {moved.to, webhook, moved.from});
}

} // namespace

ports::Outcome apply(Session& session, const ports::WebhookAdded& deed) {
    {
        Query query(session.connection, "SELECT count(*) FROM webhooks WHERE tenant = ? AND mode = ?",
                    {deed.tenant, deed.mode});
        if (query.next() && query.integer(0) >= deed.at_most) return refused(ports::No::too_many);
    }
    const auto position = deed.after ? *deed.after : newest_event(session.connection);
    session.connection.run("INSERT INTO webhooks(key, tenant, mode, url, event, item_id, agency, secret, added,"
                           " position) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           {deed.webhook, deed.tenant, deed.mode, deed.url, type_or_null(deed.filter),
                            or_null(deed.filter.item_id), or_null(deed.filter.agency), deed.secret, deed.at, position});
    return {};
}

ports::Outcome apply(Session& session, const ports::WebhookChanged& deed) {
    if (!is_of_tenant(session, deed.webhook, deed.tenant, deed.mode)) return refused(ports::No::not_found);
    session.connection.run(
        "UPDATE webhooks SET url = ?, event = ?, item_id = ?, agency = ?, failures = 0,"
        " failing_since = NULL, not_before = 0 WHERE key = ?",
        {deed.url, type_or_null(deed.filter), or_null(deed.filter.item_id), or_null(deed.filter.agency), deed.webhook});
    if (deed.enabled)
        session.connection.run("UPDATE webhooks SET stop = 0, stopped = NULL WHERE key = ?", {deed.webhook});
    else
        session.connection.run("UPDATE webhooks SET stop = ?, stopped = ? WHERE key = ? AND stop = 0",
                               {ports::WebhookStop::by_post, deed.at, deed.webhook});
    return {};
}

ports::Outcome apply(Session& session, const ports::WebhookSecretRotated& deed) {
    if (!is_of_tenant(session, deed.webhook, deed.tenant, deed.mode)) return refused(ports::No::not_found);
    session.connection.run("UPDATE webhooks SET former_secret = secret, former_until = ?, secret = ? WHERE key = ?",
                           {deed.former_until, deed.secret, deed.webhook});
    return {};
}

ports::Outcome apply(Session& session, const ports::WebhookRemoved& deed) {
    if (!is_of_tenant(session, deed.webhook, deed.tenant, deed.mode)) return refused(ports::No::not_found);
    session.connection.run("DELETE FROM webhook_deliveries WHERE webhook = ? AND next IS NOT NULL", {deed.webhook});
    session.connection.run("DELETE FROM webhooks WHERE key = ?", {deed.webhook});
    return {};
}

ports::Outcome apply(Session& session, const ports::WebhookPassed& deed) {
    if (move_position(session, deed.webhook, deed.position) == 0) return refused(ports::No::not_found);
    move_replay(session, deed.webhook, deed.replay);
    return {};
}

ports::Outcome apply(Session& session, const ports::DeliveryTried& deed) {
    auto& connection = session.connection;
    {
        Query query(connection, "SELECT 1 FROM webhooks WHERE key = ?", {deed.webhook});
        if (!query.next()) return refused(ports::No::not_found);
    }
    if (deed.state == ports::DeliveryState::delivered)
        connection.run("UPDATE webhooks SET failures = 0, failing_since = NULL, not_before = 0 WHERE key = ?",
                       {deed.webhook});
    else
        connection.run("UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, ?),"
                       " not_before = ? WHERE key = ?",
                       {deed.at, deed.not_before, deed.webhook});
    if (deed.stop != ports::WebhookStop::none)
        connection.run("UPDATE webhooks SET stop = ?, stopped = ? WHERE key = ? AND stop = 0",
                       {deed.stop, deed.at, deed.webhook});
    if (!deed.only_probed) {
        write_attempt(session, deed);
        if (deed.as == ports::SentAs::next) move_position(session, deed.webhook, deed.event);
        if (deed.as == ports::SentAs::replayed) move_replay(session, deed.webhook, deed.replay);
    }
    connection.run("DELETE FROM webhook_deliveries WHERE (webhook, event) IN (SELECT webhook, event FROM"
                   " webhook_deliveries WHERE next IS NULL AND at < ? LIMIT ?)",
                   {deed.forget_before, kForgottenAtOnce});
    return {};
}

ports::Outcome apply(Session& session, const ports::DeliveriesReplayed& deed) {
    if (!is_of_tenant(session, deed.webhook, deed.tenant, deed.mode)) return refused(ports::No::not_found);
    switch (deed.what) {
    case ports::ReplayOf::one: send_anew(session, deed); break;
    case ports::ReplayOf::given_up:
        session.connection.run("UPDATE webhook_deliveries SET state = ?1, attempts = 0, first = ?2, next = ?2"
                               " WHERE webhook = ?3 AND event > ?4 AND event <= ?5 AND state = ?6",
                               {ports::DeliveryState::retrying, deed.at, deed.webhook, deed.after, deed.upto,
                                ports::DeliveryState::given_up});
        break;
    case ports::ReplayOf::all:
        session.connection.run("UPDATE webhooks SET replay_after = CASE WHEN replay_after < replay_upto"
                               " THEN min(replay_after, ?1) ELSE ?1 END, replay_upto = CASE WHEN replay_after <"
                               " replay_upto THEN max(replay_upto, ?2) ELSE ?2 END WHERE key = ?3",
                               {deed.after, deed.upto, deed.webhook});
        break;
    }
    return {};
}

} // namespace postern::store::sqlite
