// QualityTallies: increments, and the bounded names of offices.
#include "store/sqlite/quality_tallies.hpp"

#include <string_view>

namespace postern::store::sqlite {
namespace {

// numbered values in the order of the columns: a sender's rows have one key less than an office's
#define POSTERN_RAISE_FINDINGS                                                                                         \
    " DO UPDATE SET declarations = declarations + excluded.declarations, infos = infos + excluded.infos,"              \
    " warnings = warnings + excluded.warnings, errors = errors + excluded.errors"
#define POSTERN_RAISE_ALL                                                                                              \
    POSTERN_RAISE_FINDINGS ", accepted = accepted + excluded.accepted, held = held + excluded.held,"                   \
                           " rejected = rejected + excluded.rejected, lines = lines + excluded.lines,"                 \
                           " accurate = accurate + excluded.accurate, complete = complete + excluded.complete,"        \
                           " consistent = consistent + excluded.consistent, timely = timely + excluded.timely"
#define POSTERN_COUNTS                                                                                                 \
    "declarations, infos, warnings, errors, accepted, held, rejected, lines, accurate, complete, consistent, timely"

constexpr std::string_view kRaiseDay = "INSERT INTO quality_days(tenant, mode, day, source, office, " POSTERN_COUNTS
                                       ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                       " ON CONFLICT(tenant, mode, day, source, office)" POSTERN_RAISE_ALL;
constexpr std::string_view kRaiseSender = "INSERT INTO quality_senders(tenant, mode, day, sender, " POSTERN_COUNTS
                                          ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                          " ON CONFLICT(tenant, mode, day, sender)" POSTERN_RAISE_ALL;
constexpr std::string_view kRaiseCode =
    "INSERT INTO quality_codes(tenant, mode, day, code, office, declarations, infos, warnings, errors)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(tenant, mode, day, code, office)" POSTERN_RAISE_FINDINGS;
constexpr std::string_view kRaiseRule =
    "INSERT INTO quality_rules(tenant, mode, day, rule, office, declarations, infos, warnings, errors)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(tenant, mode, day, rule, office)" POSTERN_RAISE_FINDINGS;

#undef POSTERN_RAISE_FINDINGS
#undef POSTERN_RAISE_ALL
#undef POSTERN_COUNTS

void raise(ports::FindingCounts& counts, const ports::FindingCounts& by) {
    counts.infos += by.infos;
    counts.warnings += by.warnings;
    counts.errors += by.errors;
}

} // namespace

void QualityTallies::count(Counts& counts, const ports::VersionRow& row) {
    const auto& mark = row.quality;
    ++counts.declarations;
    raise(counts.findings, mark.findings);
    counts.accepted += row.verdict == core::Verdict::accepted ? 1 : 0;
    counts.held += row.verdict == core::Verdict::held ? 1 : 0;
    counts.rejected += row.verdict == core::Verdict::rejected ? 1 : 0;
    counts.lines += mark.lines;
    counts.accurate += mark.accurate ? 1 : 0;
    counts.complete += mark.complete ? 1 : 0;
    counts.consistent += mark.consistent ? 1 : 0;
    counts.timely += mark.timely ? 1 : 0;
}

void QualityTallies::count(Counts& counts, const ports::QualityHit& hit) {
    ++counts.declarations;
    raise(counts.findings, hit.findings);
}

std::int64_t QualityTallies::office(core::TenantKey tenant, const std::string& name) {
    if (name.empty()) return kNoOffice;
    if (!offices_.contains(tenant)) {
        Query known(connection_, "SELECT count(*) FROM quality_offices WHERE tenant = ?", {tenant});
        offices_[tenant].count = known.next() ? known.integer(0) : 0;
    }
    auto& offices = offices_[tenant];
    if (const auto found = offices.keys.find(name); found != offices.keys.end()) return found->second;
    std::int64_t key = kOneMoreOffice;
    {
        Query query(connection_, "SELECT key FROM quality_offices WHERE tenant = ? AND name = ?", {tenant, name});
        if (query.next()) key = query.integer(0);
    }
    if (key == kOneMoreOffice) {
        if (offices.count >= ports::kOfficesOfAPost) return kOneMoreOffice;
        connection_.run("INSERT INTO quality_offices(tenant, name) VALUES(?, ?)", {tenant, name});
        key = connection_.last_key();
        ++offices.count;
    }
    offices.keys.emplace(name, key);
    return key;
}

void QualityTallies::add(const Where& where, const ports::VersionRow& row) {
    const auto& mark = row.quality;
    const auto tenant = where.tenant.value;
    const auto mode = static_cast<std::int64_t>(where.mode);
    const auto day = core::days_between({1970, 1, 1}, core::date_of(where.at));
    const auto at_office = office(where.tenant, mark.office);
    count(by_day_[{tenant, mode, day, names_.number(NameKind::source, row.source), at_office}], row);
    count(by_sender_[{tenant, mode, day, mark.sender, 0}], row);
    for (const auto& hit : mark.codes)
        count(by_code_[{tenant, mode, day, names_.number(NameKind::finding_code, hit.name), at_office}], hit);
    for (const auto& hit : mark.rules)
        count(by_rule_[{tenant, mode, day, names_.number(NameKind::finding_rule, hit.name), at_office}], hit);
}

void QualityTallies::write_hits(std::string_view sql, Tally& tally) {
    for (const auto& [key, c] : tally)
        connection_.run(sql, {key[0], key[1], key[2], key[3], key[4], c.declarations, c.findings.infos,
                              c.findings.warnings, c.findings.errors});
    tally.clear();
}

void QualityTallies::write() {
    for (const auto& [key, c] : by_day_)
        connection_.run(kRaiseDay, {key[0], key[1], key[2], key[3], key[4], c.declarations, c.findings.infos,
                                    c.findings.warnings, c.findings.errors, c.accepted, c.held, c.rejected, c.lines,
                                    c.accurate, c.complete, c.consistent, c.timely});
    by_day_.clear();
    for (const auto& [key, c] : by_sender_)
        connection_.run(kRaiseSender, {key[0], key[1], key[2], key[3], c.declarations, c.findings.infos,
                                       c.findings.warnings, c.findings.errors, c.accepted, c.held, c.rejected, c.lines,
                                       c.accurate, c.complete, c.consistent, c.timely});
    by_sender_.clear();
    write_hits(kRaiseCode, by_code_);
    write_hits(kRaiseRule, by_rule_);
}

void QualityTallies::forget() {
    by_day_.clear();
    by_sender_.clear();
    by_code_.clear();
    by_rule_.clear();
    offices_.clear();
}

} // namespace postern::store::sqlite
