// Registrar: a repeat is answered, not repeated.
#include "dispatch/registrar.hpp"

#include "core/item_id.hpp"
#include "dispatch/quality_mark.hpp"

#include <algorithm>

namespace postern::dispatch {

namespace {

/// The S10 as we write it; empty where it was not sent or is wrong (the rules say so).
std::string item_id_of(const steps::Read& read) {
    const auto id = core::ItemId::parse(read->declaration.item_id);
    return id ? id->text() : std::string();
}

bool replaces(const steps::Read& read) {
    return read->received->source->repeat == profiles::RepeatPolicy::replace;
}

/// The sender's own references say that these are two declarations.
bool names_another(const ports::DeclarationHead& known, const steps::Read& read) {
    const auto& reference = read->declaration.sender_reference;
    return !known.item_id.empty() && known.verdict != core::Verdict::rejected && !known.sender_reference.empty() &&
           !reference.empty() && known.sender_reference != reference;
}

/// Its agency knows of it: it was offered, stands in a register, or the exporter lodged it himself.
bool is_lodged_export(const ports::FilingHead& filing, const std::vector<core::Event>& events) {
    if (filing.offered_version != 0) return true;
    if (filing.outcome == ports::RouteOutcome::elsewhere) return !filing.reference.empty();
    return std::ranges::any_of(
        events, [](const core::Event& event) { return event.type == core::EventType::filing_in_register; });
}

/// The newest number that the authority told for it.
std::string number_of(const std::vector<core::Event>& events) {
    std::string number;
    for (const auto& event : events)
        if (event.explicit_customs && !event.reference.empty()) number = event.reference;
    return number;
}

/// When it was first taken without a fault.
core::Instant first_accepted(const ports::DeclarationHead& known, const std::vector<ports::VersionHead>& versions) {
    const auto first = std::ranges::find(versions, core::Verdict::accepted, &ports::VersionHead::verdict);
    return first == versions.end() ? known.received : first->received;
}

} // namespace

ports::Identity Registrar::identity_of(const steps::Read& read, const std::string& item_id, const core::Principal& who,
                                       core::Instant now) const {
    return {who.tenant, who.mode, item_id, read->declaration.sender_reference, read->content_hash, window_from(now)};
}

core::Instant Registrar::window_from(core::Instant now) const {
    return core::item_id_window_from(now, window_months_);
}

steps::Occasion dry_occasion(const steps::Read& read, const std::string& post, core::Instant now) {
    steps::Occasion occasion;
    occasion.item_id = item_id_of(read);
    occasion.lodged_on = core::to_string(core::date_of(now));
    occasion.post = post;
    return occasion;
}

steps::Occasion Registrar::binding(const ports::DeclarationHead& known, const std::string& item_id,
                                   const core::Principal& who, core::Instant now) const {
    steps::Occasion occasion;
    occasion.declaration = known.key;
    occasion.version = known.version + 1;
    occasion.binds_item_id = true;
    occasion.item_id = item_id;
    occasion.lodged_on = core::to_string(core::date_of(now));
    occasion.post = who.post;
    occasion.known_filings = filings_.of_declaration(known.key);
    return occasion;
}

steps::Occasion Registrar::returning(const ports::DeclarationHead& known, const std::string& item_id,
                                     const core::Principal& who, core::Instant now) const {
    steps::Occasion occasion;
    occasion.declaration = known.key;
    occasion.version = known.version;
    occasion.item_id = item_id;
    occasion.lodged_on = core::to_string(core::date_of(now));
    occasion.post = who.post;
    auto& told = occasion.returning.emplace();
    told.renamed = item_id != known.item_id;
    if (told.renamed) told.previous_item_id = known.item_id;
    for (auto& filing : filings_.of_declaration(known.key)) {
        const auto events = filings_.events_of(filing.key);
        if (filing.leg == ports::Leg::export_leg && is_lodged_export(filing, events))
            told.exports.push_back({std::move(filing), number_of(events)});
    }
    return occasion;
}

steps::Occasion Registrar::making_anew(const ports::DeclarationHead& known,
                                       const std::vector<ports::VersionHead>& versions,
                                       const ports::VersionHead& content, std::vector<ports::FilingHead> filings,
                                       const core::Principal& who) const {
    steps::Occasion occasion;
    occasion.declaration = known.key;
    occasion.version = content.version;
    occasion.item_id = known.item_id;
    occasion.post = who.post;
    occasion.makes_anew = true;
    // the day is that of the document which it takes the place of, see change()
    const bool is_lodged =
        std::ranges::any_of(filings, [](const ports::FilingHead& filing) { return filing.offered_version != 0; });
    occasion.lodged_on = core::to_string(core::date_of(is_lodged ? first_accepted(known, versions) : content.received));
    occasion.known_filings = std::move(filings);
    return occasion;
}

bool Registrar::item_id_was_used(const steps::Read& read, const core::Principal& who, core::Instant now) const {
    const std::string item_id = item_id_of(read);
    if (item_id.empty()) return false;
    const auto known = declarations_.known(identity_of(read, item_id, who, now));
    if (!known) return is_spoilt(item_id, who, now);
    if (known->item_id != item_id || known->verdict == core::Verdict::rejected) return false;
    const auto versions = declarations_.versions(known->key);
    const bool repeats = std::any_of(versions.begin(), versions.end(),
                                     [&](const auto& version) { return version.content_hash == read->content_hash; });
    return !repeats && (!replaces(read) || names_another(*known, read));
}

bool Registrar::is_spoilt(const std::string& item_id, const core::Principal& who, core::Instant now) const {
    const auto all = declarations_.of_item(who.tenant, who.mode, item_id);
    return std::ranges::any_of(all, [&](const auto& head) { return head.spoilt && head.received >= window_from(now); });
}

steps::PastUse Registrar::past_use(const steps::Read& read, const core::Principal& who,
                                   core::DeclarationKey except) const {
    const auto sender = sender_pseudonym(read->declaration.sender, who.post, *pseudonyms_);
    if (sender == 0) return {};
    return [this, sender, tenant = who.tenant, mode = who.mode, except](const steps::Route& route, core::Date since) {
        core::Decimal sum;
        for (const auto& amount : uses_.used({sender, tenant, mode, route.name, core::start_of(since), except}))
            sum = sum + core::Decimal::parse(amount).value_or(core::Decimal());
        return sum;
    };
}

steps::PastUse Registrar::past_use(const steps::Read& read, const core::Principal& who, core::Instant now) const {
    const auto known = declarations_.known(identity_of(read, item_id_of(read), who, now));
    return past_use(read, who, known ? known->key : core::DeclarationKey());
}

void Registrar::change(Recognised& found, const steps::Read& read,
                       const std::vector<ports::VersionHead>& versions) const {
    const auto& known = *found.known;
    if (!known.item_id.empty() && !found.occasion.item_id.empty() && known.item_id != found.occasion.item_id) {
        found.refused = core::Refusal{core::RefusalCode::item_id_already_bound,
                                      {},
                                      0,
                                      0,
                                      ids_->seal(crypto::IdKind::declaration, known.key.value)};
        return;
    }
    found.occasion.declaration = known.key;
    found.occasion.version = known.version + 1;
    found.occasion.item_id_was_used = known.item_id == found.occasion.item_id && names_another(known, read);
    if (found.occasion.item_id.empty()) found.occasion.item_id = known.item_id;
    found.occasion.known_filings = filings_.of_declaration(known.key);
    // what was lodged keeps the day, and with it the rates, of its first acceptance
    const auto is_lodged = [](const ports::FilingHead& filing) { return filing.offered_version != 0; };
    if (std::ranges::any_of(found.occasion.known_filings, is_lodged))
        found.occasion.lodged_on = core::to_string(core::date_of(first_accepted(known, versions)));
}

Recognised Registrar::amending(const ports::DeclarationHead& known, const steps::Read& read, const core::Principal& who,
                               core::Instant now) const {
    Recognised found;
    found.known = known;
    found.occasion = dry_occasion(read, who.post, now);
    found.occasion.past_use = past_use(read, who, known.key);
    if (known.content_hash == read->content_hash) {
        found.repeat_of = known.version;
        return found;
    }
    const auto other = declarations_.known(identity_of(read, found.occasion.item_id, who, now));
    if (other && other->key != known.key) {
        found.refused = core::Refusal{
            core::RefusalCode::item_id_in_use, {}, 0, 0, ids_->seal(crypto::IdKind::declaration, other->key.value)};
        return found;
    }
    change(found, read, declarations_.versions(known.key));
    return found;
}

Recognised Registrar::recognise(const steps::Read& read, const core::Principal& who, core::Instant now) const {
    Recognised found;
    found.occasion = dry_occasion(read, who.post, now);
    found.known = declarations_.known(identity_of(read, found.occasion.item_id, who, now));
    found.occasion.past_use = past_use(read, who, found.known ? found.known->key : core::DeclarationKey());
    if (!found.known) {
        found.occasion.declaration = {keys_.next()};
        return found;
    }
    const auto& known = *found.known;
    const auto versions = declarations_.versions(known.key);
    const auto same = std::find_if(versions.rbegin(), versions.rend(),
                                   [&](const auto& v) { return v.content_hash == read->content_hash; });
    if (same != versions.rend()) {
        found.repeat_of = same->version;
        return found;
    }
    if (!replaces(read) && known.verdict != core::Verdict::rejected) {
        found.refused = core::Refusal{
            core::RefusalCode::content_differs, {}, 0, 0, ids_->seal(crypto::IdKind::declaration, known.key.value)};
        return found;
    }
    change(found, read, versions);
    return found;
}

} // namespace postern::dispatch
