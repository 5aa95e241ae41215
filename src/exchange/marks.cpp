// Marks: reading what was told, one deed for all of it.
#include "exchange/marks.hpp"

#include "core/item_id.hpp"
#include "core/time.hpp"
#include "exchange/told_times.hpp"

#include <span>
#include <utility>

namespace postern::exchange {

namespace {

constexpr std::int64_t kLongestMark = 366 * core::kDayMs; ///< a year, whichever it is

} // namespace

core::Result<ports::MarkRow> Marks::row_of(const ToldMark& told, core::Instant now) {
    if (told.refused) return *told.refused;
    const auto id = core::ItemId::parse(told.item_id);
    if (!id) return core::Refusal{core::RefusalCode::item_id_invalid, {}, 0, 0, {}};
    const auto kind = core::mark_kind_named(told.kind);
    if (!kind) return wrong_member("kind");
    ports::MarkRow row;
    row.item_id = id->text();
    row.kind = *kind;
    row.reason = told.reason;
    const bool is_clear = *kind == core::MarkKind::clear;
    if (!is_code(told.reason) || (told.reason.empty() && !is_clear)) return wrong_member("reason");
    if (is_clear) {
        if (!told.until.empty()) return wrong_member("until");
    } else {
        const auto until = core::parse_rfc3339(told.until);
        if (!until || *until <= now || until->ms > now.ms + kLongestMark) return wrong_member("until");
        row.until = *until;
    }
    row.key = {ports_.keys.next()};
    row.public_id = ids_->seal(crypto::IdKind::mark, row.key.value);
    return row;
}

std::vector<MarkView> Marks::set(const core::Principal& owner, const std::vector<ToldMark>& told,
                                 const std::string& request_id) {
    const auto now = ports_.clock.now();
    ports::MarkSet deed_body;
    deed_body.mode = owner.mode;
    deed_body.at = now;
    deed_body.window_from = core::item_id_window_from(now, window_months_);
    if (owner.role == core::Role::agency) {
        deed_body.agency = owner.agency;
        if (const auto posts = posts_.find(owner.agency_name); posts != posts_.end()) deed_body.posts = posts->second;
    } else {
        deed_body.tenant = owner.tenant;
    }
    std::vector<MarkView> views(told.size());
    std::vector<std::size_t> taken; // which of the told each row is
    for (std::size_t i = 0; i < told.size(); ++i) {
        auto row = row_of(told[i], now);
        if (!row) {
            views[i].refused = row.refusal();
            continue;
        }
        views[i].item_id = row.value().item_id;
        deed_body.marks.push_back(std::move(row).value());
        taken.push_back(i);
    }
    auto row = ports::audit_of(owner, "marks.set", {}, now, request_id);
    if (taken.size() == 1) row.object = deed_body.marks.front().public_id;
    const auto outcome =
        ports::record_one(ports_.ledger, ports::noted_or(std::move(deed_body), taken.empty()), std::move(row));
    for (std::size_t i = 0; i < outcome.marks.size(); ++i) {
        auto& view = views[taken[i]];
        view.repeat = outcome.marks[i].repeat;
        if (const auto key = outcome.marks[i].key) view.mark_id = ids_->seal(crypto::IdKind::mark, key.value);
    }
    return views;
}

core::Result<std::vector<MarkEntry>> Marks::list(const core::Principal& reader, const std::string& item_id,
                                                 std::string_view cursor, std::uint32_t limit) {
    ports::MarkQuestion question;
    if (reader.role == core::Role::agency)
        question.agency = reader.agency;
    else
        question.tenant = reader.tenant;
    question.mode = reader.mode;
    question.item_id = item_id;
    question.limit = limit;
    if (!cursor.empty()) {
        const auto before = ids_->open(crypto::IdKind::mark, cursor);
        if (!before) return core::Refusal{core::RefusalCode::bad_cursor, {}, 0, 0, {}};
        question.before = *before;
    }
    const auto now = ports_.clock.now();
    std::vector<MarkEntry> entries;
    for (auto& head : ports_.marks.marks(question)) {
        const bool counts = head.counts && head.mark.counts(now);
        entries.push_back({ids_->seal(crypto::IdKind::mark, head.key.value), std::move(head), counts});
    }
    return entries;
}

} // namespace postern::exchange
