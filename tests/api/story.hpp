// The steps of the story that several tests take: submit one item, read the whole feed, find a filing.
#pragma once

#include "client.hpp"
#include "forms.hpp"
#include "running_gateway.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace postern::tests::api {

inline RunningGateway& story_gateway() {
    static RunningGateway running;
    return running;
}
inline Client post() {
    return {story_gateway().port(), kPost};
}
inline Client customs() {
    return {story_gateway().port(), kCustoms};
}

inline std::string text_of(const json::Value& value, std::string_view name) {
    return value.string(name).value_or("");
}

/// Submits a good single item and gives the item's part of the report.
inline json::Value submitted(const std::string& message, int expected_status = 201) {
    Client client = post();
    const Answer answer = client.post_xml("/v1/declarations", message);
    BOOST_REQUIRE_MESSAGE(answer.status == expected_status, answer.status << " " << answer.body);
    const json::Value report = answer.json();
    check_form(report, "Submission");
    BOOST_REQUIRE(report.find("items")->items().size() == 1u);
    return report.find("items")->items()[0];
}

/// The whole feed, page by page, as an agency reads it.
inline std::vector<json::Value> whole_feed(Client& client, std::string* cursor = nullptr) {
    std::vector<json::Value> offers;
    std::string next;
    for (;;) {
        const Answer page = client.get("/v1/agencies/np-customs/filings?limit=50&after=" + next);
        BOOST_REQUIRE_MESSAGE(page.status == 200, page.body);
        const json::Value feed = page.json();
        check_form(feed, "Feed");
        next = text_of(feed, "next");
        BOOST_TEST(page.header("Link") ==
                   "</v1/agencies/np-customs/filings?after=" + next + "&limit=50>; rel=\"next\"");
        if (cursor != nullptr) *cursor = next;
        if (feed.find("offers")->items().empty()) return offers;
        for (const json::Value& offer : feed.find("offers")->items())
            offers.push_back(offer);
    }
}

inline json::Value offer_of(Client& client, const std::string& filing_id) {
    for (const json::Value& offer : whole_feed(client))
        if (text_of(offer, "filing_id") == filing_id) return offer;
    BOOST_FAIL("not in the feed: " << filing_id);
    return {};
}

inline std::string filing_of(const json::Value& item) {
    for (const json::Value& filing : item.find("filings")->items())
        if (text_of(filing, "outcome") == "file") return text_of(filing, "filing_id");
    return "";
}

} // namespace postern::tests::api
