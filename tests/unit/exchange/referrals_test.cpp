// Referrals as they are read: hostile messages, exact refusals; and that an item may not leave while one stands.
#include "core/item_id.hpp"
#include "exchange/departures.hpp"
#include "exchange/referrals.hpp"
#include "support/test_gateway.hpp"
#include "support/xerces_validator.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <memory>

BOOST_AUTO_TEST_SUITE(referrals)

using namespace postern;
using core::EventType;
using core::RefusalCode;
using exchange::SentReferral;

namespace {

const core::Instant kNow = core::parse_rfc3339("2026-01-05T12:00:00Z").value();
constexpr const char* kParcel = "CP400182012NP";

bool is_known_field(std::string_view name) {
    return name == "lines.hs_code";
}

SentReferral question() {
    SentReferral sent;
    sent.item_id = "CP 500 010 015 NP";
    sent.reference = "US-1";
    sent.kind = "RFI";
    sent.authority = "US-NTC";
    sent.when = "2026-01-05T10:00:00+05:45";
    return sent;
}
std::string refused(const SentReferral& sent) {
    const auto told = exchange::told_referral(sent, kNow, is_known_field);
    if (told) return "";
    return std::string(core::refusal_kind(told.refusal().code).slug) + " " + told.refusal().argument;
}
template <class Value>
std::string with(Value SentReferral::*member, Value value) {
    auto sent = question();
    sent.*member = std::move(value);
    return refused(sent);
}

std::string office_message(const std::string& name) {
    std::ifstream in(POSTERN_SOURCE_DIR "/samples/office/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
std::string changed(std::string text, const std::string& what, const std::string& with_this) {
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, what);
    return text.replace(at, what.size(), with_this);
}

struct Reading {
    xml::Runtime runtime;
    exchange::ItmrefReader reader{xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/itmref.xsd")};
    std::string whole(const std::string& message) {
        const auto read = reader.read(message);
        return read ? "" : std::string(core::refusal_kind(read.refusal().code).slug);
    }
    /// The first referral's refusal, and its line.
    std::string first(const std::string& message) {
        const auto read = reader.read(message);
        if (!read) return "whole " + std::string(core::refusal_kind(read.refusal().code).slug);
        const auto& refusal = read.value().referrals.at(0).refused;
        if (!refusal) return "";
        return std::string(core::refusal_kind(refusal->code).slug) + " " + refusal->argument + " " +
               std::to_string(refusal->line);
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(a_referral_is_read_member_by_member) {
    const auto told = exchange::told_referral(question(), kNow, is_known_field);
    BOOST_REQUIRE(told.ok());
    BOOST_TEST(told.value().item_id == "CP500010015NP");
    BOOST_CHECK(told.value().kind == EventType::referral_for_information);
    BOOST_TEST(core::to_rfc3339(told.value().when) == "2026-01-05T04:15:00.000Z");
    BOOST_TEST(told.value().text.bytes.empty());
    BOOST_TEST(!told.value().deadline.has_value());

    const auto text = [](std::size_t count, const std::string& character) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i)
            all += character;
        return all;
    };
    const std::string code(64, 'x');
    for (const auto& [got, expected] : std::vector<std::pair<std::string, std::string>>{
             {with(&SentReferral::item_id, std::string("CP500010016NP")), "bad-parameter item_id"},
             {with(&SentReferral::item_id, std::string()), "bad-parameter item_id"},
             {with(&SentReferral::kind, std::string("rfi")), "bad-parameter kind"},
             {with(&SentReferral::kind, std::string()), "bad-parameter kind"},
             {with(&SentReferral::when, std::string("2026-01-05")), "bad-parameter when"},
             {with(&SentReferral::when, std::string("2026-01-05T12:59:59Z")), ""},
             {with(&SentReferral::when, std::string("2026-01-05T13:00:01Z")), "bad-parameter when"},
             {with(&SentReferral::deadline, std::string("soon")), "bad-parameter deadline"},
             {with(&SentReferral::deadline, std::string("2036-01-05T13:00:01Z")), ""},
             {with(&SentReferral::authority, std::string()), "bad-parameter authority"},
             {with(&SentReferral::authority, std::string("US NTC")), "bad-parameter authority"},
             {with(&SentReferral::reference, code), ""},
             {with(&SentReferral::reference, code + "x"), "bad-parameter reference"},
             {with(&SentReferral::reason, std::string("Jos\xc3\xa9")), "bad-parameter reason"},
             {with(&SentReferral::text, text(512, "\xe4\xb8\xad")), ""},
             {with(&SentReferral::text, text(513, "x")), "bad-parameter text"},
             {with(&SentReferral::text, std::string("a\x07")), "bad-parameter text"},
             {with(&SentReferral::text, std::string("a\xff")), "bad-parameter text"},
             {with(&SentReferral::text, std::string("a\n\tb")), ""},
             {with(&SentReferral::wanted, std::vector<std::string>{"invoice", "lines.hs_code"}), ""},
             {with(&SentReferral::wanted, std::vector<std::string>{"lines.colour"}), "bad-parameter wanted"},
             {with(&SentReferral::wanted, std::vector<std::string>{""}), "bad-parameter wanted"},
             {with(&SentReferral::wanted, std::vector<std::string>(33, "invoice")), "bad-parameter wanted"}})
        BOOST_TEST(got == expected);
}

BOOST_AUTO_TEST_CASE(the_samples_are_of_the_schema_and_read_alike) {
    Reading world;
    for (const char* name : {"itmref-questions.xml", "itmref-do-not-load.xml"}) {
        const auto message = office_message(name);
        BOOST_TEST(tests::xerces_faults(POSTERN_SOURCE_DIR "/schemas/itmref.xsd", message).empty(), name);
        const auto read = world.reader.read(message);
        BOOST_REQUIRE(read.ok());
        BOOST_TEST(read.value().referrals.size() == 2u);
        for (const auto& one : read.value().referrals)
            BOOST_TEST(!one.refused.has_value());
    }
    const auto read = world.reader.read(office_message("itmref-questions.xml"));
    BOOST_TEST(read.value().sender == "USA");
    BOOST_TEST(read.value().recipient == "NPA");
    BOOST_TEST(read.value().message_reference == "ITMREF-2026-11-27-0017");
    const auto& first = read.value().referrals.at(0);
    BOOST_TEST(first.kind == "RFI");
    BOOST_TEST(first.deadline == "2026-01-06T09:12:00Z");
    BOOST_TEST(first.text.starts_with("The description"));
    BOOST_TEST((first.wanted == std::vector<std::string>{"lines.descriptions", "invoice"}));
}

BOOST_AUTO_TEST_CASE(a_bad_referral_is_refused_by_itself_and_named) {
    Reading world;
    const auto good = office_message("itmref-questions.xml");
    const std::string long_text(513, 'x');
    for (const auto& [what, with_this, expected] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"<kind>RFI</kind>", "<kind>ASK</kind>", "bad-parameter kind 13"},
             {"<kind>RFI</kind>", "<kind>RFI<b/></kind>", "bad-parameter kind 13"},
             {"<item_id>CP500010015NP", "<item_id>cp500010015np", "bad-parameter item_id 11"},
             {"<when>2026-01-05T09:12:00Z", "<when>2026-01-05T09:12:00", "bad-parameter when 15"},
             {"<deadline>2026-01-06", "<deadline>2026-02-31", "bad-parameter deadline 16"},
             {"<reason>DESCRIPTION", "<reason>DESC RIPTION", "bad-parameter reason 17"},
             {"<text>The", "<text>" + long_text, "bad-parameter text 18"},
             {"<wanted>", "<wanted>Lines ", "bad-parameter wanted 19"},
             {"<authority>US-NTC</authority>", "", "message-structure referral 10"},
             {"<authority>US-NTC</authority>", "<authority>A</authority><name>Somebody</name>",
              "message-structure referral 14"},
             {"<referral>", "<referral by=\"me\">", "message-structure referral 10"}}) {
        const auto message = changed(good, what, with_this);
        BOOST_TEST(world.first(message) == expected, what);
        const auto read = world.reader.read(message);
        BOOST_TEST(!read.value().referrals.at(1).refused.has_value(), what);
    }
    // twice: the second is no element of the schema's any more
    BOOST_TEST(!world.first(changed(good, "<kind>RFI</kind>", "<kind>RFI</kind><kind>DNL</kind>")).empty());
}

BOOST_AUTO_TEST_CASE(a_message_that_is_none_is_refused_whole) {
    Reading world;
    const auto good = office_message("itmref-questions.xml");
    std::string many = good.substr(0, good.find("<referrals>") + 11);
    for (int i = 0; i < 1'001; ++i)
        many += "<referral/>";
    many += "</referrals></itmref>";
    for (const auto& [message, code] : std::vector<std::pair<std::string, std::string>>{
             {"", "message-empty"},
             {"<itmref xmlns=\"urn:postern:itmref:2\"/>", "source-unknown"},
             {"<refrsp xmlns=\"urn:postern:itmref:1\"/>", "source-unknown"},
             {changed(good, "urn:postern:itmref:1", "m53"), "source-unknown"},
             {changed(good, "<recipient>NPA</recipient>", "<recipient>Nepal Post</recipient>"), "message-structure"},
             {changed(good, "<header>", "<header><b/>"), "message-structure"},
             {changed(good, "</header>", "</header><more/>"), "message-structure"},
             {changed(good, "<itmref ", "<!DOCTYPE itmref [<!ENTITY a \"b\">]><itmref "), "doctype-forbidden"},
             {changed(good, "<itmref ", "<?php ?><itmref "), "processing-instruction-forbidden"},
             {good.substr(0, good.size() / 2), "not-well-formed"},
             {many, "too-many-items"}})
        BOOST_TEST(world.whole(message) == code, message.substr(0, 80));
}

BOOST_AUTO_TEST_CASE(an_item_may_not_leave_while_a_referral_stands) {
    tests::TestGateway gateway;
    const auto post = gateway.post();
    auto& store = gateway.store();
    const auto ids = gateway.gateway().chain()->ids;
    exchange::Referrals desk({store.ledger(), store.referrals(), gateway.gateway().clock(), gateway.gateway().keys()},
                             ids, exchange::ItmrefReader(xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/itmref.xsd")),
                             12);
    exchange::ReferralAnswers answers(
        {store.ledger(), store.referrals(), store.declarations(), store.attachments(), gateway.gateway().clock()}, ids,
        12);
    exchange::Departures departures(store.departures(), gateway.gateway().clock(), ids, 12);
    const auto hindered_by = [&] {
        const std::string id = kParcel;
        std::string codes;
        const auto views = departures.ask(post.tenant, post.mode, std::span(&id, 1));
        for (const auto& one : views.at(0).answer.hindrances)
            codes += std::string(exchange::to_string(one.code)) + " " + one.reason + ";";
        return codes;
    };
    std::ifstream in(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-np-us.xml", std::ios::binary);
    gateway.submit({std::istreambuf_iterator<char>(in), {}}, post);
    const auto before = hindered_by();
    auto sent = question();
    sent.item_id = kParcel;
    const auto tell = [&](const std::string& kind, const std::string& reference, const std::string& when) {
        sent.kind = kind;
        sent.reference = reference;
        sent.when = when;
        exchange::SentReferrals all;
        all.referrals = {sent};
        const auto told = desk.tell(post, all, is_known_field, "test");
        BOOST_REQUIRE(told.ok());
        BOOST_REQUIRE(!told.value().at(0).refused);
        return told.value().at(0).referral_id;
    };
    const auto id = tell("RFI", "US-1", "2026-01-05T10:00:00Z");
    BOOST_TEST(hindered_by() == "referred US-1;" + before);
    BOOST_REQUIRE(answers.answer(post, id, {"information", 0, {{"lines.hs_code", "610510"}}, {}, {}, {}},
                                 is_known_field, "test"));
    BOOST_TEST(hindered_by() == "referred US-1;" + before); // nobody said yet that it suffices
    const auto now = gateway.gateway().clock().now();
    tell("AC", "US-1", core::to_rfc3339({now.ms + 1'800'000}));
    BOOST_TEST(hindered_by() == before);
    tell("DNL", "US-2", "2026-01-05T10:00:00Z");
    tell("AC", "", core::to_rfc3339({now.ms + 1'900'000}));
    BOOST_TEST(hindered_by() == "do-not-load US-2;" + before);
}

BOOST_AUTO_TEST_SUITE_END()
