// Registers from the handing over of items to the agency's receipt, on a made-up list by destination.
#include "dispatch/registers.hpp"

#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"
#include "support/list_world.hpp"
#include "support/test_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

BOOST_AUTO_TEST_SUITE(registers)

using namespace postern;
using core::FilingState;

namespace {

constexpr std::int64_t kMinute = 60'000;
/// A parcel that is sold.
core::Declaration parcel() {
    generator::Generator generator(1);
    auto declaration = generator.next();
    while (declaration.natures != std::vector<std::string>{"11"} || !declaration.item_id.starts_with("CP"))
        declaration = generator.next();
    return declaration;
}

struct ShiftedClock : ports::Clock {
    explicit ShiftedClock(const ports::Clock& real) : real_(real) {}
    core::Instant now() const override { return {real_.now().ms + later}; }
    std::int64_t later = 0;

private:
    const ports::Clock& real_;
};

struct World {
    explicit World(const std::string& reissue = "changes") : folder(reissue) { start(); }
    void start() {
        gathering.reset();
        gateway.reset();
        gateway = std::make_unique<tests::TestGateway>(
            std::vector<std::pair<std::string, std::string>>{{"home.mappings", folder.mappings()},
                                                             {"home.config", folder.config()},
                                                             {"data.folder", (folder.path() / "data").string()}});
        clock = std::make_unique<ShiftedClock>(gateway->gateway().clock());
        auto& store = gateway->store();
        const auto chain = gateway->gateway().chain();
        gathering = std::make_unique<dispatch::Registers>(
            dispatch::Registers::Ports{store.ledger(), store.filings(), store.registers(), *clock,
                                       gateway->gateway().keys()},
            chain->editions, chain->lists, [this](std::string_view line) { log.emplace_back(line); });
        post = gateway->post();
        customs = gateway->customs();
    }

    /// A sale to a country, filed; the same number again is the same item with other content.
    std::string hand_over(int number, const std::string& to,
                          const std::string& what = "Felt slippers with leather sole") {
        auto declaration = parcel();
        static const std::array<const char*, 6> kItems{"CP100000017NP", "CP100000025NP", "CP100000034NP",
                                                       "CP100000048NP", "CP100000051NP", "CP100000065NP"};
        declaration.item_id = kItems.at(static_cast<std::size_t>(number));
        declaration.sender_reference = "ORDER-" + std::to_string(number);
        declaration.addressee.country = to;
        declaration.lines.front().descriptions = {{what, "en"}};
        const auto report = gateway->submit(generator::to_itmatt_xml(std::vector{declaration}), post);
        BOOST_REQUIRE_MESSAGE(
            report.items.at(0).filings.size() == 1,
            "not filed: " << (report.items[0].findings.empty() ? "" : report.items[0].findings[0].code));
        return report.items[0].filings[0].filing_id;
    }
    std::vector<clearance::OfferView> offers() { return gateway->desk().feed(customs, {}, 100, 0).value().offers; }
    std::string document(const clearance::OfferView& offer) {
        return gateway->desk().document(customs, offer.filing_id, offer.version).value().bytes;
    }
    FilingState state(const std::string& filing_id) {
        const auto key = gateway->gateway().chain()->ids->open(crypto::IdKind::filing, filing_id);
        return gateway->store().filings().filing({*key})->state;
    }
    core::FilingKey key(const std::string& filing_id) {
        return {*gateway->gateway().chain()->ids->open(crypto::IdKind::filing, filing_id)};
    }
    bool take_out(const std::string& filing_id) { return gathering->take_out(post, key(filing_id), "late", {}).ok(); }

    tests::ListWorld folder;
    std::unique_ptr<tests::TestGateway> gateway;
    std::unique_ptr<ShiftedClock> clock;
    std::unique_ptr<dispatch::Registers> gathering;
    core::Principal post;
    core::Principal customs;
    std::vector<std::string> log;
};

} // namespace

BOOST_AUTO_TEST_CASE(a_full_register_is_closed_and_the_rest_waits) {
    World world;
    for (int i = 0; i < 4; ++i)
        world.hand_over(i, "AU");
    BOOST_CHECK(world.offers().empty());
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 1u);
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 0u);
    const auto offers = world.offers();
    BOOST_REQUIRE_EQUAL(offers.size(), 1u);
    BOOST_CHECK(offers[0].reference.starts_with("np-post-20") && offers[0].reference.ends_with("-000001"));
    BOOST_CHECK_EQUAL(offers[0].media_type, "text/csv");
    const auto text = world.document(offers[0]);
    BOOST_CHECK(text.starts_with("no;id;what;kg;why\n1;CP100000017NP;Felt slippers with leather sole;"));
    BOOST_CHECK_EQUAL(std::count(text.begin(), text.end(), '\n'), 4);
    BOOST_CHECK(world.log.empty());
}

BOOST_AUTO_TEST_CASE(the_oldest_row_closes_a_register_of_its_destination) {
    World world;
    world.hand_over(0, "AU");
    world.hand_over(1, "DE");
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 0u);
    world.clock->later = 61 * kMinute;
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 2u);
    BOOST_CHECK_EQUAL(world.offers().size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_hand_closes_what_waits_of_its_own_post_and_mode) {
    World world;
    world.hand_over(0, "AU");
    world.hand_over(1, "DE");
    BOOST_CHECK(world.gathering->close(world.gateway->post("np-post", core::Mode::live), {}).empty());
    BOOST_CHECK(world.gathering->close(world.gateway->post("in-post"), {}).empty());
    BOOST_CHECK(world.gathering->close(world.post, "another-route").empty());
    BOOST_CHECK_EQUAL(world.gathering->close(world.post, "np-export").size(), 2u);
    BOOST_CHECK(world.gathering->close(world.post, {}).empty());
}

BOOST_AUTO_TEST_CASE(a_dispatch_closes_the_rows_of_its_own_items) {
    World world;
    world.hand_over(0, "AU");
    world.hand_over(1, "AU");
    world.hand_over(2, "DE");
    std::set<std::string, std::less<>> items;
    for (const auto& group : world.gateway->store().registers().waiting()) {
        const auto rows = world.gateway->store().registers().waiting_rows(group, 10);
        items.insert(rows.at(0).item_id); // the first of each
    }
    BOOST_REQUIRE_EQUAL(items.size(), 2u);
    const auto made = world.gathering->close(world.post, {}, items);
    BOOST_CHECK_EQUAL(made.size(), 2u);
    for (const auto key : made)
        BOOST_CHECK_EQUAL(world.gateway->store().registers().rows(key).size(), 1u);
    BOOST_CHECK(world.gathering->close(world.post, {}, items).empty());
    BOOST_CHECK(world.gathering->close(world.post, {}, {"EE123456785NP"}).empty());
    BOOST_CHECK_EQUAL(world.gathering->close(world.post, {}).size(), 1u);
}

BOOST_AUTO_TEST_CASE(two_posts_never_have_one_reference) {
    World world;
    world.folder.change("mappings/np-list/profile.xml", "{post}-{date}-{number}", "L{number}");
    world.start();
    world.hand_over(0, "AU");
    BOOST_CHECK_EQUAL(world.gathering->close(world.post, {}).size(), 1u);
    world.post = world.gateway->post("other-post");
    world.hand_over(1, "AU");
    BOOST_CHECK_EQUAL(world.gathering->close(world.post, {}).size(), 1u);
    BOOST_CHECK_EQUAL(world.offers().at(0).reference, "L000001");
    BOOST_CHECK_EQUAL(world.offers().at(1).reference, "L000002");
}

BOOST_AUTO_TEST_CASE(a_changed_row_is_told_and_one_taken_out_is_cancelled) {
    World world;
    world.hand_over(0, "AU");
    const auto second = world.hand_over(1, "AU");
    world.hand_over(2, "AU");
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 1u);
    world.hand_over(0, "AU", "Notebook with printed cover");
    BOOST_CHECK(world.take_out(second));
    BOOST_CHECK(!world.take_out(second));
    const auto done = world.gathering->work_off();
    BOOST_CHECK_EQUAL(done.retold, 1u);
    BOOST_CHECK_EQUAL(done.failed, 0u);
    const auto offers = world.offers();
    BOOST_REQUIRE_EQUAL(offers.size(), 2u);
    BOOST_CHECK(offers[1].why == ports::OfferWhy::amended);
    const auto text = world.document(offers[1]);
    BOOST_CHECK(text.find("1;CP100000017NP;Notebook with printed cover;") != std::string::npos);
    BOOST_CHECK(text.find("2;CP100000025NP;") != std::string::npos);
    BOOST_CHECK(text.find(";cancelled\n") != std::string::npos);
    BOOST_CHECK(text.find("CP100000034NP") == std::string::npos);
    BOOST_CHECK(world.state(second) == FilingState::cancelled);
    BOOST_CHECK_EQUAL(world.gathering->work_off().retold, 0u);
}

BOOST_AUTO_TEST_CASE(told_anew_as_a_whole_it_has_all_rows_that_stand) {
    World world("whole");
    const auto first = world.hand_over(0, "AU");
    const auto second = world.hand_over(1, "AU");
    const auto third = world.hand_over(2, "AU");
    world.gathering->work_off();
    BOOST_CHECK(world.take_out(second));
    BOOST_CHECK_EQUAL(world.gathering->work_off().retold, 1u);
    const auto text = world.document(world.offers().at(1));
    BOOST_CHECK(text.find("1;CP100000017NP;") != std::string::npos);
    BOOST_CHECK(text.find("CP100000025NP") == std::string::npos);
    BOOST_CHECK(text.find("3;CP100000034NP;") != std::string::npos); // a row keeps its number
    BOOST_CHECK(world.take_out(first) && world.take_out(third));
    BOOST_CHECK_EQUAL(world.gathering->work_off().retold, 1u);
    BOOST_CHECK(world.offers().back().why == ports::OfferWhy::cancelled);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_told_anew_refuses_an_amendment) {
    World world("none");
    for (int i = 0; i < 3; ++i)
        world.hand_over(i, "AU");
    world.gathering->work_off();
    auto declaration = parcel();
    declaration.item_id = "CP100000017NP";
    declaration.sender_reference = "ORDER-0";
    const auto report = world.gateway->submit(generator::to_itmatt_xml(std::vector{declaration}), world.post);
    BOOST_CHECK(report.items.at(0).refused);
    BOOST_CHECK(report.items.at(0).refusal == core::RefusalCode::register_fixed);
}

BOOST_AUTO_TEST_CASE(an_answer_reaches_one_row_or_all) {
    World world;
    const auto first = world.hand_over(0, "AU");
    const auto second = world.hand_over(1, "AU");
    const auto third = world.hand_over(2, "AU");
    world.gathering->work_off();
    const auto offer = world.offers().at(0);
    BOOST_CHECK(world.take_out(third));
    auto& desk = world.gateway->desk();
    const auto whole =
        desk.answer(world.customs, "<receipt list=\"" + offer.reference + "\" state=\"ACCEPTED\"/>", false, "t");
    BOOST_REQUIRE(whole.ok());
    BOOST_CHECK_EQUAL(whole.value().filings.size(), 3u); // the register and two rows
    BOOST_CHECK(world.state(first) == FilingState::accepted);
    BOOST_CHECK(world.state(third) == FilingState::cancelled);
    const auto rows = desk.answer(world.customs,
                                  "<receipt list=\"" + offer.reference +
                                      "\"><row no=\"2\" state=\"RELEASED\"/><row no=\"CP100000017NP\" "
                                      "state=\"CONTROL_PHYSICAL\"/></receipt>",
                                  false, "t");
    BOOST_REQUIRE(rows.ok());
    BOOST_CHECK(world.state(second) == FilingState::released);
    BOOST_CHECK(world.state(first) == FilingState::control_physical);
    BOOST_CHECK(world.state(offer.filing_id) == FilingState::accepted);
    // one that nobody knows does not sink the others
    const auto some =
        desk.answer(world.customs,
                    "<receipt list=\"" + offer.reference +
                        "\"><row no=\"9\" state=\"RELEASED\"/><row no=\"1\" state=\"RELEASED\"/></receipt>",
                    false, "t");
    BOOST_REQUIRE(some.ok());
    BOOST_REQUIRE_EQUAL(some.value().unknown.size(), 1u);
    BOOST_CHECK_EQUAL(some.value().unknown[0], offer.reference + "/9");
    BOOST_CHECK(world.state(first) == FilingState::released);
    const auto none = desk.answer(
        world.customs, "<receipt list=\"" + offer.reference + "\"><row no=\"9\" state=\"RELEASED\"/></receipt>", false,
        "t");
    BOOST_CHECK(none.refusal().code == core::RefusalCode::answer_filing_unknown);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_made_waits_and_is_tried_again) {
    World world;
    for (int i = 0; i < 3; ++i)
        world.hand_over(i, "AU");
    const std::string sheet = "mappings/np-list/register.xsl";
    world.folder.change(sheet, "version=\"{@version}\"", "version=\"0\"");
    world.start();
    BOOST_CHECK_EQUAL(world.gathering->work_off().failed, 1u);
    BOOST_REQUIRE_EQUAL(world.log.size(), 1u);
    BOOST_CHECK(world.log[0].find("np-list: the document is not valid at ") != std::string::npos);
    BOOST_CHECK_EQUAL(world.gathering->work_off().failed, 0u); // not before a minute
    world.clock->later = 2 * kMinute;
    BOOST_CHECK_EQUAL(world.gathering->work_off().failed, 1u);
    world.folder.change(sheet, "version=\"0\"", "version=\"{@version}\"");
    world.start(); // the rows are of another edition of the profile, and wait still
    BOOST_CHECK_EQUAL(world.gathering->work_off().closed, 1u);
    BOOST_CHECK_EQUAL(world.offers().size(), 1u);
}

BOOST_AUTO_TEST_SUITE_END()
