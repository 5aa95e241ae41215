// Evidence of export: what is proven, what is missing, what is taken back.
#include "core/failure.hpp"
#include "evidence_facts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>

BOOST_AUTO_TEST_SUITE(evidence_of_export)

using namespace postern;
using namespace postern::exchange;
using namespace postern::tests::evidence;

namespace {

struct StatusCase {
    const char* name;
    std::vector<std::vector<Heard>> filings;
    std::vector<Heard> item;
    EvidenceStatus status;
    std::string why; ///< codes of what is missing or took it back
};

std::string why_of(const Evidence& evidence) {
    std::string why;
    const auto add = [&](std::string_view code) { why.append(why.empty() ? "" : " ").append(code); };
    for (const auto& one : evidence.missing)
        if (evidence.withdrawn.empty()) add(to_string(one.what));
    for (const auto& one : evidence.withdrawn)
        add(to_string(one.cause));
    return why;
}

const std::vector<StatusCase>& status_cases() {
    using enum EvidenceStatus;
    static const std::vector<Heard> released{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}};
    static const std::vector<Heard> exited{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}};
    static const std::vector<StatusCase> all{
        {"customs confirms the exit", {exited}, {}, proven, ""},
        {"customs confirms it and said nothing before", {{{kQueue, 0, we}, {kExit, 9}}}, {}, proven, ""},
        {"released and scanned", {released}, {{kLeft, 5, we}}, proven, ""},
        {"released and scanned where it can only be later", {released}, {{EventType::item_arrived, 8, we}}, proven, ""},
        {"released", {released}, {{EventType::item_dispatch_closed, 5, we}}, partial, "no-exit"},
        {"scanned and not released", {{{kQueue, 0, we}, {kAccept, 1}}}, {{kLeft, 5, we}}, partial, "no-release"},
        {"lodged", {{{kQueue, 0, we}}}, {}, partial, "no-acceptance no-release no-exit"},
        {"rejected",
         {{{kQueue, 0, we}, {EventType::filing_rejected, 2}}},
         {},
         partial,
         "no-acceptance no-release no-exit"},
        {"looked at again after the release",
         {{{kQueue, 0, we}, {kRelease, 2}, {kControl, 3}}},
         {{kLeft, 5, we}},
         partial,
         "no-release"},
        {"and released again",
         {{{kQueue, 0, we}, {kRelease, 2}, {kControl, 3}, {kRelease, 4}}},
         {{kLeft, 5, we}},
         proven,
         ""},
        {"a last step is due",
         {{{kQueue, 0, we}, {kExit, 9}, {EventType::filing_regularization_due, 9}}},
         {},
         proven,
         ""},
        {"what we say of the exit is not customs' word",
         {{{kQueue, 0, we}, {kRelease, 2}, {kExit, 9, we}}},
         {},
         partial,
         "no-exit"},
        {"it comes back", {exited}, {{kLeft, 5, we}, {kBack, 20, we}}, withdrawn, "item-returning"},
        {"it comes back, and a late scan says it left",
         {exited},
         {{kBack, 20, we}, {kLeft, 30, we}},
         withdrawn,
         "item-returning"},
        {"stopped",
         {{{kQueue, 0, we}, {kRelease, 2}, {kCancel, 3, we}}},
         {{kStop, 3, we}},
         withdrawn,
         "item-stopped filing-cancelled"},
        {"stopped, and left all the same", {released}, {{kStop, 3, we}, {kLeft, 5, we}}, proven, ""},
        {"stopped after it left", {released}, {{kLeft, 3, we}, {kStop, 5, we}}, withdrawn, "item-stopped"},
        {"customs expires it after the exit",
         {{{kQueue, 0, we}, {kExit, 9}, {EventType::filing_expired, 12}}},
         {},
         withdrawn,
         "filing-expired"},
        {"customs cancels it after the exit",
         {{{kQueue, 0, we}, {kExit, 9}, {kCancel, 12}}},
         {},
         withdrawn,
         "filing-cancelled"},
        {"customs refuses after the release",
         {{{kQueue, 0, we}, {kRelease, 2}, {EventType::filing_release_refused, 4}}},
         {{kLeft, 5, we}},
         withdrawn,
         "release-refused"},
        {"customs denies that it is cancelled",
         {{{kQueue, 0, we}, {kRelease, 2}, {kCancel, 3, we}, {EventType::filing_request_denied, 4}}},
         {{kLeft, 5, we}},
         proven,
         ""},
        {"two agencies, both released", {released, released}, {{kLeft, 5, we}}, proven, ""},
        {"two agencies, one exit", {released, exited}, {}, proven, ""},
        {"two agencies, one not released", {{{kQueue, 0, we}}, exited}, {}, partial, "no-acceptance no-release"},
        {"another route took its place", {{{kQueue, 0, we}, {kAccept, 1}, {kCancel, 3, we}}, exited}, {}, proven, ""},
        {"one was withdrawn after its release",
         {{{kQueue, 0, we}, {kRelease, 1}, {kCancel, 3, we}}, exited},
         {},
         withdrawn,
         "filing-cancelled"},
    };
    return all;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_status_in_any_order_of_arrival) {
    std::mt19937 random(3);
    for (const auto& one : status_cases()) {
        BOOST_TEST_CONTEXT(one.name) {
            std::vector<EvidenceFiling> filings;
            for (const auto& told : one.filings)
                filings.push_back(filing(told, static_cast<std::int64_t>(filings.size()) + 1));
            auto facts = facts_of(filings, one.item);
            const auto first = write_evidence(facts, weigh_evidence(facts)).json;
            written(facts); // fits the schema
            for (int i = 0; i < 10; ++i) {
                const auto evidence = weigh_evidence(facts);
                BOOST_TEST(to_string(evidence.status) == to_string(one.status));
                BOOST_TEST(why_of(evidence) == one.why);
                BOOST_TEST((write_evidence(facts, evidence).json == first));
                for (auto& of : facts.filings)
                    std::ranges::shuffle(of.events, random);
                std::ranges::shuffle(facts.item_events, random);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_proven_once_the_item_comes_back) {
    // whatever else was heard, in every mixture
    const std::vector<Heard> whole{{kQueue, 0, we}, {kAccept, 1}, {kRelease, 2}, {kExit, 9}, {kCancel, 10, we}};
    for (unsigned mask = 0; mask < (1U << whole.size()); ++mask) {
        std::vector<Heard> some;
        for (std::size_t i = 0; i < whole.size(); ++i)
            if ((mask >> i) & 1U) some.push_back(whole[i]);
        const auto facts = facts_of({filing(some)}, {{kLeft, 5, we}, {kBack, 20, we}});
        const auto value = written(facts);
        BOOST_TEST(value.string("status").value() == "withdrawn");
    }
}

BOOST_AUTO_TEST_CASE(a_filing_that_is_not_required_does_not_count) {
    auto facts = facts_of({filing({{kQueue, 0, we}}, 1, false), filing({{kQueue, 0, we}, {kExit, 9}}, 2)});
    BOOST_CHECK(weigh_evidence(facts).status == EvidenceStatus::proven);
    facts.filings.pop_back(); // unless there is no other
    BOOST_CHECK(weigh_evidence(facts).status == EvidenceStatus::partial);
}

BOOST_AUTO_TEST_CASE(every_cause_has_a_name_of_its_own) {
    std::set<std::string_view> names;
    for (const auto cause : all_withdrawal_causes())
        names.insert(to_string(cause));
    BOOST_TEST(names.size() == all_withdrawal_causes().size());
    BOOST_CHECK_THROW((void)to_string(static_cast<WithdrawalCause>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<EvidenceStatus>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<MissingProof>(99)), core::Failure);
    BOOST_CHECK_THROW((void)to_string(static_cast<ContentStanding>(99)), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
