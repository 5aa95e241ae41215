// Server: POCO's HTTP server behind our own sockets, with enough threads and a bound at the door.
#include "http/server.hpp"

#include "core/failure.hpp"
#include "http/connection.hpp"
#include "http/guarded_socket.hpp"
#include "http/problem.hpp"
#include "http/refuse.hpp"
#include "http/wrapper.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>

#include <array>
#include <sys/resource.h>
#include <sys/socket.h>

namespace postern::http {

namespace {

using Poco::Net::HTTPResponse;

constexpr int kBacklog = 512;

/// A whole answer, closing: for those who never reach a route.
std::string closing_answer(const Reply& reply) {
    const std::string reason = HTTPResponse::getReasonForStatus(static_cast<HTTPResponse::HTTPStatus>(reply.status));
    std::string answer = "HTTP/1.1 " + std::to_string(reply.status) + " " + reason + "\r\nContent-Type: ";
    answer += reply.content_type + "\r\nContent-Length: " + std::to_string(reply.body.size());
    for (const auto& [name, value] : reply.headers)
        answer.append("\r\n").append(name).append(": ").append(value);
    answer += "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    return answer + reply.body;
}

Poco::Timespan timespan(std::chrono::milliseconds ms) {
    return Poco::Timespan(ms.count() * 1000);
}

/// Each connection is a descriptor, and at EMFILE the accept loop only spins.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Answers 503 where all threads are taken and all places in the queue too, instead of dropping the connection.
class Door : public Poco::Net::TCPServerConnectionFilter {
public:
    Door(std::function<bool()> full, std::string answer) : full_(std::move(full)), answer_(std::move(answer)) {}

    bool accept(const Poco::Net::StreamSocket& socket) override {
        if (!full_()) return true;
        const int fd = socket.impl()->sockfd();
        (void)::send(fd, answer_.data(), answer_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::shutdown(fd, SHUT_WR);
        std::array<char, 4096> dropped{}; // what is here already would make the close a reset
        (void)::recv(fd, dropped.data(), dropped.size(), MSG_DONTWAIT);
        return false;
    }

private:
    std::function<bool()> full_;
    std::string answer_;
};

} // namespace

struct Server::State {
    State(Services s, HttpSettings h)
        : services(std::move(s)), settings(std::move(h)), context{services, settings, metrics},
          wrapper(context, all_routes()) {}

    Reply problem(const core::Refusal& refusal) {
        Reply reply =
            problem_of(refusal, Telling{{*services.texts.current(), "en", services.codelists->current()}, {}, {}});
        if (reply.status == 503)
            reply.headers.emplace_back("Retry-After", std::to_string(settings.retry_after_seconds));
        return reply;
    }
    bool crowded() const { return http && http->queuedConnections() > 0; }
    bool full() {
        const bool is_full = http && http->queuedConnections() >= static_cast<int>(settings.queued);
        if (is_full) metrics.connection_refused();
        return is_full;
    }
    void make_guard();
    void listen();

    Services services;
    HttpSettings settings;
    Metrics metrics;
    Context context;
    Wrapper wrapper;
    std::shared_ptr<Guard> guard;
    std::unique_ptr<Poco::ThreadPool> pool;
    std::unique_ptr<Poco::Net::HTTPServer> http;
    std::uint16_t port = 0;
};

void Server::State::make_guard() {
    guard = std::make_shared<Guard>();
    guard->settings = settings;
    guard->accepted = [this] { metrics.connection(); };
    guard->answer = [this](const core::Refusal& refusal) {
        metrics.guard_refusal(refusal.code);
        return closing_answer(problem(refusal));
    };
}

void Server::State::listen() {
    GuardedServerSocket socket(guard);
    socket.bind(Poco::Net::SocketAddress(settings.address, settings.port), true, false);
    socket.listen(kBacklog);
    port = socket.address().port();
    context.public_url =
        settings.public_url.empty() ? "http://" + settings.address + ":" + std::to_string(port) : settings.public_url;
    while (context.public_url.ends_with('/'))
        context.public_url.pop_back();

    Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
    params->setMaxThreads(static_cast<int>(settings.threads));
    params->setMaxQueued(static_cast<int>(settings.queued) + 1); // Door refuses first, and says so
    params->setKeepAlive(true);
    params->setKeepAliveTimeout(timespan(settings.idle));
    params->setMaxKeepAliveRequests(0);
    params->setTimeout(timespan(settings.head_deadline)); // for the first byte; the guard has the rest
    pool = std::make_unique<Poco::ThreadPool>("http", 2, static_cast<int>(settings.threads));
    Poco::Net::HTTPRequestHandlerFactory::Ptr handlers(new ConnectionHandlers(wrapper, [this] { return crowded(); }));
    http = std::make_unique<Poco::Net::HTTPServer>(handlers, *pool, socket, params);
    const std::string answer = closing_answer(problem(refuse(core::RefusalCode::busy)));
    http->setConnectionFilter(new Door([this] { return full(); }, answer));
    http->start();
}

Server::Server(Services services, HttpSettings settings)
    : state_(std::make_unique<State>(std::move(services), std::move(settings))) {}

Server::~Server() {
    try {
        stop();
    } catch (const Poco::Exception&) {
        // the process is ending; there is nothing left to stop
    }
}

void Server::start() {
    if (!state_->services.ids) throw core::Failure("the HTTP face was wired without the installation's ids");
    raise_file_limit();
    state_->make_guard();
    try {
        state_->listen();
    } catch (const Poco::Exception& broken) {
        throw core::Failure("cannot listen on " + state_->settings.address + ":" +
                            std::to_string(state_->settings.port) + ": " + broken.displayText());
    }
}

std::uint16_t Server::port() const {
    return state_->port;
}

void Server::stop() {
    if (!state_->http) return;
    state_->guard->stopping = true;
    state_->services.feeds.stop_waiting();
    state_->http->stopAll(false);
    state_->pool->joinAll();
    state_->http.reset();
}

} // namespace postern::http
