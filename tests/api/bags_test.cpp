// The stop list of an office's counters, and the pack that they work with while their line is lost.
#include "app/system.hpp"
#include "crypto/digest.hpp"
#include "signatures/jws.hpp"
#include "story.hpp"
#include "support/archive.hpp"
#include "support/test_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(api_bags)

using namespace postern;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

constexpr const char* kOffice = "NPKTM01";
constexpr const char* kGood = "cn23-good-parcel-np-us.xml"; // CP400182012NP
constexpr const char* kBad = "cn23-bad-description-parts.xml";

std::string tomorrow() {
    return core::to_rfc3339({app::SystemClock().now().ms + core::kDayMs});
}

/// What a clerk of that office took in while nobody served; the declaration's item id.
std::string taken_in(const std::string& data, const std::string& message, const std::string& office = kOffice) {
    postern::tests::TestGateway inside({{"data.folder", data}});
    pipeline::SubmitOptions options;
    options.request_id = "test";
    options.counter = ports::CounterTake{};
    options.counter->office = office;
    options.counter->clerk = "c017";
    options.counter->captured = {1'790'000'000'000};
    options.counter->sent = core::Instant{1'790'003'600'000};
    const auto report = inside.submissions().submit(message, inside.post(), options);
    BOOST_REQUIRE(report.ok());
    return report.value().items.front().item_id;
}

/// A gateway whose counter took in one good parcel and one that was rejected late.
struct Bag {
    RunningGateway gateway;
    std::string good, bad;
    Bag() {
        gateway.stop();
        good = taken_in(gateway.data(), sample(kGood));
        bad = taken_in(gateway.data(), sample(kBad));
        gateway.restart();
    }
    json::Value stops(const std::string& more = {}, const Headers& headers = {}) {
        Client post(gateway.port(), kPost);
        const Answer answer = post.get(std::string("/v1/counter/stop-list?office=") + kOffice + more, headers);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        auto value = answer.json();
        check_form(value, "StopList");
        return value;
    }
    std::map<std::string, std::string> codes(const std::string& more = {}) {
        std::map<std::string, std::string> all;
        const auto list = stops(more);
        for (const auto& item : list.find("items")->items())
            all[text_of(item, "item_id")] = text_of(item, "code");
        return all;
    }
    void mark(const std::string& kind) {
        const std::string until = kind == "block" ? R"(,"until":")" + tomorrow() + "\"" : "";
        Client post(gateway.port(), kPost);
        const Answer marked = post.send_json("POST", "/v1/marks",
                                             R"({"marks":[{"item_id":")" + good + R"(","kind":")" + kind +
                                                 R"(","reason":"X-RAY")" + until + "}]}");
        BOOST_REQUIRE_MESSAGE(marked.status == 200, marked.body);
    }
};

std::map<std::string, postern::tests::ArchivedFile> pack_of(Client& client, const std::string& lang) {
    const Answer answer = client.get("/v1/counter/pack?origin=NP&lang=" + lang);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    BOOST_TEST(answer.header("Content-Type") == "application/zip");
    BOOST_TEST(answer.body.size() < 2'000'000u);
    BOOST_TEST_MESSAGE("the pack in " << lang << " has " << answer.body.size() << " bytes");
    return postern::tests::files_in(answer.body);
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_refused_late_has_to_come_out) {
    Bag bag;
    using Codes = std::map<std::string, std::string>;
    BOOST_TEST((bag.codes() == Codes{{bag.bad, "rejected"}}));
    const auto list = bag.stops({}, {{"Accept-Language", "fr"}});
    const auto& item = list.find("items")->items().at(0);
    BOOST_TEST(text_of(item, "clerk") == "c017");
    BOOST_TEST(text_of(item, "captured_at") == "2026-09-21T14:13:20.000Z");
    BOOST_TEST(text_of(item, "sent_at") == "2026-09-21T15:13:20.000Z");
    BOOST_TEST(text_of(list, "office") == kOffice);
    // blocked later, and let go again
    const std::string after = "&after=" + text_of(list, "next");
    BOOST_TEST(bag.codes(after).empty());
    bag.mark("block");
    BOOST_TEST((bag.codes() == Codes{{bag.bad, "rejected"}, {bag.good, "marked"}}));
    BOOST_TEST((bag.codes(after) == Codes{{bag.good, "marked"}}));
    BOOST_TEST(bag.stops("&limit=1").find("more")->boolean());
    bag.mark("clear");
    BOOST_TEST((bag.codes() == Codes{{bag.bad, "rejected"}}));
}

BOOST_AUTO_TEST_CASE(the_list_is_of_one_office) {
    Bag bag;
    Client post(bag.gateway.port(), kPost);
    Client other(bag.gateway.port(), kOtherPost);
    Client agency(bag.gateway.port(), kCustoms);
    const std::string target = std::string("/v1/counter/stop-list?office=") + kOffice;
    const auto empty = [](const Answer& answer) {
        return answer.status == 200 && answer.json().find("items")->items().empty();
    };
    BOOST_TEST(empty(post.get("/v1/counter/stop-list?office=NPKTM02")));
    BOOST_TEST(empty(other.get(target)));
    BOOST_TEST(!empty(post.get("/v1/counter/stop-list", {{"Postern-Office", kOffice}})));
    BOOST_TEST(agency.get(target).code() == "forbidden");
    BOOST_TEST(post.get("/v1/counter/stop-list").code() == "bad-parameter");
    BOOST_TEST(post.get("/v1/counter/stop-list?office=" + std::string(65, 'a')).code() == "bad-parameter");
    BOOST_TEST(post.get(target + "&after=cur_nothing").code() == "bad-cursor");
    BOOST_TEST(post.get(target + "&limit=0").code() == "bad-parameter");
}

BOOST_AUTO_TEST_CASE(a_pack_is_small_signed_and_the_same_all_day) {
    Client counter(story_gateway().port(), kCounter);
    const auto keys = signatures::read_jwks(counter.get("/.well-known/jwks.json").body);
    BOOST_REQUIRE(keys.has_value());
    for (const std::string lang : {"ar", "en", "es", "fr", "pt"}) {
        const auto files = pack_of(counter, lang);
        const std::string& statement = files.at("pack.json").bytes;
        const auto jws = signatures::read_compact(files.at("pack.jws").bytes);
        BOOST_REQUIRE(jws.has_value());
        const auto verdict = signatures::verify(*jws, *keys, "postern-pack+jws");
        BOOST_TEST(!verdict.fault.has_value());
        BOOST_TEST(verdict.payload == statement);
        const auto told = json::read(statement);
        BOOST_REQUIRE(told.ok());
        BOOST_TEST(text_of(told.value(), "lang") == lang);
        BOOST_TEST(text_of(told.value(), "origin") == "NP");
        std::set<std::string> named{"pack.json", "pack.jws"};
        for (const auto& file : told.value().find("files")->items()) {
            const auto& name = *named.insert(text_of(file, "name")).first;
            BOOST_TEST(crypto::sha256(files.at(name).bytes).hex() == text_of(file, "sha256"), name);
        }
        BOOST_TEST(named.size() == files.size());
    }
}

BOOST_AUTO_TEST_CASE(a_pack_says_of_each_destination_what_the_requirements_say) {
    Client counter(story_gateway().port(), kCounter);
    const auto files = pack_of(counter, "es");
    json::ReadLimits limits;
    limits.bytes = 64u << 20;
    limits.values = 4'000'000;
    const auto read = json::read(files.at("requirements.json").bytes, limits);
    BOOST_REQUIRE(read.ok());
    const auto& all = read.value();
    BOOST_TEST(all.find("destinations")->members().size() > 200u);
    for (const std::string destination : {"US", "DE", "XK"}) {
        const auto alone = counter
                               .get("/v1/requirements?origin=NP&category=31&mail_class=U&destination=" + destination,
                                    {{"Accept-Language", "es"}})
                               .json();
        const auto place = all.find("destinations")->find(destination)->find("U")->find("31")->text();
        const auto& sheet = all.find("sheets")->items().at(std::stoul(place));
        for (const auto& [name, at] : sheet.members()) {
            const auto& told = all.find("values")->find(name)->items().at(std::stoul(at.text()));
            const auto* asked = alone.find(name);
            BOOST_REQUIRE(asked != nullptr);
            BOOST_TEST(told.items().size() == asked->items().size(), name);
            BOOST_TEST(told.text() == asked->text(), name);
        }
        BOOST_TEST(sheet.members().size() + 5 == alone.members().size());
    }
}

BOOST_AUTO_TEST_CASE(a_pack_that_the_client_has_is_not_sent_again) {
    Client counter(story_gateway().port(), kCounter);
    const Answer first = counter.get("/v1/counter/pack?origin=NP&lang=en");
    const Answer second = counter.get("/v1/counter/pack?origin=NP&lang=en");
    BOOST_TEST(first.body == second.body);
    BOOST_TEST(counter.get("/v1/counter/pack?origin=NP&lang=en", {{"If-None-Match", first.header("ETag")}}).status ==
               304);
    BOOST_TEST(counter.get("/v1/counter/pack?origin=LK&lang=en").header("ETag") != first.header("ETag"));
    BOOST_TEST(counter.get("/v1/counter/pack?lang=en").code() == "bad-parameter");
    BOOST_TEST(counter.get("/v1/counter/pack?origin=QQ").code() == "bad-parameter");
    BOOST_TEST(counter.get("/v1/counter/pack?origin=NP&lang=" + std::string(40, 'a')).code() == "bad-parameter");
    Client agency(story_gateway().port(), kCustoms);
    BOOST_TEST(agency.get("/v1/counter/pack?origin=NP").code() == "forbidden");
}

BOOST_AUTO_TEST_SUITE_END()
