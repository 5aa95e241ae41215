// May it depart, marks, and what a person decides about what is held, over HTTP.
#include "story.hpp"
#include "support/own_config.hpp"

#include "core/time.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(api_departures)

using namespace postern;
using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

constexpr const char* kUnknownItem = "RR222222225NP";

core::Instant in_days(std::int64_t days) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + days * core::kDayMs};
}

std::string mark(const std::string& item_id, const std::string& kind, const std::string& reason = "LOOK",
                 const std::string& until = core::to_rfc3339(in_days(30))) {
    const std::string end = kind == "clear" ? "" : R"(,"until":")" + until + "\"";
    return R"({"item_id":")" + item_id + R"(","kind":")" + kind + R"(","reason":")" + reason + "\"" + end + "}";
}

struct World {
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client counter{gateway.port(), kCounter};
    Client agency{gateway.port(), kCustoms};
    Client other{gateway.port(), kOtherPost};

    explicit World(const std::string& settings = {}) : gateway(settings) {}

    json::Value declared() {
        const Answer sent = post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml"));
        BOOST_REQUIRE_MESSAGE(sent.status == 201, sent.body);
        return sent.json().find("items")->items().at(0);
    }
    json::Value asked(Client& client, const std::string& item_id) {
        const Answer answer = client.get("/v1/items/" + item_id + "/may-depart");
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        auto told = answer.json();
        check_form(told, "Departure");
        return told;
    }
    std::vector<std::string> hindrances(const std::string& item_id) {
        std::vector<std::string> codes;
        const auto told = asked(post, item_id);
        for (const auto& one : told.find("hindrances")->items())
            codes.push_back(text_of(one, "code"));
        BOOST_TEST(told.find("may_depart")->boolean() == codes.empty());
        return codes;
    }
    void customs_say(const json::Value& item, const std::string& state) {
        const Answer said =
            agency.send_json("POST", "/v1/agencies/np-customs/responses",
                             R"({"events":[{"filing":")" + filing_of(item) + R"(","state":")" + state + "\"}]}");
        BOOST_REQUIRE_MESSAGE(said.status == 201, said.body);
    }
    Answer marked(Client& client, const std::string& body) { return client.send_json("POST", "/v1/marks", body); }
};

using Words = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_CASE(an_item_may_leave_when_customs_released_it) {
    World world;
    const auto item = world.declared();
    const auto id = text_of(item, "item_id");
    BOOST_TEST((world.hindrances(id) == Words{"not-released"}));
    const auto told = world.asked(world.counter, id);
    BOOST_TEST(text_of(told, "position") == "CAPTURED");
    BOOST_TEST(text_of(told, "destination") == "US");
    BOOST_TEST(text_of(told, "declaration_id") == text_of(item, "declaration_id"));
    const auto& one = told.find("hindrances")->items().at(0);
    BOOST_TEST(text_of(one, "filing_id") == filing_of(item));
    BOOST_TEST(text_of(one, "by") == "np-customs");
    BOOST_TEST(text_of(one, "reason") == "QUEUED");
    BOOST_TEST(!text_of(one, "title").starts_with("departure."));

    world.customs_say(item, "RELEASED");
    BOOST_TEST(world.hindrances(id).empty());
    // what nobody declared has no data, for anybody whose it is not too
    BOOST_TEST((world.hindrances(kUnknownItem) == Words{"no-data"}));
    BOOST_TEST(!world.asked(world.other, id).find("may_depart")->boolean());
    BOOST_TEST(world.post.get("/v1/items/RR222222220NP/may-depart").code() == "item-id-invalid");
    BOOST_TEST(world.agency.get("/v1/items/" + id + "/may-depart").status == 403);
}

BOOST_AUTO_TEST_CASE(many_are_answered_in_their_order_and_counted) {
    World world;
    const auto item = world.declared();
    const auto id = text_of(item, "item_id");
    const std::string path = "/v1/items/may-depart";
    const Answer answer = world.post.send_json("POST", path,
                                               R"({"items":[")" + std::string(kUnknownItem) + R"(","nonsense",")" + id +
                                                   R"(",7,"RR 222 222 225 NP"]})");
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto told = answer.json();
    check_form(told, "Departures");
    Words rows;
    for (const auto& row : told.find("items")->items())
        rows.push_back(text_of(row, "item_id") + " " + text_of(row, "code"));
    BOOST_TEST((rows == Words{std::string(kUnknownItem) + " ", "nonsense item-id-invalid", id + " ", " item-id-invalid",
                              std::string(kUnknownItem) + " "}));
    const auto& counts = *told.find("counts");
    BOOST_TEST(counts.find("items")->text() == "5");
    BOOST_TEST(counts.find("refused")->text() == "2");
    BOOST_TEST(counts.find("may_not_depart")->text() == "3");
    BOOST_TEST(counts.find("hindrances")->items().size() == 2u);
    BOOST_TEST(world.counter.send_json("POST", path, "{\"items\":[\"" + id + "\"]}").status == 200);
    // what is no list, or too long a one
    BOOST_TEST(world.post.send_json("POST", path, "{}").code() == "bad-json");
    BOOST_TEST(world.post.send_json("POST", path, R"({"items":[]})").code() == "bad-json");
    std::string many = "\"\"";
    for (int i = 0; i < 10'000; ++i)
        many += ",\"\"";
    BOOST_TEST(world.post.send_json("POST", path, "{\"items\":[" + many + "]}").code() == "too-many-items");
    BOOST_TEST(world.agency.send_json("POST", path, "{\"items\":[\"" + id + "\"]}").status == 403);
}

BOOST_AUTO_TEST_CASE(an_agencys_mark_keeps_an_item_back_until_it_is_cleared) {
    World world;
    const auto item = world.declared();
    const auto id = text_of(item, "item_id");
    world.customs_say(item, "RELEASED");
    const Answer set = world.marked(world.agency, mark(id, "block", "X-17"));
    BOOST_REQUIRE_MESSAGE(set.status == 201, set.body);
    check_form(set.json(), "MarkResult");
    const auto mark_id = text_of(set.json(), "mark_id");
    BOOST_TEST(mark_id.starts_with("mrk_"));
    BOOST_TEST((world.hindrances(id) == Words{"marked"}));
    const auto told = world.asked(world.post, id);
    BOOST_TEST(text_of(told.find("hindrances")->items().at(0), "by") == "np-customs");
    BOOST_TEST(text_of(told.find("hindrances")->items().at(0), "reason") == "X-17");
    const Answer stream = world.post.get("/v1/events?event=item-marked");
    check_form(stream.json(), "Events");
    const auto events = stream.json();
    BOOST_REQUIRE(events.find("events")->items().size() == 1u);
    BOOST_TEST(text_of(events.find("events")->items()[0], "reason") == "block");
    BOOST_TEST(text_of(events.find("events")->items()[0], "reference") == mark_id);
    BOOST_TEST(text_of(events.find("events")->items()[0], "by") == "customs");

    // the post's own security warns; only its owner clears a mark
    BOOST_TEST(world.marked(world.post, mark(id, "warn", "SMELLS")).status == 201);
    BOOST_TEST(text_of(world.marked(world.post, mark(id, "warn", "SMELLS", core::to_rfc3339(in_days(9)))).json(),
                       "result") == "set");
    BOOST_TEST(world.marked(world.post, mark(kUnknownItem, "clear")).status == 200);
    BOOST_TEST((world.hindrances(id) == Words{"marked"}));
    BOOST_TEST(world.marked(world.agency, mark(id, "clear")).status == 201);
    BOOST_TEST(world.hindrances(id).empty());
    const auto warned = world.asked(world.post, id);
    BOOST_REQUIRE(warned.find("warnings")->items().size() == 1u);
    BOOST_TEST(text_of(warned.find("warnings")->items()[0], "reason") == "SMELLS");
    BOOST_TEST(world.asked(world.other, id).find("warnings")->items().empty());

    const auto count = [](Client& client, const std::string& query) {
        const Answer list = client.get("/v1/marks" + query);
        BOOST_REQUIRE_MESSAGE(list.status == 200, list.body);
        const auto read = list.json();
        check_form(read, "MarkList");
        return read.find("marks")->items().size();
    };
    BOOST_TEST(count(world.post, "?item_id=" + id) == 4u);
    BOOST_TEST(count(world.post, "") == 2u);
    BOOST_TEST(count(world.agency, "") == 2u);
    BOOST_TEST(count(world.agency, "?limit=1") == 1u);
    const auto next = text_of(world.agency.get("/v1/marks?limit=1").json(), "next");
    BOOST_TEST(count(world.agency, "?limit=5&after=" + next) == 1u);
    BOOST_TEST(world.agency.get("/v1/marks?after=mrk_x").code() == "bad-cursor");
    BOOST_TEST(world.agency.get("/v1/marks?item_id=x").code() == "bad-parameter");
    BOOST_TEST(world.counter.get("/v1/marks").status == 403);
    BOOST_TEST(world.marked(world.counter, mark(id, "block")).status == 403);
}

BOOST_AUTO_TEST_CASE(each_mark_of_many_is_answered_by_itself) {
    World world;
    const std::string good = mark(kUnknownItem, "block");
    const std::string body = "{\"marks\":[" + good + "," + good + "," + mark("RR222222220NP", "block") + "," +
                             mark(kUnknownItem, "arrest") + "," + mark(kUnknownItem, "warn", "two words") + "," +
                             mark(kUnknownItem, "warn", "A", "2020-01-01T00:00:00Z") + "," +
                             mark(kUnknownItem, "warn", "A", core::to_rfc3339(in_days(400))) + "," +
                             mark(kUnknownItem, "warn", "A", "soon") + R"(,7,{"item_id":1}]})";
    const Answer answer = world.marked(world.agency, body);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto told = answer.json();
    check_form(told, "MarkResults");
    Words words;
    for (const auto& row : told.find("marks")->items())
        words.push_back(text_of(row, "result") + " " + text_of(row, "code"));
    BOOST_TEST((words == Words{"set ", "repeat ", "refused item-id-invalid", "refused bad-parameter",
                               "refused bad-parameter", "refused bad-parameter", "refused bad-parameter",
                               "refused bad-parameter", "refused bad-json", "refused bad-json"}));
    BOOST_TEST((world.hindrances(kUnknownItem) == Words{"marked", "no-data"}));
    // one alone is refused as a request
    BOOST_TEST(world.marked(world.agency, mark(kUnknownItem, "block", std::string(65, 'A'))).code() == "bad-parameter");
    BOOST_TEST(world.marked(world.agency, mark("X", "block")).code() == "item-id-invalid");
    BOOST_TEST(world.marked(world.agency, "{\"marks\":[]}").code() == "bad-json");
    BOOST_TEST(world.marked(world.agency, "{\"marks\":1}").code() == "bad-json");
    std::string many = "0";
    for (int i = 0; i < 1'000; ++i)
        many += ",0";
    BOOST_TEST(world.marked(world.agency, "{\"marks\":[" + many + "]}").code() == "too-many-items");
}

BOOST_AUTO_TEST_CASE(an_agency_marks_items_of_its_posts_alone) {
    const OwnConfig config;
    config.replace("agencies.xml", "<agency name=\"np-customs\"", "<agency name=\"np-customs\" posts=\"np-post\"");
    World world(config.setting());
    BOOST_TEST(world.marked(world.agency, mark(kUnknownItem, "block")).status == 201);
    BOOST_TEST((world.hindrances(kUnknownItem) == Words{"marked", "no-data"}));
    BOOST_TEST(world.asked(world.other, kUnknownItem).find("hindrances")->items().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_person_decides_about_who_is_on_a_watch_list) {
    const OwnConfig config;
    config.write("codelists/watch_names.csv", "# source: made up\n# date: 2026-01-01\n"
                                              "list,entry,name,address,country,from,to,reason\n"
                                              "made-up,W-1,BELLAMY ALICE,,US,2026-01-01,,\n");
    World world(config.setting());
    const auto item = world.declared();
    const auto id = text_of(item, "item_id");
    const auto path = "/v1/declarations/" + text_of(item, "declaration_id");
    BOOST_TEST(text_of(item, "verdict") == "held");
    BOOST_TEST((world.hindrances(id) == Words{"held"}));
    const auto report = world.post.get(path + "/report").json();
    const auto& finding = report.find("findings")->items().at(0);
    BOOST_TEST(text_of(finding, "code") == "WATCH-LIST");
    BOOST_TEST(text_of(finding, "detail").find("W-1") != std::string::npos);
    BOOST_TEST(world.agency.get("/v1/agencies/np-customs/filings").json().find("offers")->items().empty());

    const Answer list = world.post.get("/v1/reviews");
    check_form(list.json(), "ReviewList");
    const auto reviews = list.json();
    BOOST_REQUIRE(reviews.find("reviews")->items().size() == 1u);
    BOOST_TEST(text_of(reviews.find("reviews")->items()[0], "item_id") == id);
    BOOST_TEST(list.body.find("Bellamy") == std::string::npos);
    BOOST_TEST(world.other.get("/v1/reviews").json().find("reviews")->items().empty());
    BOOST_TEST(world.counter.get("/v1/reviews").status == 403);
    BOOST_TEST(world.post.get("/v1/reviews?after=x").code() == "bad-cursor");

    const auto decided = [&](Client& client, const std::string& body) {
        return client.send_json("POST", path + "/review", body);
    };
    const std::string release = R"({"decision":"release","reason":"NOT-THE-ONE"})";
    BOOST_TEST(decided(world.counter, release).status == 403);
    BOOST_TEST(decided(world.other, release).status == 404);
    BOOST_TEST(decided(world.post, R"({"decision":"perhaps","reason":"A"})").code() == "bad-parameter");
    BOOST_TEST(decided(world.post, R"({"decision":"release"})").code() == "bad-parameter");
    BOOST_TEST(decided(world.post, R"({"decision":"release","reason":"two words"})").code() == "bad-parameter");
    const Answer done = decided(world.post, release);
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    check_form(done.json(), "Item");
    BOOST_TEST(text_of(done.json(), "verdict") == "accepted");
    BOOST_TEST(world.agency.get("/v1/agencies/np-customs/filings").json().find("offers")->items().size() == 1u);
    BOOST_TEST((world.hindrances(id) == Words{"not-released"}));
    BOOST_TEST(decided(world.post, release).status == 200);
    BOOST_TEST(decided(world.post, R"({"decision":"reject","reason":"A"})").code() == "nothing-held");
    BOOST_TEST(world.post.get("/v1/reviews").json().find("reviews")->items().empty());
    BOOST_TEST(world.post.get("/v1/events?event=item-reviewed").json().find("events")->items().size() == 1u);
    // other content with the same entry is not held again
    auto changed = sample("cn23-good-parcel-np-us.xml");
    const std::string city = "<city>Portland</city>";
    changed.replace(changed.find(city), city.size(), "<city>Salem</city>");
    const Answer amended =
        world.post.call("PUT", path, {{"Content-Type", "application/xml"}, {"If-Match", "*"}}, changed);
    BOOST_REQUIRE_MESSAGE(amended.status == 200, amended.body);
    const auto next = amended.json();
    BOOST_TEST(text_of(next, "verdict") == "accepted");
    BOOST_TEST(text_of(next.find("filings")->items().at(0), "state") == "QUEUED");
    Client admin(world.gateway.port(), kAdmin);
    BOOST_TEST(admin.get("/v1/admin/audit?limit=50").body.find("declarations.review") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
