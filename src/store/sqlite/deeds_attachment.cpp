// Deed of a document that is uploaded beside a declaration: kept once, and told to those who asked for it.
#include "store/sqlite/deeds.hpp"
#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <optional>

namespace postern::store::sqlite {
namespace {

std::optional<std::int64_t> find_file(Session& session, const ports::AttachmentGiven& deed) {
    Query query(session.connection, "SELECT key FROM attachment_files WHERE hash = ? AND tenant = ? AND mode = ?",
                {deed.hash, deed.tenant, deed.mode});
    if (!query.next()) return std::nullopt;
    return query.integer(0);
}

std::optional<core::AttachmentKey> find_attachment(Session& session, const ports::AttachmentGiven& deed,
                                                   std::int64_t file) {
    Query query(session.connection, "SELECT key FROM attachments WHERE declaration = ? AND type = ? AND file = ?",
                {deed.declaration, deed.type, file});
    if (!query.next()) return std::nullopt;
    return core::AttachmentKey{query.integer(0)};
}

/// Bytes count once for a content, whatever it was uploaded as.
bool has_room(Session& session, const ports::AttachmentGiven& deed, std::int64_t file) {
    Query query(session.connection,
                "SELECT (SELECT count(*) FROM attachments WHERE declaration = ?1),"
                " (SELECT coalesce(sum(plain_bytes), 0) FROM attachment_files WHERE key <> ?2 AND key IN"
                " (SELECT file FROM attachments WHERE declaration = ?1))",
                {deed.declaration, file});
    return query.next() && query.as<std::uint64_t>(0) < ports::kMostAttachments &&
           query.as<std::uint64_t>(1) + deed.plain_bytes <= ports::kAllAttachmentBytes;
}

void write_attachment(Session& session, const ports::AttachmentGiven& deed, std::optional<std::int64_t> file) {
    if (!file) {
        const auto content = keep_content(session, deed.sealed);
        session.connection.run("INSERT INTO attachment_files(tenant, mode, hash, media_type, plain_bytes, content)"
                               " VALUES(?, ?, ?, ?, ?, ?)",
                               {deed.tenant, deed.mode, deed.hash,
                                session.names.value(NameKind::media_type, deed.media_type), deed.plain_bytes, content});
        file = session.connection.last_key();
    }
    session.connection.run("INSERT INTO attachments(key, declaration, type, file, at) VALUES(?, ?, ?, ?, ?)",
                           {deed.attachment, deed.declaration, deed.type, *file, deed.at});
}

std::vector<core::FilingKey> filings_of(Session& session, core::DeclarationKey declaration) {
    Query query(session.connection, "SELECT filing FROM filing_declarations WHERE declaration = ? ORDER BY filing",
                {declaration});
    std::vector<core::FilingKey> filings;
    while (query.next())
        filings.push_back({query.integer(0)});
    return filings;
}

/// The agency asks for such a document, and was not told of this one since.
bool waits_for(Session& session, core::FilingKey filing, const ports::AttachmentGiven& deed) {
    const auto events = read_events_of_filing(session.connection, filing);
    const auto request = core::attachment_request(events);
    return request && request->takes(deed.type) && std::ranges::none_of(events, [&](const core::Event& event) {
               return event.type == core::EventType::documents_given && event.reference == deed.public_id &&
                      event.key > request->event;
           });
}

core::Event given_event(const ports::AttachmentGiven& deed, core::FilingKey filing) {
    auto event = event_at(core::EventType::documents_given, filing, deed.at);
    event.reason = core::to_string(deed.type);
    event.reference = deed.public_id;
    return event;
}

/// Into the feed of the agency: the filing, or the register in which it is a row. Nothing where it was offered neither.
void tell_agency(Session& session, core::FilingKey filing, const ports::AttachmentGiven& deed) {
    core::FilingKey offered = filing;
    core::AgencyKey agency;
    {
        Query query(session.connection,
                    "SELECT coalesce((SELECT r.register FROM register_rows r WHERE r.filing = f.key), f.key), f.agency"
                    " FROM filings f WHERE f.key = ?",
                    {filing});
        if (!query.next()) return;
        offered = {query.integer(0)};
        agency = {query.integer(1)};
    }
    // what the agency has: a later version may be held
    const auto version = session.offers.newest_version(session.connection, offered);
    if (version) session.offers.add({agency, deed.mode}, {offered, *version, ports::OfferWhy::reply, deed.at});
}

} // namespace

ports::Outcome apply(Session& session, const ports::AttachmentGiven& deed) {
    const auto head = read_head(session.connection, deed.declaration);
    if (!head || head->tenant != deed.tenant || head->mode != deed.mode) return refused(ports::No::not_found);
    if (head->cancelled) return refused(ports::No::declaration_cancelled);
    const auto file = find_file(session, deed);
    const auto known = file ? find_attachment(session, deed, *file) : std::nullopt;
    if (!known && !has_room(session, deed, file.value_or(0))) return refused(ports::No::no_room);

    ports::Outcome outcome;
    outcome.attachment = known.value_or(deed.attachment);
    outcome.repeat = known.has_value();
    if (!known) write_attachment(session, deed, file);
    if (outcome.attachment != deed.attachment) return outcome; // it came in the same moment, under another id
    for (const auto filing : filings_of(session, deed.declaration)) {
        if (!waits_for(session, filing, deed)) continue;
        outcome.answered.push_back(filing);
        write_event(session, {}, given_event(deed, filing));
        if (std::ranges::find(deed.readers, filing) != deed.readers.end()) tell_agency(session, filing, deed);
    }
    if (!known && outcome.answered.empty()) write_event(session, deed.declaration, given_event(deed, {}));
    return outcome;
}

} // namespace postern::store::sqlite
