// What agencies let a post amend, and what is no amendment at all.
#include "pipeline/amendment_policy.hpp"

#include "exchange/item_events.hpp"
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"
#include "xml/reader.hpp"

#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <memory>

BOOST_AUTO_TEST_SUITE(amendment_policy)

using namespace postern;
using core::EventType;
using core::RefusalCode;

std::string changed(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, what);
    return text.replace(at, what.size(), with);
}

/// A parcel that np-customs was offered, with rules of theirs.
struct Lodged {
    tests::OwnConfig config;
    std::unique_ptr<tests::TestGateway> world;
    core::Principal post;
    std::string text;
    std::string id;

    explicit Lodged(const std::string& rules) {
        config.replace("agencies.xml", "    </agency>", rules + "    </agency>");
        world = std::make_unique<tests::TestGateway>(
            std::vector<std::pair<std::string, std::string>>{{"home.config", config.path()}});
        post = world->post();
        std::ifstream in(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml", std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(in), {});
        id = world->submit(text, post).items.at(0).declaration_id;
    }
    core::Result<pipeline::ItemReport> amend(const std::string& content) {
        return world->submissions().amend(id, 0, content, post, {});
    }
    std::string code(const std::string& content) {
        const auto result = amend(content);
        return result ? "done " + std::to_string(result.value().version)
                      : std::string(core::refusal_kind(result.refusal().code).slug) + ": " + result.refusal().argument;
    }
    void customs_say(const std::string& state) {
        const auto item = world->submissions().declaration(id, post);
        const std::string said =
            R"({"events":[{"filing":")" + item->filings.at(0).filing_id + R"(","state":")" + state + R"("}]})";
        BOOST_REQUIRE(world->desk().answer(world->customs(), said, true, "r"));
    }
    core::DeclarationKey key() { return {*world->gateway().chain()->ids->open(crypto::IdKind::declaration, id)}; }
    std::vector<core::Event> events(EventType type) {
        auto all = world->store().filings().events_of(key());
        std::erase_if(all, [type](const auto& event) { return event.type != type; });
        return all;
    }
};

const char* const kOnlyAddressee = "<amendable states=\"ACCEPTED\" fields=\"addressee comments\"/>";

BOOST_AUTO_TEST_CASE(a_rule_holds_in_its_states_and_for_its_fields) {
    Lodged one(kOnlyAddressee);
    const auto other_goods = changed(one.text, "Felt slippers with leather sole", "Felt boots with leather sole");
    BOOST_TEST(one.code(other_goods) == "done 2"); // QUEUED: everything
    one.customs_say("ACCEPTED");
    BOOST_TEST(one.code(one.text) == "amendment-not-allowed: lines.descriptions");
    const auto other_place = changed(other_goods, "<to>\n        <name>", "<to>\n        <name>Heirs of ");
    BOOST_TEST(one.code(other_place) == "done 3");
    BOOST_TEST(one.code(changed(changed(other_place, "<quantity>6</quantity>", "<quantity>7</quantity>"), "Heirs of ",
                                "")) == "amendment-not-allowed: lines.quantity");
    one.customs_say("QUERY"); // they ask: then everything again
    BOOST_TEST(one.code(one.text) == "done 4");
}

BOOST_AUTO_TEST_CASE(a_rule_without_fields_forbids_all_and_one_of_a_position_waits_for_it) {
    Lodged one("<amendable from=\"POSTED\"/>");
    const auto other = changed(one.text, "Felt slippers with leather sole", "Felt boots with leather sole");
    BOOST_TEST(one.code(other) == "done 2");
    auto& gateway = one.world->gateway();
    ports::Deed seen;
    seen.body = ports::ItemsSeen{one.post.tenant,
                                 one.post.mode,
                                 gateway.clock().now(),
                                 {},
                                 {{"CP400182012NP", EventType::item_departed, gateway.clock().now(), ""}}};
    BOOST_REQUIRE(one.world->store().ledger().record(std::span(&seen, 1)).front().done()); // beyond POSTED
    BOOST_TEST(one.code(one.text) == "amendment-not-allowed: lines.descriptions");
    BOOST_TEST(one.code(other) == "done 2"); // the current content again is a repeat, whatever the rules
}

BOOST_AUTO_TEST_CASE(a_second_weighing_within_the_tolerance_is_noted_once) {
    Lodged one("<amendable states=\"ACCEPTED\"/><second-weighing tolerance-per-mille=\"20\"/>");
    const auto weighed = [&](const std::string& kilograms) {
        const auto from = one.text.find("<gross_weight>") + 14;
        auto text = one.text;
        return text.replace(from, text.find('<', from) - from, kilograms);
    };
    const auto from = one.text.find("<gross_weight>") + 14;
    const auto was = core::Decimal::parse(one.text.substr(from, one.text.find('<', from) - from)).value();
    const auto more = [&](const char* factor) {
        return (was * core::Decimal::parse(factor).value()).to_string().substr(0, 5);
    };
    const auto heavier = more("1.0100");
    one.customs_say("ACCEPTED");
    const auto noted = one.amend(weighed(heavier));
    BOOST_REQUIRE(noted);
    BOOST_TEST(noted.value().repeat);
    BOOST_TEST(noted.value().version == 1u);
    BOOST_REQUIRE(one.events(EventType::item_reweighed).size() == 1u);
    BOOST_TEST(one.events(EventType::item_reweighed)[0].reason == heavier);
    BOOST_TEST(one.code(weighed(heavier)) == "done 1");
    BOOST_TEST(one.events(EventType::item_reweighed).size() == 1u);
    BOOST_TEST(one.code(weighed(more("1.0500"))) == "amendment-not-allowed: gross_weight_kg");
}

BOOST_AUTO_TEST_CASE(before_it_is_lodged_another_weight_is_another_version) {
    Lodged one("<second-weighing tolerance-per-mille=\"500\"/>");
    const auto from = one.text.find("<gross_weight>") + 14;
    auto text = one.text;
    text.insert(from + 4, "9");
    BOOST_TEST(one.code(text) == "done 2");
    BOOST_TEST(one.events(EventType::item_reweighed).empty());
}

BOOST_AUTO_TEST_CASE(the_fields_that_differ_are_named) {
    const xml::Runtime runtime;
    xml::MessageReader reader;
    const auto read = [&](const std::string& content) {
        return std::move(reader.read_whole(
                             R"(<declaration xmlns="urn:postern:declaration:1">)" + content + "</declaration>", {}))
            .value();
    };
    const auto diff = [&](const std::string& before, const std::string& after) {
        const auto a = read(before);
        const auto b = read(after);
        std::string all;
        for (const auto& field : pipeline::changed_fields(a.root(), b.root()))
            all += (all.empty() ? "" : " ") + field;
        return all;
    };
    const std::string lines = "<lines><line><hs_code>1</hs_code></line><line><hs_code>2</hs_code></line></lines>";
    BOOST_TEST(diff(lines, lines).empty());
    BOOST_TEST(diff(lines, "<lines><line><hs_code>2</hs_code></line><line><hs_code>1</hs_code></line></lines>") ==
               "lines.hs_code");
    BOOST_TEST(diff(lines, "<lines><line><hs_code>1</hs_code></line></lines>") == "lines.hs_code");
    BOOST_TEST(diff("<total_value currency='EUR'>1</total_value>", "<total_value currency='USD'>1</total_value>") ==
               "total_value");
    BOOST_TEST(diff("<sender><city>A</city></sender>",
                    "<sender><city>A</city><fax>1</fax></sender><form>CN22</form>") == "form sender.fax");
}

BOOST_AUTO_TEST_CASE(what_was_lodged_keeps_the_day_of_its_first_acceptance) {
    Lodged one("");
    const auto path = one.world->gateway().settings().data_folder + "/postern.db";
    sqlite3* store = nullptr;
    BOOST_REQUIRE(sqlite3_open(path.c_str(), &store) == SQLITE_OK);
    sqlite3_busy_timeout(store, 10'000);
    const auto first = core::start_of({2025, 3, 4}).ms;
    BOOST_REQUIRE(sqlite3_exec(store, ("UPDATE declaration_versions SET received = " + std::to_string(first)).c_str(),
                               nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(store);
    const auto chain = one.world->gateway().chain();
    const auto known = one.world->store().declarations().head(one.key());
    std::string lodged_on;
    xml::MessageReader reader;
    const auto take = [&](steps::Received received) {
        const auto read = chain->item_reader->read(std::move(received));
        lodged_on =
            chain->registrar->amending(*known, read, one.post, one.world->gateway().clock().now()).occasion.lodged_on;
    };
    const auto other = changed(one.text, "Felt slippers with leather sole", "Felt boots with leather sole");
    BOOST_REQUIRE(chain->intake->read(reader, other, chain->limits, take, ingest::Wording::by_content));
    BOOST_TEST(lodged_on == "2025-03-04");
}

BOOST_AUTO_TEST_SUITE_END()
