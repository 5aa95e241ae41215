// Deed of marks: each is a row, the newest of its owner counts, and the posts concerned hear of it as an event.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <optional>

namespace postern::store::sqlite {
namespace {

struct NewestMark {
    core::MarkKey key;
    core::MarkKind kind = core::MarkKind::clear;
    std::string reason;
    core::Instant until;
};

std::optional<NewestMark> newest_mark(Session& session, const ports::MarkSet& deed, const std::string& item_id) {
    Query query(session.connection,
                "SELECT key, kind, reason, until FROM marks WHERE item_id = ? AND mode = ? AND newest"
                " AND agency IS ? AND tenant IS ?",
                {item_id, deed.mode, or_null(deed.agency), or_null(deed.tenant)});
    if (!query.next()) return std::nullopt;
    return NewestMark{{query.integer(0)}, query.as<core::MarkKind>(1), query.text(2), query.instant(3)};
}

/// Nothing new is said: it stands so, or there is nothing to clear.
bool stands_so(const std::optional<NewestMark>& known, const ports::MarkRow& row, core::Instant now) {
    if (row.kind == core::MarkKind::clear) return !known || known->kind == core::MarkKind::clear || known->until <= now;
    return known && known->kind == row.kind && known->reason == row.reason && known->until == row.until;
}

void write_mark(Session& session, const ports::MarkSet& deed, const ports::MarkRow& row) {
    session.connection.run("UPDATE marks SET newest = 0 WHERE item_id = ? AND mode = ? AND newest AND agency IS ?"
                           " AND tenant IS ?",
                           {row.item_id, deed.mode, or_null(deed.agency), or_null(deed.tenant)});
    session.connection.run("INSERT INTO marks(key, item_id, mode, agency, tenant, any_post, newest, kind, reason,"
                           " set_at, until) VALUES(?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
                           {row.key, row.item_id, deed.mode, or_null(deed.agency), or_null(deed.tenant),
                            !deed.tenant && deed.posts.empty(), row.kind, row.reason, deed.at, row.until});
    for (const auto post : deed.posts)
        session.connection.run("INSERT INTO mark_posts(mark, tenant) VALUES(?, ?)", {row.key, post});
}

/// Whose items it is about: those who are named; else whoever has declared the item.
std::vector<core::TenantKey> posts_concerned(Session& session, const ports::MarkSet& deed, const std::string& item_id) {
    if (deed.tenant) return {deed.tenant};
    if (!deed.posts.empty()) return deed.posts;
    Query query(session.connection,
                "SELECT DISTINCT tenant FROM declarations WHERE item_id = ? AND mode = ? AND received >= ?"
                " AND cancelled IS NULL",
                {item_id, deed.mode, deed.window_from});
    std::vector<core::TenantKey> posts;
    while (query.next())
        posts.push_back({query.integer(0)});
    return posts;
}

} // namespace

ports::Outcome apply(Session& session, const ports::MarkSet& deed) {
    ports::Outcome outcome;
    for (const auto& row : deed.marks) {
        auto& result = outcome.marks.emplace_back();
        if (const auto known = newest_mark(session, deed, row.item_id); stands_so(known, row, deed.at)) {
            result.repeat = true;
            if (known) result.key = known->key;
            continue;
        }
        result.key = row.key;
        write_mark(session, deed, row);
        auto event = event_at(core::EventType::item_marked, {}, deed.at);
        event.explicit_customs = static_cast<bool>(deed.agency);
        event.reason = core::to_string(row.kind);
        event.reference = row.public_id;
        for (const auto post : posts_concerned(session, deed, row.item_id))
            note_item_event(session, {post, deed.mode, row.item_id, deed.window_from}, event);
    }
    return outcome;
}

} // namespace postern::store::sqlite
