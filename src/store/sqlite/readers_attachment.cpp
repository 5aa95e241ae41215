// Reading of what was uploaded beside declarations.
#include "store/sqlite/readers.hpp"

namespace postern::store::sqlite {

std::vector<ports::AttachmentHead> SqliteAttachmentReader::of_declaration(core::DeclarationKey declaration) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT a.key, a.type, m.name, f.plain_bytes, f.hash, a.at FROM attachments a"
                " JOIN attachment_files f ON f.key = a.file JOIN media_types m ON m.key = f.media_type"
                " WHERE a.declaration = ? ORDER BY a.at, a.key",
                {declaration});
    std::vector<ports::AttachmentHead> found;
    while (query.next())
        found.push_back({{query.integer(0)},
                         declaration,
                         query.as<core::AttachmentType>(1),
                         query.text(2),
                         query.as<std::uint64_t>(3),
                         query.hash(4),
                         query.instant(5)});
    return found;
}

std::optional<core::SealedBytes> SqliteAttachmentReader::content(core::AttachmentKey key) {
    ReaderPool::Borrowed connection(pool_);
    Query query(connection,
                "SELECT c.bytes FROM attachments a JOIN attachment_files f ON f.key = a.file"
                " JOIN contents c ON c.key = f.content WHERE a.key = ?",
                {key});
    if (!query.next()) return std::nullopt;
    return core::SealedBytes{query.blob(0)};
}

} // namespace postern::store::sqlite
