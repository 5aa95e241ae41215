// Replies: entity tags, and what is not sent again.
#include "http/replies.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(http_replies)

using postern::http::Call;
using postern::http::Reply;

std::string header_of(const Reply& reply, const std::string& name) {
    for (const auto& [field, value] : reply.headers)
        if (field == name) return value;
    return "";
}

BOOST_AUTO_TEST_CASE(what_the_client_has_is_not_sent_again) {
    const auto answer = [](const std::string& if_none_match) {
        Call call;
        call.headers = {{"If-None-Match", if_none_match}};
        Reply reply;
        reply.content_type = "text/plain";
        reply.body = "text";
        return postern::http::with_etag(std::move(reply), "abc", call);
    };
    BOOST_TEST(answer("").status == 200);
    BOOST_TEST(header_of(answer(""), "ETag") == "\"abc\"");
    BOOST_TEST(answer("\"abd\"").status == 200);
    BOOST_TEST(answer("abc").status == 200);
    for (const char* same : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"}) {
        const Reply reply = answer(same);
        BOOST_TEST(reply.status == 304, same);
        BOOST_TEST(reply.body.empty());
        BOOST_TEST(reply.content_type.empty());
        BOOST_TEST(header_of(reply, "ETag") == "\"abc\"");
    }
}

BOOST_AUTO_TEST_SUITE_END()
