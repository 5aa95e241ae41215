// Reading of prefills and their templates.
#include "store/sqlite/readers_prefills.hpp"

#include <cstdint>
#include <string>

namespace postern::store::sqlite {
namespace {

#define POSTERN_SELECT_PREFILL                                                                                         \
    "SELECT key, tenant, mode, client, office, reference, token_hash, seed, version, made, expires, content, "         \
    "taken_by,"                                                                                                        \
    " taken, declaration FROM prefills"

std::optional<ports::PrefillHead> one_prefill(Query& query) {
    if (!query.next()) return std::nullopt;
    ports::PrefillHead head;
    head.key = {query.integer(0)};
    head.tenant = {query.integer(1)};
    head.mode = query.as<core::Mode>(2);
    head.client = {query.integer(3)};
    head.made_at_office = query.text(4);
    head.reference = query.text(5);
    head.token_hash = query.hash(6);
    head.seed = query.blob(7);
    head.version = query.as<std::uint32_t>(8);
    head.made = query.instant(9);
    head.expires = query.instant(10);
    head.content = {query.blob(11)};
    head.taken_by = query.text(12);
    if (!query.is_null(13)) head.taken = query.instant(13);
    head.declaration = {query.integer(14)};
    return head;
}

#define POSTERN_SELECT_TEMPLATE "SELECT key, tenant, mode, owner, version, changed, content FROM prefill_templates"

ports::TemplateHead template_of(const Query& query) {
    return {{query.integer(0)},         {query.integer(1)}, query.as<core::Mode>(2), query.text(3),
            query.as<std::uint32_t>(4), query.instant(5),   {query.blob(6)}};
}

std::vector<ports::TemplateHead> all_templates(Query& query) {
    std::vector<ports::TemplateHead> heads;
    while (query.next())
        heads.push_back(template_of(query));
    return heads;
}

} // namespace

std::optional<ports::PrefillHead> SqlitePrefillReader::prefill(core::PrefillKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_PREFILL " WHERE key = ?", {key});
    return one_prefill(query);
}

std::optional<ports::PrefillHead> SqlitePrefillReader::by_token(const core::ContentHash& token_hash) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_PREFILL " WHERE token_hash = ?", {token_hash});
    return one_prefill(query);
}

std::optional<ports::PrefillHead> SqlitePrefillReader::by_reference(core::TenantKey tenant, core::Mode mode,
                                                                    std::string_view reference) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                POSTERN_SELECT_PREFILL " WHERE tenant = ? AND mode = ? AND reference = ?"
                                       " ORDER BY declaration IS NOT NULL, key DESC LIMIT 1",
                {tenant, mode, reference});
    return one_prefill(query);
}

std::optional<ports::TemplateHead> SqliteTemplateReader::prefill_template(core::TemplateKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection, POSTERN_SELECT_TEMPLATE " WHERE key = ?", {key});
    if (!query.next()) return std::nullopt;
    return template_of(query);
}

std::vector<ports::TemplateHead> SqliteTemplateReader::templates(const ports::TemplateQuestion& question) {
    ReaderPool::Borrowed connection(pool_);
    const auto before = question.before == 0 ? INT64_MAX : question.before;
    if (question.owner) {
        Query query(connection,
                    POSTERN_SELECT_TEMPLATE " WHERE tenant = ? AND mode = ? AND owner = ? AND key < ?"
                                            " ORDER BY key DESC LIMIT ?",
                    {question.tenant, question.mode, *question.owner, before, question.limit});
        return all_templates(query);
    }
    Query query(connection,
                POSTERN_SELECT_TEMPLATE " WHERE tenant = ? AND mode = ? AND key < ? ORDER BY key DESC LIMIT ?",
                {question.tenant, question.mode, before, question.limit});
    return all_templates(query);
}

#undef POSTERN_SELECT_PREFILL
#undef POSTERN_SELECT_TEMPLATE

} // namespace postern::store::sqlite
