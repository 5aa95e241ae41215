// Prefills: keys, tokens and references are drawn here; who comes first is decided where it is written.
#include "counter/prefills.hpp"

#include "core/failure.hpp"
#include "counter/prefill_reference.hpp"
#include "crypto/digest.hpp"
#include "vault/vault.hpp"

#include <numeric>
#include <span>
#include <utility>

namespace postern::counter {

using core::Refusal;
using core::RefusalCode;
using core::Result;
using ports::No;

namespace {

constexpr std::size_t kSeedBytes = 20;
constexpr std::size_t kTokenBytes = 20; // 160 bits: 32 characters
constexpr std::size_t kReferenceBytes = 14;
constexpr std::size_t kLongestLink = 2'000;
constexpr std::string_view kPlaceOfToken = "/p/";
constexpr int kDraws = 8; // of a reference; two open drafts share one in a million at most

Refusal no_prefill(RefusalCode code, std::string object_id = {}, std::string argument = {}) {
    return Refusal{code, std::move(argument), 0, 0, std::move(object_id)};
}

/// Of what was expected to come to pass, and did not.
Refusal refusal_of(No no, const std::string& id) {
    switch (no) {
    case No::prefill_taken: return no_prefill(RefusalCode::prefill_taken, id);
    case No::prefill_used: return no_prefill(RefusalCode::prefill_used, id);
    case No::prefill_expired: return no_prefill(RefusalCode::prefill_expired, id);
    case No::version_moved: return no_prefill(RefusalCode::if_match_failed);
    default: return no_prefill(RefusalCode::not_found);
    }
}

/// What is scanned is the link of the code; what is typed, its end.
std::string_view token_in(std::string_view scanned) {
    if (const auto at = scanned.rfind(kPlaceOfToken); at != std::string_view::npos)
        scanned.remove_prefix(at + kPlaceOfToken.size());
    return scanned;
}

} // namespace

std::string Prefills::public_id(core::PrefillKey key) const {
    return ids_->seal(crypto::IdKind::prefill, key.value);
}

std::string Prefills::token_of(core::PrefillKey key, std::string_view seed) const {
    std::string what = "token of a prefill " + std::to_string(key.value) + " ";
    what.append(seed);
    const auto mac = crypto::hmac_sha256(secret_, what);
    return crypto::to_base32({reinterpret_cast<const char*>(mac.bytes.data()), kTokenBytes});
}

std::optional<std::string> Prefills::token_of(const ports::PrefillHead& head) const {
    auto token = token_of(head.key, head.seed);
    if (crypto::sha256(token) != head.token_hash) return std::nullopt;
    return token;
}

std::optional<ports::PrefillHead> Prefills::by_token(std::string_view token) const {
    return ports_.prefills.by_token(crypto::sha256(token));
}

PrefillView Prefills::view_of(ports::PrefillHead head) const {
    PrefillView view;
    view.id = public_id(head.key);
    view.state = head.state(ports_.clock.now());
    // between its end and the round that empties it nobody reads it either
    const bool readable = view.state == ports::PrefillState::open || view.state == ports::PrefillState::taken;
    if (readable && !head.content.bytes.empty()) view.declaration = vault::open(head.content);
    view.head = std::move(head);
    return view;
}

ports::PrefillMade Prefills::drawn(const Caller& caller, const std::string& declaration, core::Instant now) const {
    ports::PrefillMade made;
    made.prefill = {ports_.keys.next()};
    made.tenant = caller.who.tenant;
    made.mode = caller.who.mode;
    made.client = caller.who.client;
    made.office = caller.who.office;
    made.reference = reference_of(crypto::random_bytes(kReferenceBytes));
    made.seed = crypto::random_bytes(kSeedBytes);
    made.token_hash = crypto::sha256(token_of(made.prefill, made.seed));
    made.content = vault::seal(declaration, vault::Kind::message);
    made.at = now;
    made.expires = {now.ms + rules_.days * core::kDayMs};
    made.at_most = rules_.at_most;
    return made;
}

std::vector<Result<MadePrefill>> Prefills::make(const Caller& caller, const std::vector<std::string>& declarations) {
    const auto now = ports_.clock.now();
    std::vector<Result<MadePrefill>> results(declarations.size(), no_prefill(RefusalCode::internal));
    std::vector<std::size_t> open(declarations.size());
    std::iota(open.begin(), open.end(), std::size_t{0});
    for (int draw = 0; !open.empty(); ++draw) {
        if (draw == kDraws) throw core::Failure("no free reference of a prefill was drawn");
        std::vector<ports::Deed> deeds(open.size());
        for (std::size_t i = 0; i < open.size(); ++i) {
            auto made = drawn(caller, declarations[open[i]], now);
            deeds[i].audit.push_back(
                ports::audit_of(caller.who, "prefills.make", public_id(made.prefill), now, caller.request_id));
            deeds[i].body = std::move(made);
        }
        const auto outcomes = ports_.ledger.record(deeds);
        std::vector<std::size_t> again;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const auto& made = std::get<ports::PrefillMade>(deeds[i].body);
            if (outcomes[i].no == No::reference_taken)
                again.push_back(open[i]);
            else if (outcomes[i].no == No::too_many)
                results[open[i]] = no_prefill(RefusalCode::prefills_full, {}, std::to_string(rules_.at_most));
            else
                results[open[i]] = MadePrefill{view_of({made.prefill,
                                                        made.tenant,
                                                        made.mode,
                                                        made.client,
                                                        made.office,
                                                        made.reference,
                                                        made.token_hash,
                                                        made.seed,
                                                        1,
                                                        made.at,
                                                        made.expires,
                                                        made.content,
                                                        {},
                                                        {},
                                                        {}}),
                                               token_of(made.prefill, made.seed)};
        }
        open = std::move(again);
    }
    return results;
}

Result<ports::PrefillHead> Prefills::own(const Caller& caller, std::string_view id) const {
    const auto key = ids_->open(crypto::IdKind::prefill, id);
    auto head = key ? ports_.prefills.prefill({*key}) : std::nullopt;
    if (!head || head->tenant != caller.who.tenant || head->mode != caller.who.mode)
        return no_prefill(RefusalCode::not_found);
    const bool at_its_office = !caller.who.office.empty() &&
                               (caller.who.office == head->made_at_office || caller.who.office == head->taken_by);
    if (caller.who.role != core::Role::post && caller.who.client != head->client && !at_its_office)
        return no_prefill(RefusalCode::not_found);
    return std::move(*head);
}

Result<PrefillView> Prefills::prefill(const Caller& caller, std::string_view id) {
    auto head = own(caller, id);
    if (!head) return head.refusal();
    return view_of(std::move(head).value());
}

Result<void> Prefills::recorded(const Caller& caller, ports::DeedBody body, const std::string& action,
                                core::PrefillKey key) {
    const auto id = public_id(key);
    auto row = ports::audit_of(caller.who, action, id, ports_.clock.now(), caller.request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(body), std::move(row));
    if (!outcome.done()) return refusal_of(outcome.no, id);
    return {};
}

Result<PrefillView> Prefills::change(const Caller& caller, std::string_view id, std::uint32_t expected,
                                     const std::string& declaration) {
    const auto head = own(caller, id);
    if (!head) return head.refusal();
    const auto& known = head.value();
    const auto done =
        recorded(caller,
                 ports::PrefillChanged{known.key, known.tenant, known.mode, caller.who.office,
                                       expected == 0 ? known.version : expected,
                                       vault::seal(declaration, vault::Kind::message), ports_.clock.now()},
                 "prefills.make", known.key);
    if (!done) return done.refusal();
    return prefill(caller, id);
}

Result<void> Prefills::remove(const Caller& caller, std::string_view id) {
    const auto head = own(caller, id);
    if (!head) return head.refusal();
    const auto& known = head.value();
    return recorded(caller,
                    ports::PrefillRemoved{known.key, known.tenant, known.mode, caller.who.office, ports_.clock.now()},
                    "prefills.make", known.key);
}

Result<ports::PrefillHead> Prefills::scanned_head(const Caller& caller, const Scanned& scanned) {
    const auto& who = caller.who;
    if (!scanned.token.empty()) {
        if (scanned.token.size() > kLongestLink) return no_prefill(RefusalCode::not_found);
        auto head = by_token(token_in(scanned.token));
        if (!head || head->tenant != who.tenant || head->mode != who.mode) return no_prefill(RefusalCode::not_found);
        return std::move(*head);
    }
    const auto reference = read_reference(scanned.reference);
    if (!reference) return no_prefill(RefusalCode::reference_mistyped);
    const auto now = ports_.clock.now();
    if (!misses_.may_try(who.client, now)) return no_prefill(RefusalCode::too_many_attempts);
    auto head = ports_.prefills.by_reference(who.tenant, who.mode, *reference);
    if (head) return std::move(*head);
    misses_.missed(who.client, now);
    return no_prefill(RefusalCode::not_found);
}

Result<PrefillView> Prefills::scan(const Caller& caller, const Scanned& scanned) {
    const auto head = scanned_head(caller, scanned);
    if (!head) return head.refusal();
    const auto& found = head.value();
    const auto done = recorded(caller,
                               ports::PrefillTaken{found.key, found.tenant, found.mode, caller.who.office,
                                                   caller.who.clerk, ports_.clock.now()},
                               "prefills.scan", found.key);
    if (!done) return done.refusal();
    return prefill(caller, public_id(found.key));
}

Result<void> Prefills::give_back(const Caller& caller, std::string_view id) {
    // an office may give back what it took, whoever made it; that another one took it, it may know
    const auto key = ids_->open(crypto::IdKind::prefill, id);
    if (!key) return no_prefill(RefusalCode::not_found);
    return recorded(
        caller,
        ports::PrefillGivenBack{{*key}, caller.who.tenant, caller.who.mode, caller.who.office, ports_.clock.now()},
        "prefills.scan", {*key});
}

} // namespace postern::counter
