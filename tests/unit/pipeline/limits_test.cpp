// Limits of a procedure for a sender: counted over what stands, with what is left, and never twice for one item.
#include "support/list_world.hpp"
#include "support/test_gateway.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(limits_of_a_procedure)

using namespace postern;
using core::Verdict;

/// Nepal's exports with a limit; the sample is worth USD 244.
struct Limited {
    tests::ListWorld world;
    std::unique_ptr<tests::TestGateway> gateway;
    core::Principal post;

    explicit Limited(const std::string& limits) {
        world.change("config/routes.xml", "<when origin=\"NP\" unless=\"np-gift-form\"/>",
                     limits + "<when origin=\"NP\" unless=\"np-gift-form\"/>");
        gateway = std::make_unique<tests::TestGateway>(std::vector<std::pair<std::string, std::string>>{
            {"home.mappings", world.mappings()}, {"home.config", world.config()}});
        post = gateway->post();
    }
    static std::string message(int number, const std::string& pan = "301445890") {
        std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml");
        std::string text{std::istreambuf_iterator<char>(file), {}};
        static const std::array<const char*, 4> kItems{"CP100000017NP", "CP100000025NP", "CP100000034NP",
                                                       "CP100000048NP"};
        const auto put = [&](const std::string& what, const std::string& by) {
            for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
                text.replace(at, what.size(), by);
        };
        put("CP400182012NP", kItems.at(static_cast<std::size_t>(number)));
        put("NPP-2026-004801", "ORDER-" + std::to_string(number));
        put("301445890", pan);
        return text;
    }
    pipeline::ItemReport hand_over(const std::string& message) { return gateway->submit(message, post).items.at(0); }
    static const core::Finding* limit(const pipeline::ItemReport& item) {
        const auto found = std::find_if(item.findings.begin(), item.findings.end(),
                                        [](const auto& finding) { return finding.code == "LIMIT-EXCEEDED"; });
        return found == item.findings.end() ? nullptr : &*found;
    }
};

BOOST_AUTO_TEST_CASE(a_second_item_of_the_day_may_be_too_much) {
    Limited limited("<limit per=\"day\" currency=\"USD\">300</limit>");
    BOOST_CHECK(limited.hand_over(Limited::message(0)).verdict == Verdict::accepted);
    const auto second = limited.hand_over(Limited::message(1));
    BOOST_CHECK(second.verdict == Verdict::rejected);
    const auto* finding = Limited::limit(second);
    BOOST_REQUIRE(finding != nullptr);
    BOOST_CHECK_EQUAL(finding->args.at(0), "300");
    BOOST_CHECK_EQUAL(finding->args.at(1), "USD");
    BOOST_CHECK_EQUAL(core::Decimal::parse(finding->args.at(3))->to_string(), "56.00");
    BOOST_CHECK_EQUAL(finding->route, "np-export");
    // what was rejected takes nothing, and another sender has a limit of his own
    BOOST_CHECK(limited.hand_over(Limited::message(2, "301445891")).verdict == Verdict::accepted);
    // the same again is no second use
    BOOST_CHECK(limited.hand_over(Limited::message(0)).repeat);
    // validation says what a submission would
    const auto said = limited.gateway->submissions().validate(Limited::message(3), limited.post, {});
    BOOST_REQUIRE(said.ok());
    BOOST_CHECK(Limited::limit(said.value().items.at(0)) != nullptr);
    const auto again = limited.gateway->submissions().validate(Limited::message(0), limited.post, {});
    BOOST_REQUIRE(again.ok());
    BOOST_CHECK(Limited::limit(again.value().items.at(0)) == nullptr); // it does not stand in its own way
}

BOOST_AUTO_TEST_CASE(each_period_counts_for_itself) {
    Limited limited("<limit per=\"day\" currency=\"USD\">300</limit><limit per=\"year\" currency=\"USD\">240</limit>");
    const auto first = limited.hand_over(Limited::message(0));
    const auto* finding = Limited::limit(first);
    BOOST_REQUIRE(finding != nullptr);
    BOOST_CHECK(finding->args.at(2).ends_with("-01-01"));
    BOOST_CHECK_EQUAL(std::count_if(first.findings.begin(), first.findings.end(),
                                    [](const auto& each) { return each.code == "LIMIT-EXCEEDED"; }),
                      1);
}

BOOST_AUTO_TEST_CASE(limits_of_several_currencies_are_refused) {
    BOOST_CHECK_THROW(
        Limited("<limit per=\"day\" currency=\"USD\">1</limit><limit per=\"year\" currency=\"EUR\">1</limit>"),
        std::exception);
}

BOOST_AUTO_TEST_SUITE_END()
