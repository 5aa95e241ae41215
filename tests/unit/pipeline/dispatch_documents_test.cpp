// Documents that say with which dispatch an item leaves: made at acceptance, and made again when the dispatch is
// closed.
#include "contract/deeds.hpp"
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"

#include <array>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(dispatch_documents)

using namespace postern;
using core::FilingState;

const std::string kDispatch = "NPKTMAUSJFKAACN60001";
const std::string kReceptacle = kDispatch + "001100012";

/// Nepal, where customs hears of a parcel with the closing of its dispatch.
struct AtTheClosing {
    tests::OwnConfig config;
    std::unique_ptr<tests::TestGateway> world;
    core::Principal post;
    std::string item_id;
    core::DeclarationKey declaration;

    AtTheClosing() {
        config.replace("routes.xml", "after=\"np-restricted-consent\" lodge-on=\"acceptance\"",
                       "after=\"np-restricted-consent\" lodge-on=\"dispatch\"");
        world = std::make_unique<tests::TestGateway>(
            std::vector<std::pair<std::string, std::string>>{{"home.config", config.path()}});
        post = world->post();
    }
    static std::string sample() {
        std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void submit() {
        const auto report = world->submit(sample(), post);
        const auto& item = report.items.at(0);
        item_id = item.item_id;
        declaration = {*world->gateway().chain()->ids->open(crypto::IdKind::declaration, item.declaration_id)};
    }
    ports::FilingHead filing() { return world->store().filings().of_declaration(declaration).at(0); }
    std::string document() {
        const auto row = world->store().filings().document(filing().key, filing().version);
        BOOST_REQUIRE(row.has_value());
        return vault::open(row->sealed);
    }
    template <class Body>
    void record(Body body) {
        const std::array deeds{contract::deed(std::move(body))};
        BOOST_REQUIRE(world->store().ledger().record(deeds).at(0).done());
    }
    ports::DispatchOf dispatch() {
        const auto now = world->gateway().clock().now();
        return {post.tenant, post.mode, kDispatch, now, {now.ms - contract::kYear}, {now.ms - contract::kYear}};
    }
    void pack(const std::string& item) {
        ports::DispatchTold told;
        told.of = dispatch();
        told.carrier = "NA";
        told.receptacles = {{kReceptacle, {item}}};
        record(told);
    }
    ports::PackedItem packed() const { return {item_id, kDispatch, kReceptacle, "NA", "NA0201", {}}; }
    void make_anew(const ports::PackedItem& item) {
        world->submissions().make_documents_anew(post, std::span(&item, 1));
    }
    static std::string previous(const std::string& document) {
        const auto from = document.find("<Summary_declaration>") + 21;
        return document.substr(from, document.find('<', from) - from);
    }
};

BOOST_AUTO_TEST_CASE(what_is_lodged_with_the_closing_says_how_it_leaves) {
    AtTheClosing nepal;
    nepal.submit();
    BOOST_CHECK(nepal.filing().state == FilingState::awaiting_position);
    const auto before = nepal.document();
    BOOST_TEST(AtTheClosing::previous(before) == nepal.item_id);
    const auto findings = nepal.world->store().declarations().findings(nepal.declaration, 1).size();
    nepal.pack(nepal.item_id);
    nepal.make_anew(nepal.packed());
    BOOST_TEST(AtTheClosing::previous(nepal.document()) == kReceptacle);
    auto expected = before;
    for (auto at = expected.find("ion>" + nepal.item_id + "</Summary"); at != std::string::npos;
         at = expected.find("ion>" + nepal.item_id + "</Summary", at + 1))
        expected.replace(at + 4, nepal.item_id.size(), kReceptacle);
    BOOST_TEST(nepal.document() == expected); // and nothing else of it has changed
    BOOST_TEST(nepal.filing().version == 1U);
    BOOST_TEST(nepal.world->store().declarations().findings(nepal.declaration, 1).size() == findings);
    BOOST_CHECK(nepal.filing().state == FilingState::awaiting_position);
    nepal.record(ports::DispatchClosed{nepal.dispatch(), nepal.world->gateway().clock().now()});
    BOOST_CHECK(nepal.filing().state == FilingState::queued);
    BOOST_TEST(nepal.filing().offered_version == 1U);
    const auto offered = nepal.document();
    nepal.make_anew({nepal.item_id, kDispatch, kDispatch + "002100012", {}, {}, {}}); // too late: it was offered
    BOOST_TEST(nepal.document() == offered);
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_made_is_held_with_its_findings) {
    AtTheClosing nepal;
    nepal.submit();
    nepal.pack(nepal.item_id);
    auto packed = nepal.packed();
    packed.receptacle = std::string(1001, 'X'); // longer than the system takes
    nepal.make_anew(packed);
    BOOST_CHECK(nepal.filing().state == FilingState::held);
    BOOST_CHECK(nepal.filing().verdict == core::Verdict::held);
    const auto findings = nepal.world->store().declarations().findings(nepal.declaration, 1);
    BOOST_TEST(std::ranges::count(findings, "NATIONAL-SCHEMA", &core::Finding::code) > 0);
    nepal.record(ports::DispatchClosed{nepal.dispatch(), nepal.world->gateway().clock().now()});
    BOOST_CHECK(nepal.filing().state == FilingState::held);
    BOOST_TEST(nepal.filing().offered_version == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_declared_when_it_is_packed_says_so_at_once) {
    AtTheClosing first;
    first.submit();
    AtTheClosing nepal;
    nepal.pack(first.item_id);
    nepal.submit();
    BOOST_TEST(AtTheClosing::previous(nepal.document()) == kReceptacle);
}

BOOST_AUTO_TEST_CASE(others_of_the_dispatch_are_left_alone) {
    AtTheClosing nepal;
    nepal.submit();
    const auto before = nepal.document();
    const std::array items{ports::PackedItem{"RR123456785NP", kDispatch, kReceptacle, {}, {}, {}}};
    nepal.world->submissions().make_documents_anew(nepal.post, items);
    const auto other = nepal.world->post("other-post");
    const auto packed = nepal.packed();
    nepal.world->submissions().make_documents_anew(other, std::span(&packed, 1)); // not its item
    BOOST_TEST(nepal.document() == before);
}

BOOST_AUTO_TEST_SUITE_END()
