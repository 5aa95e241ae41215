// ReferralRound: a page of them a deed.
#include "workers/referral_round.hpp"

#include "core/item_id.hpp"

#include <span>
#include <utility>

namespace postern::workers {

namespace {

constexpr std::uint32_t kReferralsOfADeed = 500;

} // namespace

std::size_t ReferralRound::step() {
    std::size_t told = 0;
    const auto now = clock_.now();
    for (bool more = true; more;) {
        ports::ReferralsOverdue overdue{referrals_.overdue(now, kReferralsOfADeed), now,
                                        core::item_id_window_from(now, window_months_)};
        if (overdue.referrals.empty()) break;
        more = overdue.referrals.size() == kReferralsOfADeed;
        ports::Deed deed;
        deed.body = std::move(overdue);
        const auto count = ledger_.record(std::span(&deed, 1)).front().number;
        if (count == 0) break; // answered meanwhile, or told by another process
        told += count;
    }
    return told;
}

} // namespace postern::workers
