// Referrals: told as one deed, listed by their places, shown whole.
#include "exchange/referrals.hpp"

#include "core/item_id.hpp"
#include "exchange/told_times.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::exchange {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

constexpr std::uint32_t kReferralsOfAnItem = 100;
constexpr std::size_t kSealedTextBytes = 1u << 16;

Refusal refused_with(RefusalCode code, std::string_view argument = {}) {
    return Refusal{code, std::string(argument), 0, 0, {}};
}

/// rank and instant, then which it is: each part is an id of ours, so that nobody makes one up.
std::string cursor_after(const crypto::IdCipher& ids, const ports::ReferralPlace& place) {
    return ids.seal(IdKind::cursor, static_cast<std::int64_t>(place.rank)) + "." +
           ids.seal(IdKind::cursor, place.at.ms) + "." + ids.seal(IdKind::referral, place.key.value);
}

std::optional<ports::ReferralPlace> place_at(const crypto::IdCipher& ids, std::string_view cursor) {
    const auto first = cursor.find('.');
    const auto second = first == std::string_view::npos ? first : cursor.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto rank = ids.open(IdKind::cursor, cursor.substr(0, first));
    const auto at = ids.open(IdKind::cursor, cursor.substr(first + 1, second - first - 1));
    const auto key = ids.open(IdKind::referral, cursor.substr(second + 1));
    if (!rank || !at || !key) return std::nullopt;
    return ports::ReferralPlace{static_cast<ports::ReferralRank>(*rank), {*at}, {*key}};
}

} // namespace

Result<std::vector<ToldView>> Referrals::tell(const Principal& post, const SentReferrals& sent, const IsField& is_field,
                                              const std::string& request_id) {
    if (!is_code(sent.message_reference)) return wrong_member("message_reference");
    if (!is_code(sent.sender)) return wrong_member("sender");
    if (!is_code(sent.recipient)) return wrong_member("recipient");
    const auto now = ports_.clock.now();
    ports::ReferralsTold body{post.tenant, post.mode,
                              now,         core::item_id_window_from(now, window_months_),
                              sent.source, sent.message_reference,
                              sent.sender, sent.recipient,
                              {}};
    std::vector<ToldView> views(sent.referrals.size());
    std::vector<std::size_t> taken; // which of the referrals each told one is
    for (std::size_t i = 0; i < sent.referrals.size(); ++i) {
        auto told = told_referral(sent.referrals[i], now, is_field);
        if (!told) {
            views[i].refused = told.refusal();
            continue;
        }
        told.value().referral = {ports_.keys.next()};
        body.told.push_back(std::move(told).value());
        taken.push_back(i);
    }
    auto row = ports::audit_of(post, "referrals.report", {}, now, request_id);
    const auto outcome =
        ports::record_one(ports_.ledger, ports::noted_or(std::move(body), taken.empty()), std::move(row));
    for (std::size_t i = 0; i < outcome.referrals.size(); ++i) {
        auto& view = views[taken[i]];
        view.referral_id = ids_->seal(IdKind::referral, outcome.referrals[i].referral.value);
        view.repeat = outcome.referrals[i].repeat;
    }
    return views;
}

ReferralView Referrals::view(ports::ReferralHead head) const {
    ReferralView view;
    view.referral_id = ids_->seal(IdKind::referral, head.place.key.value);
    view.overdue = head.state == core::ReferralState::open && head.deadline && *head.deadline <= ports_.clock.now();
    view.head = std::move(head);
    return view;
}

std::optional<ports::ReferralHead> Referrals::own(const Principal& post, std::string_view referral_id) const {
    return own_referral(ports_.referrals, *ids_, post, referral_id);
}

Result<ReferralPage> Referrals::list(const Principal& post, ports::ReferralQuestion asked, std::string_view after) {
    asked.tenant = post.tenant;
    asked.mode = post.mode;
    if (!after.empty()) {
        asked.after = place_at(*ids_, after);
        if (!asked.after) return refused_with(RefusalCode::bad_cursor);
    }
    ReferralPage page;
    page.next = after;
    for (auto& head : ports_.referrals.referrals(asked)) {
        page.next = cursor_after(*ids_, head.place);
        page.referrals.push_back(view(std::move(head)));
    }
    return page;
}

std::vector<ReferralView> Referrals::of_item(const Principal& post, std::string_view item_id) {
    std::vector<ReferralView> views;
    const auto id = core::ItemId::parse(item_id);
    if (!id) return views;
    const auto from = core::item_id_window_from(ports_.clock.now(), window_months_);
    for (auto& head : ports_.referrals.referrals({post.tenant, post.mode, {}, id->text(), {}, kReferralsOfAnItem}))
        if (head.received >= from) views.push_back(view(std::move(head)));
    return views;
}

Result<ReferralWhole> Referrals::referral(const Principal& post, std::string_view referral_id) {
    auto head = own(post, referral_id);
    if (!head) return refused_with(RefusalCode::not_found);
    const auto key = head->place.key;
    ReferralWhole whole;
    whole.referral = view(std::move(*head));
    for (auto& message : ports_.referrals.messages(key)) {
        auto text = message.text.bytes.empty() ? std::string() : vault::open(message.text, kSealedTextBytes);
        whole.messages.push_back({std::move(message), std::move(text)});
    }
    for (const auto& one : ports_.referrals.evidence(key))
        whole.evidence.push_back(document_of(one, *ids_));
    for (const auto& kept : ports_.referrals.answers(key))
        whole.answers.push_back(answer_view(kept, *ids_));
    return whole;
}

} // namespace postern::exchange
