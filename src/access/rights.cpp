// Rights: the one table of who may do what.
#include "access/rights.hpp"

#include <algorithm>
#include <array>

namespace postern::access {
namespace {

// A column per role: post, agency, counter, admin. An admin runs the house and reads nobody's declarations. What is
// open to everybody (problems, the reference pages) needs no right and is not here.
constexpr std::array kRights{
    Right{"declarations.submit", true, false, true, false},
    Right{"declarations.validate", true, false, true, false},
    Right{"declarations.read", true, false, true, false},
    Right{"declarations.amend", true, false, true, false},
    Right{"declarations.cancel", true, false, true, false},
    Right{"declarations.return", true, false, true, false},
    Right{"declarations.attach", true, false, true, false},
    Right{"declarations.evidence", true, false, true, false},
    Right{"declarations.bind-item-id", true, false, true, false},
    Right{"declarations.lodge", true, false, true, false},
    Right{"prefills.make", true, false, true, false},
    Right{"prefills.read", true, false, true, false},
    Right{"prefills.scan", true, false, true, false},
    Right{"templates.read", true, false, true, false},
    Right{"templates.manage", true, false, true, false},
    Right{"counter.read", true, false, true, false},
    Right{"counter.accept", true, false, true, false},
    Right{"counter.print", true, false, true, false},
    Right{"counter.void", true, false, true, false},
    Right{"submissions.read", true, false, true, false},
    Right{"items.read", true, false, true, false},
    Right{"items.events", true, false, true, false},
    Right{"items.may-depart", true, false, true, false},
    Right{"marks.set", true, true, false, false},
    Right{"marks.read", true, true, false, false},
    Right{"declarations.review", true, false, false, false},
    Right{"dispatches.read", true, false, true, false},
    Right{"dispatches.tell", true, false, true, false},
    Right{"dispatches.close", true, false, true, false},
    Right{"dispatches.take-out", true, false, true, false},
    Right{"dispatches.depart", true, false, true, false},
    Right{"events.read", true, false, true, false},
    Right{"referrals.report", true, false, false, false},
    Right{"referrals.read", true, false, true, false},
    Right{"referrals.answer", true, false, true, false},
    Right{"referrals.attach", true, false, true, false},
    Right{"webhooks.read", true, false, false, false},
    Right{"webhooks.manage", true, false, false, false},
    Right{"registers.read", true, false, true, false},
    Right{"registers.close", true, false, true, false},
    Right{"registers.take-out", true, false, true, false},
    Right{"statistics.read", true, false, false, true}, // figures, in which nobody is named
    Right{"statistics.release-times", true, true, false, true},
    Right{"statistics.advance-data", true, false, false, true},
    Right{"filings.overdue", true, true, false, true},
    Right{"requirements.read", true, true, true, true},
    Right{"item-ids.draw", true, false, true, false},
    Right{"item-ids.read", true, false, true, true},
    Right{"counter.pack", true, false, true, false},
    Right{"counter.stop-list", true, false, true, false},
    Right{"filings.feed", false, true, false, false},
    Right{"filings.document", false, true, false, false},
    Right{"filings.attachments", false, true, false, false}, // where the route allows it
    Right{"filings.evidence", false, true, false, false},
    Right{"filings.lease", false, true, false, false},
    Right{"filings.acknowledge", false, true, false, false},
    Right{"filings.answer", false, true, false, false},
    Right{"admin.keys", false, false, false, true},
    Right{"admin.audit", false, false, false, true},
    Right{"admin.profiles", false, false, false, true},
    Right{"admin.reload", false, false, false, true},
    Right{"admin.item-ids", false, false, false, true},
    Right{"admin.status", false, false, false, true},
};

bool role_has(const Right& right, core::Role role) {
    switch (role) {
    case core::Role::post: return right.post;
    case core::Role::agency: return right.agency;
    case core::Role::counter: return right.counter;
    case core::Role::admin: return right.admin;
    }
    return false; // a number that is no role has no right
}

} // namespace

std::span<const Right> all_rights() {
    return kRights;
}

bool may(const core::Principal& who, std::string_view action) {
    const auto* const right = std::ranges::find(kRights, action, &Right::action);
    return right != kRights.end() && role_has(*right, who.role);
}

} // namespace postern::access
