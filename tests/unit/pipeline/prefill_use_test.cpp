// A clerk's submission that names a prefill: it is used once, and what is in the way is a refusal of the item.
#include "counter/prefills.hpp"
#include "support/test_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>

BOOST_AUTO_TEST_SUITE(prefill_use)

using namespace postern;
using core::RefusalCode;

namespace {

struct Clerk {
    tests::TestGateway world;
    core::Principal who = world.post();
    std::shared_ptr<const crypto::IdCipher> ids = world.gateway().chain()->ids;
    counter::Prefills prefills{
        {world.store().ledger(), world.store().prefills(), world.gateway().clock(), world.gateway().keys()},
        ids,
        "secret",
        {}};

    counter::Caller at(const std::string& office) const {
        auto seated = who;
        seated.office = office;
        seated.clerk = "c1";
        return {seated, "r"};
    }
    ports::PrefillHead drafted() {
        auto made = prefills.make(at(""), {"{}"});
        BOOST_REQUIRE(made.front().ok());
        return std::move(made.front()).value().prefill.head;
    }
    pipeline::ItemReport submit(const std::string& message, core::PrefillKey prefill,
                                const std::string& office = "KTM") {
        pipeline::SubmitOptions options;
        options.wording = ingest::Wording::json;
        options.counter.emplace();
        options.counter->prefill = prefill;
        options.counter->office = office;
        const auto report = world.submissions().submit(message, who, options);
        BOOST_REQUIRE(report.ok());
        return report.value().items.at(0);
    }
    std::string state(core::PrefillKey key) {
        return std::string(to_string(world.store().prefills().prefill(key)->state(world.gateway().clock().now())));
    }
};

std::string message_of(const std::string& item_id, const std::string& reference, const std::string& weight = "1.750") {
    std::ifstream in(POSTERN_SOURCE_DIR "/samples/messages/json-good-sale-np-de.json", std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto put = [&](const std::string& what, const std::string& with) {
        const auto at = text.find(what);
        BOOST_REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), with);
    };
    put("CP400185005NP", item_id);
    put("JSN-2026-0001", reference);
    put("1.750", weight);
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_draft_is_used_by_one_declaration_and_its_repeat_is_harmless) {
    Clerk clerk;
    const auto draft = clerk.drafted();
    const auto first = clerk.submit(message_of("CP400185005NP", "A"), draft.key);
    BOOST_TEST(!first.refused);
    BOOST_TEST(clerk.state(draft.key) == "used");
    const auto again = clerk.submit(message_of("CP400185005NP", "A"), draft.key);
    BOOST_TEST(!again.refused);
    BOOST_TEST(again.repeat);
    const auto second = clerk.submit(message_of("CP400185019NP", "B"), draft.key);
    BOOST_TEST(second.refused);
    BOOST_TEST((second.refusal == RefusalCode::prefill_used));
    BOOST_TEST(second.object_id == clerk.ids->seal(crypto::IdKind::prefill, draft.key.value));
    BOOST_TEST(clerk.world.submissions().of_item("CP400185019NP", clerk.who).empty());
}

BOOST_AUTO_TEST_CASE(what_another_office_took_or_nobody_has_refuses_the_item) {
    Clerk clerk;
    const auto draft = clerk.drafted();
    BOOST_REQUIRE(clerk.prefills.scan(clerk.at("PKR"), {"", draft.reference}).ok());
    const auto taken = clerk.submit(message_of("CP400185005NP", "A"), draft.key);
    BOOST_TEST((taken.refused && taken.refusal == RefusalCode::prefill_taken));
    const auto unknown = clerk.submit(message_of("CP400185005NP", "A"), {4711});
    BOOST_TEST((unknown.refused && unknown.refusal == RefusalCode::not_found));
    BOOST_TEST(!clerk.submit(message_of("CP400185005NP", "A"), draft.key, "PKR").refused);
}

BOOST_AUTO_TEST_CASE(what_is_rejected_is_mended_out_of_the_same_draft) {
    Clerk clerk;
    const auto draft = clerk.drafted();
    const auto rejected = clerk.submit(message_of("CP400185005NP", "A", "0"), draft.key);
    BOOST_TEST((rejected.verdict == core::Verdict::rejected));
    BOOST_TEST(clerk.state(draft.key) == "open");
    const auto mended = clerk.submit(message_of("CP400185005NP", "A"), draft.key);
    BOOST_TEST(!mended.refused);
    BOOST_TEST((mended.verdict == core::Verdict::accepted));
    BOOST_TEST(mended.version == 2u);
    BOOST_TEST(clerk.state(draft.key) == "used");
}

BOOST_AUTO_TEST_SUITE_END()
