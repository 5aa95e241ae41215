// Contract of the store: prefills and their templates: one office takes a draft, one declaration uses it, old ones go.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <thread>

BOOST_AUTO_TEST_SUITE(store_prefills)

using namespace postern;
using contract::Engines;
using core::kDayMs;
using ports::No;
using ports::PrefillState;

namespace {

template <class Engine>
struct Drafted : contract::Bench<Engine> {
    core::TenantKey other = this->store->tenant("other-post");

    ports::PrefillMade draft(const std::string& reference, std::uint32_t at_most = 100) {
        ports::PrefillMade made;
        made.prefill = {this->key()};
        made.tenant = this->post;
        made.client = {7};
        made.reference = reference;
        made.token_hash = contract::hash_of(static_cast<int>(made.prefill.value));
        made.seed = "seed";
        made.content = {"sealed " + reference};
        made.at = this->now();
        made.expires = {this->now().ms + 14 * kDayMs};
        made.at_most = at_most;
        return made;
    }
    ports::PrefillMade made(const std::string& reference) {
        auto deed = draft(reference);
        BOOST_REQUIRE(this->record(deed).done());
        return deed;
    }
    ports::PrefillHead head(core::PrefillKey key) {
        const auto found = this->store->prefills().prefill(key);
        BOOST_REQUIRE(found.has_value());
        return *found;
    }
    PrefillState state(core::PrefillKey key) { return head(key).state(this->now()); }
    ports::Outcome take(core::PrefillKey key, const std::string& office) {
        return this->record(ports::PrefillTaken{key, this->post, core::Mode::test, office, "c1", this->now()});
    }
    ports::Outcome give_back(core::PrefillKey key, const std::string& office) {
        return this->record(ports::PrefillGivenBack{key, this->post, core::Mode::test, office, this->now()});
    }
    ports::Outcome change(core::PrefillKey key, std::uint32_t expected, const std::string& office = {}) {
        return this->record(
            ports::PrefillChanged{key, this->post, core::Mode::test, office, expected, {"sealed anew"}, this->now()});
    }
    ports::Outcome remove(core::PrefillKey key, const std::string& office = {}) {
        return this->record(ports::PrefillRemoved{key, this->post, core::Mode::test, office, this->now()});
    }
    std::uint64_t expire() {
        return this->record(ports::PrefillsExpired{this->now(), {this->now().ms - 30 * kDayMs}, 100}).number;
    }
    ports::Acceptance of(core::PrefillKey key, const std::string& office) {
        auto acceptance = this->plain();
        acceptance.counter.emplace();
        acceptance.counter->prefill = key;
        acceptance.counter->office = office;
        return acceptance;
    }
};

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_draft_is_found_by_its_token_and_its_reference, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    const auto head = bench.head(draft.prefill);
    BOOST_TEST(head.content.bytes == "sealed AAAA2222");
    BOOST_TEST(head.seed == "seed");
    BOOST_TEST(head.version == 1u);
    BOOST_TEST((head.client == draft.client));
    BOOST_TEST((bench.state(draft.prefill) == PrefillState::open));
    auto& prefills = bench.store->prefills();
    BOOST_TEST((prefills.by_token(draft.token_hash)->key == draft.prefill));
    BOOST_TEST(!prefills.by_token(contract::hash_of(1)).has_value());
    BOOST_TEST((prefills.by_reference(bench.post, core::Mode::test, "AAAA2222")->key == draft.prefill));
    BOOST_TEST(!prefills.by_reference(bench.post, core::Mode::live, "AAAA2222").has_value());
    BOOST_TEST(!prefills.by_reference(bench.other, core::Mode::test, "AAAA2222").has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reference_names_one_open_draft_of_a_post_and_mode, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    BOOST_TEST((bench.record(bench.draft("AAAA2222")).no == No::reference_taken));
    auto live = bench.draft("AAAA2222");
    live.mode = core::Mode::live;
    BOOST_TEST(bench.record(live).done());
    auto others = bench.draft("AAAA2222");
    others.tenant = bench.other;
    BOOST_TEST(bench.record(others).done());
    // once it is used the reference is free, and names the new one
    BOOST_REQUIRE(bench.record(bench.of(draft.prefill, "A")).done());
    BOOST_TEST((bench.store->prefills().by_reference(bench.post, core::Mode::test, "AAAA2222")->key == draft.prefill));
    const auto next = bench.made("AAAA2222");
    BOOST_TEST((bench.store->prefills().by_reference(bench.post, core::Mode::test, "AAAA2222")->key == next.prefill));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_post_has_so_many_open_drafts_and_no_more, Engine, Engines) {
    Drafted<Engine> bench;
    const auto first = bench.draft("R1", 2);
    BOOST_REQUIRE(bench.record(first).done());
    const auto second = bench.draft("R2", 2);
    BOOST_REQUIRE(bench.record(second).done());
    BOOST_TEST((bench.record(bench.draft("R3", 2)).no == No::too_many));
    BOOST_REQUIRE(bench.remove(first.prefill).done());
    const auto third = bench.draft("R3", 2);
    BOOST_REQUIRE(bench.record(third).done());
    BOOST_REQUIRE(bench.record(bench.of(second.prefill, "A")).done());
    const auto fourth = bench.draft("R4", 2);
    BOOST_REQUIRE(bench.record(fourth).done());
    BOOST_TEST((bench.record(bench.draft("R5", 2)).no == No::too_many));
    bench.later(14 * kDayMs);
    BOOST_TEST(bench.expire() == 2u);
    BOOST_TEST(bench.record(bench.draft("R5", 2)).done());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_office_that_scans_first_takes_it, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    BOOST_TEST(!bench.take(draft.prefill, "KTM").repeat);
    BOOST_TEST(bench.take(draft.prefill, "KTM").repeat);
    BOOST_TEST((bench.take(draft.prefill, "PKR").no == No::prefill_taken));
    BOOST_TEST(bench.head(draft.prefill).taken_by == "KTM");
    BOOST_TEST((bench.state(draft.prefill) == PrefillState::taken));
    BOOST_TEST((bench.give_back(draft.prefill, "PKR").no == No::prefill_taken));
    BOOST_TEST(bench.give_back(draft.prefill, "KTM").done());
    BOOST_TEST(bench.give_back(draft.prefill, "KTM").done());
    BOOST_TEST(bench.take(draft.prefill, "PKR").done());
    BOOST_TEST(
        (bench.record(ports::PrefillTaken{draft.prefill, bench.other, core::Mode::test, "X", "", bench.now()}).no ==
         No::not_found));
    BOOST_TEST(
        (bench.record(ports::PrefillTaken{draft.prefill, bench.post, core::Mode::live, "X", "", bench.now()}).no ==
         No::not_found));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_offices_that_race_for_a_draft_one_gets_it, Engine, Engines) {
    Drafted<Engine> bench;
    for (int round = 0; round < 10; ++round) {
        const auto draft = bench.made("R" + std::to_string(round));
        std::array<No, 4> said{};
        std::vector<std::thread> offices;
        for (std::size_t i = 0; i < said.size(); ++i)
            offices.emplace_back([&, i] { said.at(i) = bench.take(draft.prefill, "OFFICE" + std::to_string(i)).no; });
        for (auto& office : offices)
            office.join();
        BOOST_TEST(std::ranges::count(said, No::none) == 1);
        BOOST_TEST(std::ranges::count(said, No::prefill_taken) == 3);
        const auto winner = static_cast<std::size_t>(std::ranges::find(said, No::none) - said.begin());
        BOOST_TEST(bench.head(draft.prefill).taken_by == "OFFICE" + std::to_string(winner));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_draft_is_changed_by_whoever_saw_its_version, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    BOOST_TEST((bench.change(draft.prefill, 2).no == No::version_moved));
    BOOST_TEST(bench.change(draft.prefill, 1).done());
    BOOST_TEST((bench.change(draft.prefill, 1).no == No::version_moved));
    BOOST_TEST(bench.head(draft.prefill).version == 2u);
    BOOST_TEST(bench.head(draft.prefill).content.bytes == "sealed anew");
    BOOST_REQUIRE(bench.take(draft.prefill, "KTM").done());
    BOOST_TEST((bench.change(draft.prefill, 2).no == No::prefill_taken));
    BOOST_TEST(bench.change(draft.prefill, 2, "KTM").done());
    BOOST_TEST((bench.remove(draft.prefill).no == No::prefill_taken));
    BOOST_TEST(bench.remove(draft.prefill, "KTM").done());
    BOOST_TEST((bench.remove(draft.prefill).no == No::not_found));
    BOOST_TEST((bench.change(draft.prefill, 3).no == No::not_found));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_declaration_uses_it_and_its_content_goes, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    BOOST_REQUIRE(bench.take(draft.prefill, "KTM").done());
    BOOST_TEST((bench.record(bench.of(draft.prefill, "PKR")).no == No::prefill_taken));
    const auto used = bench.of(draft.prefill, "KTM");
    BOOST_REQUIRE(bench.record(used).done());
    BOOST_TEST((bench.state(draft.prefill) == PrefillState::used));
    BOOST_TEST((bench.head(draft.prefill).declaration == used.declaration));
    BOOST_TEST(bench.head(draft.prefill).content.bytes.empty());
    // the same declaration again is the repeat that it would be without a draft
    BOOST_TEST((bench.record(used).no == No::identity_taken));
    const auto second = bench.of(draft.prefill, "KTM");
    BOOST_TEST((bench.record(second).no == No::prefill_used));
    BOOST_TEST(!bench.store->declarations().head(second.declaration).has_value());
    BOOST_TEST((bench.take(draft.prefill, "KTM").no == No::prefill_used));
    BOOST_TEST((bench.give_back(draft.prefill, "KTM").no == No::prefill_used));
    BOOST_TEST((bench.change(draft.prefill, 1, "KTM").no == No::prefill_used));
    BOOST_TEST((bench.remove(draft.prefill, "KTM").no == No::prefill_used));
    BOOST_TEST((bench.record(bench.of({4711}, "KTM")).no == No::not_found));
    auto foreign = bench.of(bench.made("BBBB2222").prefill, "KTM");
    foreign.tenant = bench.other;
    BOOST_TEST((bench.record(foreign).no == No::not_found));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_nobody_took_an_office_may_use_at_once, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    BOOST_REQUIRE(bench.record(bench.of(draft.prefill, "KTM")).done());
    BOOST_TEST((bench.state(draft.prefill) == PrefillState::used));
    BOOST_TEST(bench.head(draft.prefill).taken_by == "KTM");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_rejected_leaves_the_draft_to_be_mended, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    auto rejected = bench.rejected("CP1", "", 4);
    rejected.counter.emplace();
    rejected.counter->prefill = draft.prefill;
    rejected.counter->office = "KTM";
    BOOST_REQUIRE(bench.record(rejected).done());
    BOOST_TEST((bench.state(draft.prefill) == PrefillState::open));
    auto mended = bench.amendment(rejected, 1, 5);
    mended.version.verdict = core::Verdict::accepted;
    mended.counter = rejected.counter;
    mended.counter->office = "PKR";
    BOOST_REQUIRE(bench.take(draft.prefill, "KTM").done());
    BOOST_TEST((bench.record(mended).no == No::prefill_taken));
    mended.counter->office = "KTM";
    BOOST_REQUIRE(bench.record(mended).done());
    BOOST_TEST((bench.head(draft.prefill).declaration == rejected.declaration));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_declarations_that_race_for_a_draft_one_uses_it, Engine, Engines) {
    Drafted<Engine> bench;
    const auto draft = bench.made("AAAA2222");
    std::vector<ports::Acceptance> racing;
    for (int i = 0; i < 4; ++i)
        racing.push_back(bench.of(draft.prefill, "KTM"));
    std::array<No, 4> said{};
    std::vector<std::thread> clerks;
    for (std::size_t i = 0; i < racing.size(); ++i)
        clerks.emplace_back([&, i] { said.at(i) = bench.record(racing[i]).no; });
    for (auto& clerk : clerks)
        clerk.join();
    BOOST_TEST(std::ranges::count(said, No::none) == 1);
    BOOST_TEST(std::ranges::count(said, No::prefill_used) == 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_not_used_in_time_goes, Engine, Engines) {
    Drafted<Engine> bench;
    const auto left = bench.made("AAAA2222");
    const auto taken = bench.made("BBBB2222");
    BOOST_REQUIRE(bench.take(taken.prefill, "KTM").done());
    BOOST_TEST(bench.expire() == 0u);
    bench.later(14 * kDayMs);
    BOOST_TEST((bench.state(left.prefill) == PrefillState::expired));
    BOOST_TEST((bench.take(left.prefill, "KTM").no == No::prefill_expired));
    BOOST_TEST((bench.change(left.prefill, 1).no == No::prefill_expired));
    BOOST_TEST((bench.record(bench.of(left.prefill, "KTM")).no == No::prefill_expired));
    BOOST_TEST(bench.expire() == 2u);
    BOOST_TEST(bench.head(left.prefill).content.bytes.empty());
    // a counter that was offline ends what it began
    BOOST_TEST(bench.record(bench.of(taken.prefill, "KTM")).done());
    bench.later(30 * kDayMs);
    BOOST_TEST(bench.expire() == 0u);
    bench.later(1);
    BOOST_TEST(bench.expire() == 2u);
    BOOST_TEST(!bench.store->prefills().prefill(left.prefill).has_value());
    BOOST_TEST((bench.record(bench.of(left.prefill, "KTM")).no == No::not_found));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(templates_are_kept_changed_and_removed, Engine, Engines) {
    Drafted<Engine> bench;
    std::vector<core::TemplateKey> keys;
    for (const char* owner : {"a", "b", "a"}) {
        keys.push_back({bench.key()});
        BOOST_REQUIRE(bench
                          .record(ports::TemplateAdded{
                              keys.back(), bench.post, core::Mode::test, owner, {"sealed"}, bench.now(), 3})
                          .done());
    }
    const ports::TemplateAdded more{{bench.key()}, bench.post, core::Mode::test, "", {"sealed"}, bench.now(), 3};
    BOOST_TEST((bench.record(more).no == No::too_many));
    auto& templates = bench.store->templates();
    BOOST_TEST(templates.templates({bench.post, core::Mode::test, std::nullopt, 0, 2}).size() == 2u);
    const auto rest = templates.templates({bench.post, core::Mode::test, std::nullopt, keys[1].value, 2});
    BOOST_REQUIRE(rest.size() == 1u);
    BOOST_TEST((rest.front().key == keys[0]));
    const auto of_a = templates.templates({bench.post, core::Mode::test, "a", 0, 10});
    BOOST_REQUIRE(of_a.size() == 2u);
    BOOST_TEST((of_a.front().key == keys[2]));
    BOOST_TEST(templates.templates({bench.other, core::Mode::test, std::nullopt, 0, 2}).empty());
    BOOST_TEST(templates.templates({bench.post, core::Mode::live, std::nullopt, 0, 2}).empty());

    ports::TemplateChanged change{keys[0], bench.post, core::Mode::test, 2, "c", {"anew"}, bench.now()};
    BOOST_TEST((bench.record(change).no == No::version_moved));
    change.expected_version = 1;
    BOOST_REQUIRE(bench.record(change).done());
    const auto head = templates.prefill_template(keys[0]);
    BOOST_REQUIRE(head.has_value());
    BOOST_TEST(head->owner == "c");
    BOOST_TEST(head->version == 2u);
    BOOST_TEST(head->content.bytes == "anew");
    change.tenant = bench.other;
    BOOST_TEST((bench.record(change).no == No::not_found));
    BOOST_TEST((bench.record(ports::TemplateRemoved{keys[0], bench.other, core::Mode::test}).no == No::not_found));
    BOOST_TEST(bench.record(ports::TemplateRemoved{keys[0], bench.post, core::Mode::test}).done());
    BOOST_TEST((bench.record(ports::TemplateRemoved{keys[0], bench.post, core::Mode::test}).no == No::not_found));
}

BOOST_AUTO_TEST_SUITE_END()
