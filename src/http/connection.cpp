// Connections: between POCO's request and response and our plain values.
#include "http/connection.hpp"

#include "http/guarded_socket.hpp"
#include "http/refuse.hpp"

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

namespace postern::http {

namespace {

/// The body as POCO reads it through the guard; the guard, not POCO, knows whether it came whole.
class WireBody : public BodySource {
public:
    WireBody(std::istream& stream, const GuardedSocket& guard) : stream_(stream), guard_(guard) {}

    bool has_body() const override { return guard_.has_body(); }
    std::optional<std::uint64_t> announced() const override { return guard_.announced(); }
    core::Result<std::string> read(std::uint64_t limit) override {
        std::string body;
        if (const auto announced = guard_.announced()) body.reserve(static_cast<std::size_t>(*announced));
        std::array<char, 16384> piece; // not initialised: gcount says how much of it counts
        while (stream_.good()) {
            stream_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
            body.append(piece.data(), static_cast<std::size_t>(stream_.gcount()));
            if (body.size() > limit) return refuse(core::RefusalCode::body_too_large, std::to_string(limit));
        }
        if (guard_.fault()) return *guard_.fault();
        if (!guard_.request_taken()) return refuse(core::RefusalCode::malformed_head, "truncated");
        taken_ = true;
        return body;
    }
    /// Nothing of the body is left between us and the client.
    bool taken() const { return taken_ || !has_body(); }

private:
    std::istream& stream_;
    const GuardedSocket& guard_;
    bool taken_ = false;
};

class Conversation final : public Poco::Net::HTTPRequestHandler {
public:
    Conversation(Wrapper& wrapper, bool crowded) : wrapper_(wrapper), crowded_(crowded) {}

    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        auto& socket = static_cast<Poco::Net::HTTPServerRequestImpl&>(request).socket();
        auto& guard = dynamic_cast<GuardedSocket&>(*socket.impl());
        Call call;
        call.method = request.getMethod();
        call.target = request.getURI();
        for (const auto& [name, value] : request)
            call.headers.emplace_back(name, value);
        WireBody body(request.stream(), guard);
        const Reply reply = wrapper_.serve(call, body);
        if (!body.taken()) guard.give_up(); // what is left of it must never be read as a request
        send(response, reply, body.taken() && !reply.close && !crowded_, call.method == "HEAD");
    }

private:
    static void send(Poco::Net::HTTPServerResponse& response, const Reply& reply, bool keep, bool head_only) {
        using Poco::Net::HTTPResponse;
        response.setStatusAndReason(static_cast<HTTPResponse::HTTPStatus>(reply.status));
        for (const auto& [name, value] : reply.headers)
            response.set(name, value);
        response.set("X-Content-Type-Options", "nosniff");
        if (!response.has("Cache-Control")) response.set("Cache-Control", "no-store");
        if (!keep) response.setKeepAlive(false);
        if (!reply.content_type.empty()) response.setContentType(reply.content_type);
        const bool bodiless = reply.status == 204 || reply.status == 304;
        if (!bodiless) response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
        std::ostream& out = response.send();
        if (!bodiless && !head_only) out.write(reply.body.data(), static_cast<std::streamsize>(reply.body.size()));
        out.flush();
    }

    Wrapper& wrapper_;
    bool crowded_;
};

} // namespace

Poco::Net::HTTPRequestHandler* ConnectionHandlers::createRequestHandler(const Poco::Net::HTTPServerRequest&) {
    return new Conversation(wrapper_, crowded_());
}

} // namespace postern::http
