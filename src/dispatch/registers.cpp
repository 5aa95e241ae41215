// Registers: closing and telling anew. What the store finds moved meanwhile is left for the next turn.
#include "dispatch/registers.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"
#include "profiles/pack_functions.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <span>

namespace postern::dispatch {

using core::Refusal;
using core::RefusalCode;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::uint32_t kStaleAtOnce = 100;

std::string name_of(const ports::WaitingRows& group) {
    return "post " + group.post + " (" + std::string(core::to_string(group.mode)) + "), route " + group.route +
           ", profile " + group.profile;
}

bool is_due(const ports::WaitingRows& group, const profiles::RegisterForm& form, core::Instant now) {
    if (group.rows >= form.max_rows) return true;
    return form.max_minutes != 0 && now.ms - group.oldest.ms >= form.max_minutes * kMinute;
}

/// The country that the rows have in common; empty where it is something else.
std::string country_of(const profiles::RegisterForm& form, const std::string& together) {
    if (form.together != profiles::Together::destination) return {};
    return together.substr(0, together.find('/'));
}

/// Those whose references would else be the same share a sequence.
std::string series_of(const profiles::Profile& profile, const ports::WaitingRows& group, const std::string& country) {
    const auto& pattern = profile.register_form->reference;
    std::string series = profile.name + "/" + std::string(core::to_string(group.mode));
    if (pattern.find("{post}") != std::string::npos) series += "/" + group.post;
    if (pattern.find("{together}") != std::string::npos) series += "/" + country;
    return series;
}

profiles::RowWhy why_of(const ports::RowHead& row) {
    if (row.out) return profiles::RowWhy::cancelled;
    if (row.told == 0) return profiles::RowWhy::fresh;
    return row.told == row.version ? profiles::RowWhy::unchanged : profiles::RowWhy::amended;
}

std::vector<ports::RowTold> told_of(const std::vector<ports::RowHead>& rows) {
    std::vector<ports::RowTold> told;
    told.reserve(rows.size());
    for (const auto& row : rows)
        told.push_back({row.filing, row.version, row.number, row.out});
    return told;
}

/// The rows that a new version of a register says something about.
std::vector<ports::RowHead> rows_to_tell(const std::vector<ports::RowHead>& all, profiles::Reissue reissue) {
    std::vector<ports::RowHead> rows;
    std::copy_if(all.begin(), all.end(), std::back_inserter(rows), [&](const ports::RowHead& row) {
        if (reissue == profiles::Reissue::whole) return !row.out;
        return row.out ? row.told != 0 : row.told != row.version;
    });
    return rows;
}

} // namespace

Registers::Registers(Ports ports, std::shared_ptr<const profiles::Editions> editions,
                     std::shared_ptr<const codelists::Shelf> lists, std::function<void(std::string_view)> log)
    : ports_(ports), editions_(std::move(editions)), lists_(std::move(lists)), log_(std::move(log)) {}

std::shared_ptr<const profiles::Profile> Registers::profile_of(const std::string& name) const {
    auto profile = editions_->current()->profile(name);
    if (!profile || !profile->register_form) throw core::Failure("the profile is not loaded, or gathers no rows now");
    return profile;
}

std::vector<profiles::RegisterRow> Registers::texts_of(const std::vector<ports::RowHead>& rows) {
    std::vector<profiles::RegisterRow> texts;
    auto reader = readers_.borrow();
    for (const auto& row : rows) {
        const auto kept = ports_.filings.document(row.filing, row.version);
        if (!kept) throw core::Failure("a row has no text");
        auto tree = (*reader).read_whole(vault::open(kept->sealed), {});
        if (!tree) throw core::Failure("a row's text cannot be read");
        texts.push_back({row.number, row.reference, row.version, why_of(row), std::move(tree).value()});
    }
    return texts;
}

ports::DocumentRow Registers::document_of(const profiles::Profile& profile, const profiles::RegisterHead& head,
                                          const std::vector<profiles::RegisterRow>& rows, const std::string& agency) {
    const auto lists = lists_->current();
    const auto day = core::parse_date(head.lodged_on);
    profiles::PackFunctions functions(
        profile, [&](std::string_view code) { return lists->country_name(code); },
        [&](const core::Money& money, std::string_view to) {
            return day ? lists->convert_for(agency, money, to, *day) : std::nullopt;
        });
    const auto document = profiles::register_document(profile, head, rows, functions);
    if (const auto findings = functions.take_findings(); !findings.empty())
        throw core::Failure("register.xsl reports " + findings.front().code);
    if (const auto faults = profile.schema->check(document); !faults.empty())
        throw core::Failure("the document is not valid at " + faults.front().path);
    const auto text = profile.written(document);
    return {vault::seal(text, vault::Kind::document), crypto::sha256(text), profile.media_type, text.size()};
}

std::optional<core::FilingKey> Registers::close_group(const ports::WaitingRows& group, std::uint32_t most) {
    const auto profile = profile_of(group.profile);
    return close_rows(group, *profile,
                      ports_.registers.waiting_rows(group, std::min(most, profile->register_form->max_rows)));
}

std::vector<ports::RowHead> Registers::rows_among(const ports::WaitingRows& group,
                                                  const std::set<std::string, std::less<>>& items) {
    auto rows = ports_.registers.waiting_rows(group, group.rows);
    if (!items.empty()) std::erase_if(rows, [&](const auto& row) { return !items.contains(row.item_id); });
    return rows;
}

std::optional<core::FilingKey> Registers::close_rows(const ports::WaitingRows& group, const profiles::Profile& profile,
                                                     std::vector<ports::RowHead> rows) {
    if (rows.empty()) return std::nullopt;
    const auto& form = *profile.register_form;
    const auto first = ports_.filings.filing(rows.front().filing);
    if (!first) throw core::Failure("a row has no filing");
    const auto now = ports_.clock.now();

    const std::string country = country_of(form, group.together);
    ports::Deed draw;
    draw.body = ports::NumberDrawn{series_of(profile, group, country)};
    const auto number = ports_.ledger.record(std::span(&draw, 1)).front().number;

    profiles::RegisterHead head;
    head.lodged_on = core::to_string(core::date_of(now));
    head.reference = form.reference_of(group.post, country, head.lodged_on, number);
    head.number = number;
    head.leg = ports::to_string(first->leg);
    head.closed_at = core::to_rfc3339(now);
    head.post = group.post;
    head.mode = core::to_string(group.mode);
    head.together = country;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        rows[i].number = i + 1;

    ports::RegisterClosed closed;
    closed.tenant = group.tenant;
    closed.mode = group.mode;
    closed.at = now;
    closed.number = number;
    closed.together = group.together;
    closed.filing.key = {ports_.keys.next()};
    closed.filing.route = group.route;
    closed.filing.leg = first->leg;
    closed.filing.agency = first->agency;
    closed.filing.profile = profile.name;
    closed.filing.profile_version = profile.version;
    closed.filing.profile_hash = profile.hash;
    closed.filing.reference = head.reference;
    closed.filing.required = first->required;
    closed.filing.document = document_of(profile, head, texts_of(rows), first->agency);
    closed.rows = told_of(rows);
    const auto key = closed.filing.key;
    ports::Deed deed;
    deed.body = std::move(closed);
    if (!ports_.ledger.record(std::span(&deed, 1)).front().done()) return std::nullopt;
    return key;
}

void Registers::tell_anew(core::FilingKey filing) {
    const auto known = ports_.registers.head(filing);
    if (!known) return;
    const auto profile = profile_of(known->profile);
    const auto all = ports_.registers.rows(filing);
    const auto reissue = profile->register_form->reissue;
    const auto rows = rows_to_tell(all, reissue);
    if (rows.empty() && reissue != profiles::Reissue::whole)
        throw core::Failure("it was to be told anew, and is as it was");
    const auto now = ports_.clock.now();
    const auto kept = ports_.filings.filing(filing);
    if (!kept) return;
    ports::RegisterRetold retold{filing, known->version, now, std::nullopt, told_of(all)};
    if (!rows.empty()) {
        profiles::RegisterHead head;
        head.reference = known->reference;
        head.version = known->version + 1;
        head.number = known->number;
        head.leg = ports::to_string(kept->leg);
        head.lodged_on = core::to_string(core::date_of(now));
        head.closed_at = core::to_rfc3339(now);
        head.post = known->post;
        head.mode = core::to_string(known->mode);
        head.together = country_of(*profile->register_form, known->together);
        retold.document = document_of(*profile, head, texts_of(rows), known->agency);
    }
    ports::Deed deed;
    deed.body = std::move(retold);
    ports_.ledger.record(std::span(&deed, 1)); // moved meanwhile: it is stale still, and its turn comes again
}

bool Registers::may_try(const std::string& what) {
    const std::lock_guard lock(failures_mutex_);
    const auto found = failed_at_.find(what);
    if (found == failed_at_.end()) return true;
    if (ports_.clock.now().ms - found->second.ms < kMinute) return false;
    failed_at_.erase(found);
    return true;
}

bool Registers::attempt(const std::string& what, const std::function<void()>& job) {
    try {
        job();
        return true;
    } catch (const core::Failure& failure) {
        if (log_) log_("a register could not be made: " + what + ": " + failure.what());
        const std::lock_guard lock(failures_mutex_);
        failed_at_[what] = ports_.clock.now();
        return false;
    }
}

Registers::Done Registers::work_off() {
    Done done;
    for (const auto& group : ports_.registers.waiting()) {
        const std::string what = name_of(group);
        const auto profile = editions_->current()->profile(group.profile);
        const bool is_gathering = profile && profile->register_form;
        if (is_gathering && !is_due(group, *profile->register_form, ports_.clock.now())) continue;
        if (!may_try(what)) continue;
        const bool tried = attempt(what, [&] {
            const auto full = is_gathering ? profile->register_form->max_rows : group.rows;
            auto left = group.rows;
            do { // what is left over and not full has its own time
                if (!close_group(group, full)) break;
                ++done.closed;
                left -= std::min(left, full);
            } while (left >= full);
        });
        if (!tried) ++done.failed;
    }
    for (const auto filing : ports_.registers.stale(kStaleAtOnce)) {
        const std::string what = "register " + std::to_string(filing.value);
        if (!may_try(what)) continue;
        if (attempt(what, [&] { tell_anew(filing); }))
            ++done.retold;
        else
            ++done.failed;
    }
    return done;
}

std::vector<core::FilingKey> Registers::close(const core::Principal& post, std::string_view route,
                                              const std::set<std::string, std::less<>>& items) {
    std::vector<core::FilingKey> made;
    for (const auto& group : ports_.registers.waiting()) {
        if (group.tenant != post.tenant || group.mode != post.mode) continue;
        if (!route.empty() && group.route != route) continue;
        attempt(name_of(group), [&] {
            const auto profile = profile_of(group.profile);
            const auto rows = rows_among(group, items);
            for (std::size_t at = 0; at < rows.size(); at += profile->register_form->max_rows) {
                const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(at);
                const auto count = std::min<std::size_t>(profile->register_form->max_rows, rows.size() - at);
                const auto key = close_rows(group, *profile, {begin, begin + static_cast<std::ptrdiff_t>(count)});
                if (key) made.push_back(*key);
            }
        });
    }
    return made;
}

core::Result<void> Registers::take_out(const core::Principal& post, core::FilingKey row, std::string_view reason,
                                       ports::AuditRow audit) {
    ports::Deed deed;
    deed.audit.push_back(std::move(audit));
    deed.body = ports::RowTakenOut{row, post.tenant, post.mode, ports_.clock.now(), std::string(reason)};
    switch (ports_.ledger.record(std::span(&deed, 1)).front().no) {
    case ports::No::none: return {};
    case ports::No::row_settled: return Refusal{RefusalCode::row_settled, {}, 0, 0, {}};
    default: return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    }
}

} // namespace postern::dispatch
