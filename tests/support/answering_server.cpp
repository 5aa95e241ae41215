// AnsweringServer: accept, read to the announced length, answer.
#include "support/answering_server.hpp"

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace postern::tests {

namespace {

/// Bytes in and out, with TLS or without.
class Line {
public:
    Line(int fd, SSL_CTX* tls) : fd_(fd) {
        if (tls == nullptr) return;
        ssl_ = SSL_new(tls);
        SSL_set_fd(ssl_, fd);
        up_ = SSL_accept(ssl_) == 1;
    }
    ~Line() { SSL_free(ssl_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool is_up() const { return up_; }
    bool read_into(std::string& text) {
        char piece[4096];
        const auto count = ssl_ != nullptr ? SSL_read(ssl_, piece, sizeof piece)
                                           : static_cast<int>(::recv(fd_, piece, sizeof piece, 0));
        if (count <= 0) return false;
        text.append(piece, static_cast<std::size_t>(count));
        return true;
    }
    void write(const std::string& text) {
        if (ssl_ != nullptr)
            SSL_write(ssl_, text.data(), static_cast<int>(text.size()));
        else
            (void)!::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
    }

private:
    int fd_;
    SSL* ssl_ = nullptr;
    bool up_ = true;
};

/// How many bytes the first request in the text has; npos: it is not whole.
std::size_t length_of_request(const std::string& text) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos) return end;
    const auto at = text.find("Content-Length: ");
    const auto body = at < end ? std::strtoul(text.c_str() + at + 16, nullptr, 10) : 0;
    return text.size() >= end + 4 + body ? end + 4 + body : std::string::npos;
}

} // namespace

AnsweringServer::AnsweringServer(Answer answer) : answer_(std::move(answer)) {
    listen();
}

AnsweringServer::AnsweringServer(Answer answer, const Certificates& certificates, bool wants_client)
    : answer_(std::move(answer)), tls_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without MSG_NOSIGNAL
    if (SSL_CTX_use_certificate_chain_file(tls_.get(), certificates.server.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls_.get(), certificates.server.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_load_verify_locations(tls_.get(), certificates.authority.c_str(), nullptr) != 1)
        throw std::runtime_error("the test's certificates do not load");
    if (wants_client) SSL_CTX_set_verify(tls_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    listen();
}

void AnsweringServer::listen() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (socket_ < 0 || ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(socket_, 64) != 0 || ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("cannot listen on 127.0.0.1");
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
}

AnsweringServer::~AnsweringServer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        for (const int fd : open_)
            ::shutdown(fd, SHUT_RDWR);
    }
    changed_.notify_all();
    ::shutdown(socket_, SHUT_RDWR);
    accepting_.join();
    for (auto& thread : serving_)
        thread.join();
    ::close(socket_);
}

void AnsweringServer::accept_all() {
    for (;;) {
        const int fd = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(mutex_);
        if (fd < 0 || ending_) {
            if (fd >= 0) ::close(fd);
            return;
        }
        ++connections_;
        open_.push_back(fd);
        serving_.emplace_back([this, fd] { serve(fd); });
    }
}

void AnsweringServer::serve(int fd) {
    {
        Line line(fd, tls_.get());
        std::string text;
        while (line.is_up()) {
            const auto length = length_of_request(text);
            if (length == std::string::npos) {
                if (!line.read_into(text)) break;
                continue;
            }
            const std::string request = text.substr(0, length);
            text.erase(0, length);
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(request);
            }
            changed_.notify_all();
            const std::string reply = answer_(request);
            if (reply.empty()) break;
            line.write(reply);
        }
    }
    const std::lock_guard lock(mutex_);
    std::erase(open_, fd);
    ::close(fd);
}

std::vector<std::string> AnsweringServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void AnsweringServer::wait_for(std::size_t requests) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return requests_.size() >= requests; });
}

} // namespace postern::tests
