// What a push sends, and what an authority's reply means.
#include "channels/http_courier.hpp"

#include "channels/soap.hpp"
#include "xml/runtime.hpp"

#include <algorithm>
#include <map>

BOOST_AUTO_TEST_SUITE(http_courier)

using namespace postern;
using ports::Handed;
using ports::OutgoingFault;

class RecordingCaller final : public ports::Caller {
public:
    ports::OutgoingReply call(const ports::OutgoingCall& call) override {
        calls.push_back(call);
        return reply;
    }
    std::vector<ports::OutgoingCall> calls;
    ports::OutgoingReply reply;
};

ports::OutgoingReply status(int code) {
    ports::OutgoingReply reply;
    reply.status = code;
    return reply;
}
ports::OutgoingReply fault(OutgoingFault of) {
    ports::OutgoingReply reply;
    reply.fault = of;
    return reply;
}
std::string header(const ports::OutgoingCall& call, std::string_view name) {
    std::string all;
    for (const auto& [key, value] : call.headers)
        if (key == name) all += (all.empty() ? "" : "|") + value;
    return all;
}
ports::HttpPlace place_at(std::string url) {
    ports::HttpPlace place;
    place.url = std::move(url);
    return place;
}
ports::Letter letter() {
    return {"fil_abc",
            3,
            ports::OfferWhy::amended,
            "EE 12/3&x",
            "application/xml",
            R"(<?xml version="1.0" encoding="UTF-8"?>)"
            "\n<sad/>"};
}

BOOST_AUTO_TEST_CASE(a_letter_is_posted_with_what_knows_it_again) {
    RecordingCaller caller;
    caller.reply = status(202);
    ports::HttpPlace place;
    place.url = "https://customs.example/in/{reference}/{version}/{why}/{filing}?x={other}";
    place.headers = {{"Authorization", "Bearer t"}};
    place.timeout_seconds = 3;
    channels::HttpCourier courier(caller, place);
    BOOST_CHECK(courier.hand_over(letter()).how == Handed::taken);
    BOOST_REQUIRE(caller.calls.size() == 1u);
    const auto& call = caller.calls[0];
    BOOST_TEST(call.method == "POST");
    BOOST_TEST(call.url == "https://customs.example/in/EE%2012%2F3%26x/3/amended/fil_abc?x={other}");
    BOOST_TEST(call.body == letter().document);
    BOOST_TEST(header(call, "Content-Type") == "application/xml");
    BOOST_TEST(header(call, "Authorization") == "Bearer t");
    BOOST_TEST(header(call, "Idempotency-Key") == "fil_abc-3-amended");
    BOOST_TEST(header(call, "Postern-Filing") == "fil_abc");
    BOOST_TEST(header(call, "Postern-Reference") == "EE 12/3&x");
    BOOST_TEST(header(call, "Postern-Version") == "3");
    BOOST_TEST(header(call, "Postern-Offer") == "amended");
    BOOST_TEST(header(call, "SOAPAction").empty());
    BOOST_TEST(call.total_ms == 3'000u);
    BOOST_TEST(call.connect_ms == 3'000u);
    BOOST_TEST(call.public_addresses_only);
}

BOOST_AUTO_TEST_CASE(every_status_has_its_meaning) {
    struct Row {
        int code;
        Handed how;
        bool destination;
    };
    const std::vector<Row> rows{
        {200, Handed::taken, false},   {202, Handed::taken, false},   {204, Handed::taken, false},
        {301, Handed::later, true},    {400, Handed::refused, false}, {401, Handed::later, true},
        {403, Handed::later, true},    {404, Handed::later, true},    {405, Handed::later, true},
        {408, Handed::later, false},   {409, Handed::known, false},   {410, Handed::later, true},
        {413, Handed::refused, false}, {415, Handed::refused, false}, {422, Handed::refused, false},
        {425, Handed::later, false},   {429, Handed::later, true},    {500, Handed::later, false},
        {502, Handed::later, false},   {503, Handed::later, false},   {504, Handed::later, false}};
    for (const auto& row : rows) {
        const auto meaning = channels::meaning_of(status(row.code));
        BOOST_TEST_CONTEXT(row.code) {
            BOOST_CHECK(meaning.how == row.how);
            BOOST_TEST(meaning.destination == row.destination);
            BOOST_TEST(meaning.reason == "http-" + std::to_string(row.code));
            BOOST_TEST(!meaning.unsure);
        }
    }
    auto busy = status(503);
    busy.retry_after_seconds = 120;
    BOOST_TEST(channels::meaning_of(busy).destination);
    BOOST_TEST(channels::meaning_of(busy).retry_after_seconds.value() == 120u);
}

BOOST_AUTO_TEST_CASE(every_fault_has_its_meaning) {
    const std::map<OutgoingFault, std::pair<std::string, bool>> rows{
        {OutgoingFault::address_refused, {"address-refused", false}},
        {OutgoingFault::not_resolved, {"not-resolved", false}},
        {OutgoingFault::not_connected, {"not-connected", false}},
        {OutgoingFault::timed_out, {"timed-out", true}},
        {OutgoingFault::broken_off, {"broken-off", true}},
        {OutgoingFault::too_large, {"reply-too-large", true}}};
    for (const auto& [of, expected] : rows) {
        const auto meaning = channels::meaning_of(fault(of));
        BOOST_TEST_CONTEXT(expected.first) {
            BOOST_CHECK(meaning.how == Handed::later);
            BOOST_TEST(meaning.reason == expected.first);
            BOOST_TEST(meaning.unsure == expected.second);
            BOOST_TEST(meaning.destination == !expected.second);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_reply_is_the_answer) {
    RecordingCaller caller;
    caller.reply = status(200);
    caller.reply.content_type = "application/problem+json; charset=utf-8";
    caller.reply.body = "{}";
    channels::HttpCourier courier(caller, place_at("https://a.example/"));
    const auto got = courier.hand_over(letter());
    BOOST_TEST(got.answer == "{}");
    BOOST_TEST(got.answer_is_json);
    caller.reply.content_type = "text/xml";
    BOOST_TEST(!courier.hand_over(letter()).answer_is_json);
}

BOOST_AUTO_TEST_CASE(soap_goes_around_the_document_and_off_the_answer) {
    const xml::Runtime runtime;
    RecordingCaller caller;
    caller.reply = status(200);
    caller.reply.content_type = "text/xml";
    caller.reply.body = R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="urn:a"><s:Header/>)"
                        R"(<s:Body><a:answer><a:of>1</a:of></a:answer></s:Body></s:Envelope>)";
    auto place = place_at("https://a.example/");
    place.soap = ports::Soap::v1_1;
    place.soap_action = "urn:lodge";
    channels::HttpCourier old(caller, place);
    const auto got = old.hand_over(letter());
    BOOST_CHECK(got.how == Handed::taken);
    BOOST_TEST(got.answer == R"(<?xml version="1.0" encoding="UTF-8"?>)"
                             "\n"
                             R"(<a:answer xmlns:a="urn:a"><a:of>1</a:of></a:answer>)"
                             "\n");
    BOOST_TEST(caller.calls[0].body.find("<?xml", 5) == std::string::npos);
    BOOST_TEST(caller.calls[0].body.find("<soap:Body>\n<sad/></soap:Body>") != std::string::npos);
    BOOST_TEST(header(caller.calls[0], "SOAPAction") == "\"urn:lodge\"");
    BOOST_TEST(header(caller.calls[0], "Content-Type") == "text/xml; charset=utf-8");

    place.soap = ports::Soap::v1_2;
    channels::HttpCourier newer(caller, place);
    newer.hand_over(letter());
    BOOST_TEST(header(caller.calls[1], "SOAPAction").empty());
    BOOST_TEST(header(caller.calls[1], "Content-Type") == "application/soap+xml; charset=utf-8; action=\"urn:lodge\"");
    BOOST_TEST(caller.calls[1].body.find("http://www.w3.org/2003/05/soap-envelope") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_fault_of_soap_says_who_is_to_blame) {
    const xml::Runtime runtime;
    const auto in11 = [](const std::string& code) {
        return R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>)" +
               code + "</faultcode><faultstring>x</faultstring></s:Fault></s:Body></s:Envelope>";
    };
    const auto in12 = [](const std::string& code) {
        return R"(<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>)" +
               code + "</s:Value></s:Code></s:Fault></s:Body></s:Envelope>";
    };
    struct Row {
        std::string body;
        Handed how;
        std::string reason;
    };
    const std::vector<Row> rows{{in11("s:Client"), Handed::refused, "soap-fault-sender"},
                                {in11("Client.Format"), Handed::refused, "soap-fault-sender"},
                                {in11("s:Server"), Handed::later, "soap-fault-receiver"},
                                {in12("s:Sender"), Handed::refused, "soap-fault-sender"},
                                {in12("s:Receiver"), Handed::later, "soap-fault-receiver"},
                                {"<html/>", Handed::later, "http-500"}};
    auto place = place_at("https://a.example/");
    place.soap = ports::Soap::v1_1;
    for (const auto& row : rows) {
        RecordingCaller caller;
        caller.reply = status(500);
        caller.reply.body = row.body;
        const auto got = channels::HttpCourier(caller, place).hand_over(letter());
        BOOST_TEST_CONTEXT(row.body) {
            BOOST_CHECK(got.how == row.how);
            BOOST_TEST(got.reason == row.reason);
            BOOST_TEST(got.answer.empty());
        }
    }
    // and what is no SOAP at all was perhaps not taken
    RecordingCaller caller;
    caller.reply = status(200);
    caller.reply.body = "<!DOCTYPE html><html/>";
    const auto got = channels::HttpCourier(caller, place).hand_over(letter());
    BOOST_CHECK(got.how == Handed::later);
    BOOST_TEST(got.reason == "not-soap");
    BOOST_TEST(got.unsure);
}

BOOST_AUTO_TEST_CASE(a_question_is_a_get_and_nothing_new_is_no_failure) {
    RecordingCaller caller;
    channels::HttpInquirer inquirer(caller, place_at("https://a.example/{reference}"));
    for (const int code : {204, 304, 404}) {
        caller.reply = status(code);
        caller.reply.body = "nothing here";
        const auto got = inquirer.ask("R 1");
        BOOST_CHECK(got.how == Handed::taken);
        BOOST_TEST(got.answer.empty());
    }
    BOOST_TEST(caller.calls[0].method == "GET");
    BOOST_TEST(caller.calls[0].url == "https://a.example/R%201");
    caller.reply = status(200);
    caller.reply.body = "<a/>";
    BOOST_TEST(inquirer.ask("R").answer == "<a/>");
    caller.reply = status(503);
    BOOST_CHECK(inquirer.ask("R").how == Handed::later);
}

BOOST_AUTO_TEST_SUITE_END()
