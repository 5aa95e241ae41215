// Rights: every right with every role, against the table as the house rules say it.
#include "access/rights.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(access_rights)

using namespace postern;
using core::Role;

const std::map<std::string, std::set<Role>>& expected() {
    static const std::set<Role> senders{Role::post, Role::counter};
    static const std::set<Role> agencies{Role::agency};
    static const std::set<Role> admins{Role::admin};
    static const std::map<std::string, std::set<Role>> table{
        {"declarations.submit", senders},
        {"declarations.validate", senders},
        {"declarations.read", senders},
        {"declarations.amend", senders},
        {"declarations.cancel", senders},
        {"declarations.return", senders},
        {"declarations.attach", senders},
        {"declarations.evidence", senders},
        {"declarations.bind-item-id", senders},
        {"declarations.lodge", senders},
        {"prefills.make", senders},
        {"prefills.read", senders},
        {"prefills.scan", senders},
        {"templates.read", senders},
        {"templates.manage", senders},
        {"counter.read", senders},
        {"counter.accept", senders},
        {"counter.print", senders},
        {"counter.void", senders},
        {"submissions.read", senders},
        {"items.read", senders},
        {"filings.feed", agencies},
        {"filings.document", agencies},
        {"filings.attachments", agencies},
        {"filings.evidence", agencies},
        {"filings.lease", agencies},
        {"filings.acknowledge", agencies},
        {"filings.answer", agencies},
        {"items.events", senders},
        {"items.may-depart", senders},
        {"marks.set", {Role::post, Role::agency}},
        {"marks.read", {Role::post, Role::agency}},
        {"declarations.review", {Role::post}},
        {"dispatches.read", senders},
        {"dispatches.tell", senders},
        {"dispatches.close", senders},
        {"dispatches.take-out", senders},
        {"dispatches.depart", senders},
        {"counter.pack", senders},
        {"counter.stop-list", senders},
        {"events.read", senders},
        {"referrals.report", {Role::post}},
        {"referrals.read", senders},
        {"referrals.answer", senders},
        {"referrals.attach", senders},
        {"webhooks.read", {Role::post}},
        {"webhooks.manage", {Role::post}},
        {"registers.read", senders},
        {"registers.close", senders},
        {"registers.take-out", senders},
        {"admin.reload", admins},
        {"item-ids.draw", senders},
        {"item-ids.read", {Role::post, Role::counter, Role::admin}},
        {"admin.item-ids", admins},
        {"admin.keys", admins},
        {"admin.audit", admins},
        {"admin.profiles", admins},
        {"admin.status", admins},
        {"statistics.read", {Role::post, Role::admin}},
        {"statistics.release-times", {Role::post, Role::agency, Role::admin}},
        {"statistics.advance-data", {Role::post, Role::admin}},
        {"filings.overdue", {Role::post, Role::agency, Role::admin}},
        {"requirements.read", {Role::post, Role::agency, Role::counter, Role::admin}},
    };
    return table;
}

core::Principal in_role(Role role) {
    core::Principal who;
    who.role = role;
    return who;
}

BOOST_AUTO_TEST_CASE(every_right_is_for_its_roles_and_no_other) {
    for (const auto& [action, roles] : expected())
        for (const auto role : {Role::post, Role::agency, Role::counter, Role::admin})
            BOOST_TEST_CONTEXT(action << " as " << core::to_string(role)) {
                BOOST_TEST(access::may(in_role(role), action) == roles.contains(role));
            }
}

BOOST_AUTO_TEST_CASE(the_table_holds_these_rights_once_and_nothing_else) {
    std::set<std::string> names;
    for (const auto& right : access::all_rights()) {
        BOOST_TEST(names.insert(std::string(right.action)).second);
        BOOST_TEST(expected().contains(std::string(right.action)));
        BOOST_TEST((right.post || right.agency || right.counter || right.admin)); // a right that nobody has is a slip
    }
    BOOST_TEST(names.size() == expected().size());
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_table_nobody_may) {
    for (const auto role : {Role::post, Role::agency, Role::counter, Role::admin})
        for (const auto* action :
             {"", "declarations", "declarations.submit ", "DECLARATIONS.SUBMIT", "admin.everything"})
            BOOST_TEST(!access::may(in_role(role), action));
    for (const auto& right : access::all_rights())
        BOOST_TEST(!access::may(in_role(static_cast<Role>(0)), right.action));
}

BOOST_AUTO_TEST_SUITE_END()
