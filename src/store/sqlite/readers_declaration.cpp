// Reading of declarations, their versions and findings.
#include "store/sqlite/readers.hpp"
#include "store/sqlite/rows.hpp"

namespace postern::store::sqlite {

std::optional<ports::DeclarationHead> SqliteDeclarationReader::known(const ports::Identity& identity) {
    ReaderPool::Borrowed connection(pool_);
    const auto key = find_known(connection, identity);
    return key ? read_head(connection, *key) : std::nullopt;
}

std::optional<ports::DeclarationHead> SqliteDeclarationReader::head(core::DeclarationKey key) {
    ReaderPool::Borrowed connection(pool_);
    return read_head(connection, key);
}

std::vector<ports::DeclarationHead> SqliteDeclarationReader::of_item(core::TenantKey tenant, core::Mode mode,
                                                                     std::string_view item_id) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT key FROM declarations WHERE item_id = ? AND tenant = ? AND mode = ?"
                " ORDER BY received DESC, key DESC",
                {item_id, tenant, mode});
    std::vector<ports::DeclarationHead> heads;
    while (query.next())
        if (auto head = read_head(connection, {query.integer(0)})) heads.push_back(std::move(*head));
    return heads;
}

std::vector<ports::VersionHead> SqliteDeclarationReader::versions(core::DeclarationKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT v.version, v.received, v.content_hash, v.verdict, v.submission, v.ordinal, s.name, e.name,"
                " v.sender"
                " FROM declaration_versions v JOIN sources s ON s.key = v.source"
                " LEFT JOIN list_editions e ON e.key = v.judged_by WHERE v.declaration = ? ORDER BY v.version",
                {key});
    std::vector<ports::VersionHead> versions;
    while (query.next()) {
        auto& version = versions.emplace_back();
        version.version = query.as<std::uint32_t>(0);
        version.received = query.instant(1);
        version.content_hash = query.hash(2);
        version.verdict = query.as<core::Verdict>(3);
        version.submission = {query.integer(4)};
        version.ordinal = query.as<std::uint32_t>(5);
        version.source = query.text(6);
        version.judged_by = query.text(7);
        version.sender = query.integer(8);
    }
    return versions;
}

std::vector<core::Finding> SqliteDeclarationReader::findings(core::DeclarationKey key, std::uint32_t version) {
    ReaderPool::Borrowed connection(pool_);
    Query query(
        connection,
        "SELECT c.name, f.severity, n.name, f.line_no, f.args, f.sent_line, f.sent_column, f.xpath, f.box, r.name"
        " FROM findings f JOIN finding_codes c ON c.key = f.code"
        " LEFT JOIN finding_fields n ON n.key = f.field LEFT JOIN routes r ON r.key = f.route"
        " WHERE f.declaration = ? AND f.version = ? ORDER BY f.ordinal",
        {key, version});
    std::vector<core::Finding> findings;
    while (query.next()) {
        auto& finding = findings.emplace_back();
        finding.code = query.text(0);
        finding.severity = query.as<core::Severity>(1);
        finding.field = query.text(2);
        finding.line_no = query.as<std::uint32_t>(3);
        finding.args = read_args(query.text(4));
        finding.place.line = query.as<std::uint32_t>(5);
        finding.place.column = query.as<std::uint32_t>(6);
        finding.place.xpath = query.text(7);
        finding.place.box = query.text(8);
        finding.route = query.text(9);
    }
    return findings;
}

std::optional<core::SealedBytes> SqliteDeclarationReader::source(core::DeclarationKey key, std::uint32_t version) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT c.bytes FROM declaration_versions v JOIN contents c ON c.key = v.source_content"
                " WHERE v.declaration = ? AND v.version = ?",
                {key, version});
    if (!query.next()) return std::nullopt;
    return core::SealedBytes{query.blob(0)};
}

std::optional<core::SealedBytes> SqliteDeclarationReader::canonical(core::DeclarationKey key, core::Instant by) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT c.bytes FROM declaration_versions v LEFT JOIN contents c ON c.key = v.canonical_content"
                " WHERE v.declaration = ? AND v.received <= ? ORDER BY v.version DESC LIMIT 1",
                {key, by});
    if (!query.next() || query.is_null(0)) return std::nullopt;
    return core::SealedBytes{query.blob(0)};
}

} // namespace postern::store::sqlite
