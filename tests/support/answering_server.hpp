// AnsweringServer: a small HTTP server of a test, plain or with TLS, that answers each request as it is told.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct ssl_ctx_st;

namespace postern::tests {

/// PEM files of one made-up authority, and of those that it vouches for, with their keys.
struct Certificates {
    std::string authority;
    std::string server;    ///< "localhost" and 127.0.0.1
    std::string elsewhere; ///< a server of another name
    std::string client;
};
Certificates make_certificates(const std::string& folder);

/// On a free port of 127.0.0.1; a thread a connection.
class AnsweringServer {
public:
    /// Whole request (head and body) to whole reply; an empty reply closes the connection.
    using Answer = std::function<std::string(const std::string& request)>;
    explicit AnsweringServer(Answer answer);
    /// With TLS, as certificates.server; may want a client certificate of that authority.
    AnsweringServer(Answer answer, const Certificates& certificates, bool wants_client = false);
    ~AnsweringServer();
    AnsweringServer(const AnsweringServer&) = delete;
    AnsweringServer& operator=(const AnsweringServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::uint32_t connections() const { return connections_; }
    std::vector<std::string> requests() const;
    /// Blocks until so many requests were read.
    void wait_for(std::size_t requests) const;

private:
    void listen();
    void accept_all();
    void serve(int fd);

    Answer answer_;
    std::shared_ptr<ssl_ctx_st> tls_;
    int socket_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<std::uint32_t> connections_ = 0;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    bool ending_ = false;
    std::vector<std::thread> serving_;
    std::thread accepting_;
};

/// A reply with a length and its headers, each line with its end.
inline std::string http_reply(const std::string& status, const std::string& body = {},
                              const std::string& headers = {}) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace postern::tests
