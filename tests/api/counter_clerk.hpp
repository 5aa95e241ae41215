// A clerk of the tests: an office, a key, and what he does at his counter.
#pragma once

#include "command_run.hpp"
#include "core/item_id.hpp"
#include "core/time.hpp"
#include "story.hpp"
#include "json/members.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace postern::tests::api::at_counter {

inline std::string s10(std::uint32_t serial) {
    return core::ItemId::made_of("CP", serial, "NP")->text();
}

/// Without the office, which the counter fills in.
inline std::string declared(const std::string& item_id, const std::string& weight = "1.750") {
    auto text = replaced(sample("json-good-sale-np-de.json"), "\"office_of_origin\": \"Kathmandu GPO\",", "");
    text = json::with_string(text, "gross_weight_kg", weight);
    text = json::with_string(text, "sender_reference", "SHOP-" + item_id);
    return item_id.empty() ? replaced(text, "\"item_id\": \"CP400185005NP\",", "")
                           : json::with_string(text, "item_id", item_id);
}

inline std::string now_text(std::int64_t plus_seconds = 0) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return core::to_rfc3339({std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + plus_seconds * 1000});
}

/// A clerk at an office, with the key of no office in particular.
struct Clerk {
    explicit Clerk(std::uint16_t port, std::string at = "NPKTM01", std::string who = "c017",
                   const std::string& key = kCounter)
        : client(port, key), office(std::move(at)), clerk(std::move(who)) {}
    Client client;
    std::string office, clerk;

    Headers headers(Headers more = {}) const {
        more.emplace_back("Content-Type", "application/json");
        if (!office.empty()) more.emplace_back("Postern-Office", office);
        if (!clerk.empty()) more.emplace_back("Postern-Clerk", clerk);
        return more;
    }
    Answer post(const std::string& target, const std::string& body, const std::string& key = {}) {
        return client.call("POST", target, headers(key.empty() ? Headers() : Headers{{"Idempotency-Key", key}}), body);
    }
    Answer get(const std::string& target) { return client.get(target, headers()); }
    Answer accept(const std::string& declaration, const std::string& more = {}, const std::string& key = {}) {
        return post("/v1/counter/acceptances", "{\"declaration\": " + declaration + more + "}", key);
    }
    json::Value totals(const std::string& query = {}) {
        const Answer answer = get("/v1/counter/totals" + query);
        BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
        auto sums = answer.json();
        check_form(sums, "CounterTotals");
        return sums;
    }
};

inline std::string number(const json::Value& sums, std::string_view name) {
    return sums.find(name)->text();
}

inline std::string path_of(const Answer& accepted) {
    const json::Value report = accepted.json();
    return "/v1/declarations/" + text_of(report.find("items")->items().at(0), "declaration_id");
}

inline std::vector<std::string> codes_of(const Answer& problem) {
    std::vector<std::string> codes;
    const json::Value read = problem.json();
    for (const json::Value& error : read.find("errors")->items())
        codes.push_back(text_of(error, "code"));
    return codes;
}

inline bool names(const Answer& problem, const std::string& code) {
    const auto codes = codes_of(problem);
    return std::ranges::find(codes, code) != codes.end();
}

inline std::size_t posted_events(Clerk& clerk, const std::string& path) {
    const std::string timeline = clerk.get(path + "/timeline").body;
    std::size_t count = 0;
    for (auto at = timeline.find("\"item-posted\""); at != std::string::npos;
         at = timeline.find("\"item-posted\"", at + 1))
        ++count;
    return count;
}

inline std::vector<std::string> acts(Clerk& clerk, const std::string& query = "?limit=1000") {
    const Answer answer = clerk.get("/v1/counter/journal" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const json::Value journal = answer.json();
    check_form(journal, "CounterJournal");
    std::vector<std::string> words;
    for (const json::Value& act : journal.find("acts")->items())
        words.push_back(text_of(act, "act"));
    return words;
}

using Words = std::vector<std::string>;

} // namespace postern::tests::api::at_counter
