// Client: real HTTP calls for the API tests, and a raw socket for what no HTTP client would send.
#pragma once

#include "json/value.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::tests::api {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    int status = 0;
    Poco::Net::HTTPResponse head;
    std::string body;

    std::string header(const std::string& name) const { return head.get(name, ""); }
    json::Value json() const {
        json::ReadLimits limits;
        limits.bytes = 64u << 20;
        limits.values = 4'000'000;
        auto value = json::read(body, limits);
        BOOST_REQUIRE_MESSAGE(value.ok(), "not JSON: " << body.substr(0, 200));
        return std::move(value).value();
    }
    std::string code() const { return json().string("code").value_or(""); }
};

/// One client with one key; keeps its connection.
class Client {
public:
    Client(std::uint16_t port, std::string key) : session_("127.0.0.1", port), key_(std::move(key)) {
        session_.setKeepAlive(true);
        session_.setTimeout(Poco::Timespan(60, 0));
    }
    Answer call(const std::string& method, const std::string& target, const Headers& headers = {},
                const std::string& body = {}) {
        Poco::Net::HTTPRequest request(method, target, "HTTP/1.1");
        if (!key_.empty()) request.set("Authorization", "Bearer " + key_);
        for (const auto& [name, value] : headers)
            request.set(name, value);
        const bool sends = method == "POST" || method == "PUT";
        if (sends) request.setContentLength64(static_cast<Poco::Int64>(body.size()));
        std::ostream& out = session_.sendRequest(request);
        if (sends) out << body;
        Answer answer;
        std::ostringstream read;
        read << session_.receiveResponse(answer.head).rdbuf();
        answer.body = read.str();
        answer.status = answer.head.getStatus();
        return answer;
    }
    Answer get(const std::string& target, const Headers& headers = {}) { return call("GET", target, headers); }
    Answer post_xml(const std::string& target, const std::string& body, Headers headers = {}) {
        headers.emplace_back("Content-Type", "application/xml");
        return call("POST", target, headers, body);
    }
    Answer send_json(const std::string& method, const std::string& target, const std::string& body) {
        return call(method, target, {{"Content-Type", "application/json"}}, body);
    }

private:
    Poco::Net::HTTPClientSession session_;
    std::string key_;
};

/// Sends bytes and reads until the server closes.
class RawSocket {
public:
    explicit RawSocket(std::uint16_t port) : socket_(Poco::Net::SocketAddress("127.0.0.1", port)) {
        socket_.setReceiveTimeout(Poco::Timespan(60, 0));
        socket_.setNoDelay(true);
    }
    void send(const std::string& bytes) { socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size())); }
    void end() { socket_.shutdownSend(); }
    std::string read_all() { return read_until(std::string()); }
    /// Until the text was seen or the server closes.
    std::string read_until(const std::string& text) {
        std::string got;
        char piece[4096];
        while (text.empty() || got.find(text) == std::string::npos) {
            const int count = socket_.receiveBytes(piece, sizeof piece);
            if (count <= 0) break;
            got.append(piece, static_cast<std::size_t>(count));
        }
        return got;
    }

private:
    Poco::Net::StreamSocket socket_;
};

/// "400 malformed-head" of an answer as it came over the wire; its body must be a whole problem document.
inline std::string refusal_of(const std::string& wire) {
    const std::size_t end = wire.find("\r\n\r\n");
    BOOST_REQUIRE_MESSAGE(end != std::string::npos, "no whole answer: " << wire);
    BOOST_TEST(wire.find("Content-Type: application/problem+json\r\n") != std::string::npos);
    const auto problem = json::read(std::string_view(wire).substr(end + 4));
    BOOST_REQUIRE(problem.ok());
    BOOST_TEST(problem.value().find("status")->text() == wire.substr(9, 3));
    return wire.substr(9, 4) + problem.value().string("code").value_or("");
}

inline std::string file_text(const std::string& relative) {
    std::ifstream in(std::string(POSTERN_SOURCE_DIR) + "/" + relative, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(in.good(), relative);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline std::string sample(const std::string& name) {
    return file_text("samples/messages/" + name);
}

inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the sample has no " << what);
    return text.replace(at, what.size(), with);
}

} // namespace postern::tests::api
