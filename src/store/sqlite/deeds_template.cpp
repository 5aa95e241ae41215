// Deeds of templates of prefills.
#include "store/sqlite/deeds.hpp"

namespace postern::store::sqlite {

ports::Outcome apply(Session& session, const ports::TemplateAdded& deed) {
    {
        Query query(session.connection, "SELECT count(*) FROM prefill_templates WHERE tenant = ? AND mode = ?",
                    {deed.tenant, deed.mode});
        if (query.next() && query.integer(0) >= deed.at_most) return refused(ports::No::too_many);
    }
    session.connection.run("INSERT INTO prefill_templates(key, tenant, mode, owner, version, changed, content)"
                           " VALUES(?, ?, ?, ?, 1, ?, ?)",
                           {deed.key, deed.tenant, deed.mode, deed.owner, deed.at, deed.content});
    return {};
}

ports::Outcome apply(Session& session, const ports::TemplateChanged& deed) {
    {
        Query query(session.connection,
                    "SELECT version FROM prefill_templates WHERE key = ? AND tenant = ? AND mode = ?",
                    {deed.key, deed.tenant, deed.mode});
        if (!query.next()) return refused(ports::No::not_found);
        if (query.as<std::uint32_t>(0) != deed.expected_version) return refused(ports::No::version_moved);
    }
    session.connection.run("UPDATE prefill_templates SET owner = ?, version = version + 1, changed = ?, content = ?"
                           " WHERE key = ?",
                           {deed.owner, deed.at, deed.content, deed.key});
    return {};
}

ports::Outcome apply(Session& session, const ports::TemplateRemoved& deed) {
    const auto gone = session.connection.run("DELETE FROM prefill_templates WHERE key = ? AND tenant = ? AND mode = ?",
                                             {deed.key, deed.tenant, deed.mode});
    return gone == 0 ? refused(ports::No::not_found) : ports::Outcome();
}

} // namespace postern::store::sqlite
