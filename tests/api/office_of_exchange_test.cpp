// The day of an office of exchange, whole: a dispatch of 500 items, the four that must not leave, and what is proven of
// the others afterwards.
#include "core/item_id.hpp"
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(api_office_of_exchange)

using namespace postern;
using namespace postern::tests;
using namespace postern::tests::api;
namespace json = postern::json;

namespace {

constexpr int kItems = 500;
constexpr int kReceptacles = 5;
const std::string kDispatch = "NPKTMADECGNAACN60043";
const std::string kOwn = "\"" + kDispatch + "\"";
constexpr const char* kUnpaid = "CP400200440NP"; // of the sample whose duty is not prepaid

std::string item(int number) {
    const auto serial = std::to_string(84'000'000 + number);
    return "CP" + serial + core::ItemId::check_digit(serial) + "NP";
}

/// In the dispatch are items 0 … 498 and the one that is not prepaid; of these four nothing is to leave.
const std::string kForbidden = item(100); // its destination says: do not load
const std::string kHeld = item(200);      // customs wants to see it
const std::string kUndeclared = item(300);
const std::string kReturned = item(400); // leaves, and comes back

class Day {
public:
    RunningGateway gateway;
    Client post{gateway.port(), kPost};
    Client customs{gateway.port(), kCustoms};

    Day() {
        declare_batch();
        const Answer unpaid = post.post_xml("/v1/declarations", sample("cn23-bad-duty-not-prepaid.xml"));
        BOOST_REQUIRE_MESSAGE(unpaid.status == 422, unpaid.body);
        release();
        BOOST_TEST(text_of(told("POST", "/v1/referrals",
                                R"({"item_id":")" + kForbidden +
                                    R"(","reference":"DE-DNL-500","kind":"DNL","authority":"DE-ICS2",)" +
                                    R"("when":"2026-01-05T09:58:00Z"})",
                                "ReferralResults")
                               .find("referrals")
                               ->items()
                               .at(0),
                           "result") == "accepted");
        pack();
    }

    const std::string& declaration(const std::string& item_id) const { return declarations_.at(item_id); }
    const std::map<std::string, std::string>& declarations() const { return declarations_; }

    json::Value told(const std::string& method, const std::string& path, const std::string& body,
                     std::string_view form = {}) {
        const Answer answer = post.send_json(method, path, body);
        BOOST_REQUIRE_MESSAGE(answer.status == 200 || answer.status == 201, path << ": " << answer.body);
        if (!form.empty()) check_form(answer.json(), form);
        return answer.json();
    }
    void customs_say(const std::string& events) {
        const Answer answer =
            customs.send_json("POST", "/v1/agencies/np-customs/responses", R"({"events":[)" + events + "]}");
        BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    }
    json::Value evidence(const std::string& item_id) {
        const Answer answer = post.get("/v1/declarations/" + declaration(item_id) + "/evidence");
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        const auto whole = answer.json();
        return *whole.find("evidence");
    }

private:
    void declare_batch() {
        const auto one = sample("json-good-sale-np-de.json");
        std::string batch;
        for (int i = 0; i < kItems - 1; ++i) {
            if (item(i) == kUndeclared) continue;
            const auto named = replaced(one, "CP400185005NP", item(i));
            batch += (batch.empty() ? "" : ",") + replaced(named, "JSN-2026-0001", "OOE-" + std::to_string(i));
        }
        const Answer sent =
            post.send_json("POST", "/v1/declarations", R"({"test":true,"declarations":[)" + batch + "]}");
        BOOST_REQUIRE_MESSAGE(sent.status == 200, sent.body.substr(0, 500));
        const auto report = sent.json();
        for (const auto& row : report.find("items")->items()) {
            declarations_[text_of(row, "item_id")] = text_of(row, "declaration_id");
            filings_[text_of(row, "item_id")] = filing_of(row);
        }
        BOOST_REQUIRE(declarations_.size() == kItems - 2U);
    }
    void release() {
        std::string events;
        for (const auto& [item_id, filing] : filings_)
            events += (events.empty() ? R"({"filing":")" : R"(,{"filing":")") + filing + R"(","state":")" +
                      (item_id == kHeld ? "CONTROL_PHYSICAL" : "RELEASED") + R"(","number":"MRN-)" + item_id + "\"}";
        customs_say(events);
    }
    void pack() {
        std::string receptacles;
        for (int r = 0; r < kReceptacles; ++r) {
            std::string items = r == 0 ? "\"" + std::string(kUnpaid) + "\"" : "";
            for (int i = r; i < kItems - 1; i += kReceptacles)
                items += (items.empty() ? "\"" : ",\"") + item(i) + "\"";
            receptacles += (r == 0 ? R"({"receptacle":")" : R"(,{"receptacle":")") + kDispatch + "00" +
                           std::to_string(r + 1) + R"(000150","items":[)" + items + "]}";
        }
        told("POST", "/v1/dispatches",
             R"({"dispatch":)" + kOwn + R"(,"carrier":"QR","flight":"QR651","receptacles":[)" + receptacles + "]}",
             "DispatchTaken");
    }

    std::map<std::string, std::string> declarations_; ///< by item id
    std::map<std::string, std::string> filings_;
};

using Reasons = std::map<std::string, std::string>;

/// The gravest reason of each item that has to come out.
Reasons reasons_of(const json::Value& check) {
    Reasons reasons;
    for (const auto& row : check.find("pull_out")->items())
        reasons[text_of(row, "item_id")] = text_of(row.find("hindrances")->items().at(0), "code");
    return reasons;
}

const Reasons& the_four() {
    static const Reasons kFour{
        {kForbidden, "do-not-load"}, {kHeld, "held"}, {kUndeclared, "no-data"}, {kUnpaid, "duty-not-prepaid"}};
    return kFour;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_check_names_the_four_and_the_others_have_their_exit_proven) {
    Day day;
    const std::string path = "/v1/dispatches/" + kDispatch;
    const Answer checked = day.post.get(path + "/check");
    BOOST_REQUIRE_MESSAGE(checked.status == 200, checked.body.substr(0, 500));
    const auto check = checked.json();
    check_form(check, "DispatchCheck");
    BOOST_TEST(reasons_of(check) == the_four());
    BOOST_TEST(check.find("free")->text() == std::to_string(kItems - 4));
    // the same by the question that does not know of closing
    const auto asked = day.told("POST", "/v1/items/may-depart", "{\"dispatch\":" + kOwn + "}", "Departures");
    BOOST_TEST(asked.find("counts")->find("may_not_depart")->text() == "4");
    BOOST_TEST(asked.find("counts")->find("may_depart")->text() == std::to_string(kItems - 4));
    const auto bag = day.told("POST", "/v1/items/may-depart", R"({"receptacle":")" + kDispatch + R"(001000150"})");
    BOOST_TEST(bag.find("counts")->find("items")->text() == std::to_string(kItems / kReceptacles + 1));

    // the duty is not paid, nobody declares it, customs and the destination stand by what they said: all four come out
    day.told("POST", path + "/closing", "{}", "DispatchCheck");
    std::string four;
    for (const auto& [item_id, reason] : the_four())
        four += (four.empty() ? "\"" : ",\"") + item_id + "\"";
    day.told("POST", path + "/removals", R"({"items":[)" + four + R"(],"reason":"pulled-out"})", "DispatchRemovals");
    const auto again = day.post.get(path + "/check").json();
    BOOST_TEST(again.find("pull_out")->items().empty());
    const auto left = day.told("POST", path + "/departure", R"({"when":"2026-11-24T01:10:00Z"})", "DispatchLeft");
    BOOST_TEST(left.find("alarms")->items().empty());
    day.customs_say(R"({"dispatch":)" + kOwn + R"(,"state":"EXITED","when":"2026-11-24T02:00:00Z"})");

    std::size_t proven = 0;
    for (const auto& [item_id, declaration] : day.declarations()) {
        const auto evidence = day.evidence(item_id);
        const bool stayed = item_id == kForbidden || item_id == kHeld;
        const auto status = text_of(evidence, "status");
        BOOST_TEST((status == "proven") == !stayed, item_id << " " << status);
        if (status == "proven") ++proven;
    }
    BOOST_TEST(proven == kItems - 4U);

    day.told("POST", "/v1/declarations/" + day.declaration(kReturned) + "/return", R"({"reason":"refused"})");
    BOOST_TEST(text_of(day.evidence(kReturned), "status") == "withdrawn");
}

BOOST_AUTO_TEST_SUITE_END()
