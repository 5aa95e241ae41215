// GuardedSocket: reading with deadlines, checking, and closing so that a refused client sees its answer.
#include "http/guarded_socket.hpp"

#include "http/refuse.hpp"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace postern::http {

using core::Refusal;
using core::RefusalCode;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds kStopSlice{200};      ///< how soon a waiting connection notices that the gateway stops
constexpr milliseconds kBodyAfterStop{3000}; ///< what a body may still take then
constexpr std::size_t kLingerBytes = 1u << 20;

Poco::Timespan timespan(milliseconds ms) {
    return Poco::Timespan(ms.count() * 1000);
}

class GuardedServerSocketImpl : public Poco::Net::ServerSocketImpl {
public:
    explicit GuardedServerSocketImpl(std::shared_ptr<Guard> guard) : guard_(std::move(guard)) {}

    Poco::Net::SocketImpl* acceptConnection(Poco::Net::SocketAddress& client) override {
        sockaddr_storage address{};
        socklen_t length = sizeof address;
        int fd = -1;
        do {
            fd = ::accept4(sockfd(), reinterpret_cast<sockaddr*>(&address), &length, SOCK_CLOEXEC);
        } while (fd < 0 && errno == EINTR);
        if (fd < 0) {
            const int reason = errno;
            // out of descriptors the accept loop would spin at full speed until somebody closes one
            if (reason == EMFILE || reason == ENFILE) std::this_thread::sleep_for(milliseconds(50));
            error(reason);
        }
        client = Poco::Net::SocketAddress(reinterpret_cast<sockaddr*>(&address), length);
        guard_->accepted();
        return new GuardedSocket(fd, guard_);
    }

private:
    std::shared_ptr<Guard> guard_;
};

} // namespace

GuardedServerSocket::GuardedServerSocket(std::shared_ptr<Guard> guard)
    : ServerSocket(new GuardedServerSocketImpl(std::move(guard)), true) {}

GuardedSocket::GuardedSocket(poco_socket_t socket, std::shared_ptr<Guard> guard)
    : StreamSocketImpl(socket), guard_(std::move(guard)) {
    setSendTimeout(timespan(guard_->settings.send_deadline));
}

GuardedSocket::~GuardedSocket() {
    // POCO's reference count orders this already, but inside a library that a thread sanitizer does not see
    (void)left_.load(std::memory_order_acquire);
}

std::optional<std::uint64_t> GuardedSocket::announced() const {
    if (head_.body == BodyForm::chunked) return std::nullopt;
    return head_.length;
}

void GuardedSocket::give_up() {
    given_up_ = true;
}

int GuardedSocket::receiveBytes(void* buffer, int length, int) {
    if (given_up_ || fault_) return 0;
    if (request_taken() && !read_head()) return 0;
    auto* bytes = static_cast<char*>(buffer);
    return head_left_ > 0 ? give_head(bytes, length) : give_body(bytes, length);
}

bool GuardedSocket::poll(const Poco::Timespan& timeout, int mode) {
    // a pipelined request is already here and no byte may come any more
    if ((mode & SELECT_READ) != 0 && !buffer_.empty()) return true;
    return StreamSocketImpl::poll(timeout, mode);
}

void GuardedSocket::close() {
    const bool sending_client = given_up_ || fault_.has_value();
    if (sending_client && initialized()) {
        // closing with bytes unread resets the connection, and the answer could be lost on its way
        ::shutdown(sockfd(), SHUT_WR);
        Moment deadline = steady_clock::now() + guard_->settings.linger;
        std::array<char, 16384> dropped{};
        std::size_t total = 0;
        while (total < kLingerBytes && wait_until(deadline, true) == Wait::ready) {
            const int got = receive_some(dropped.data(), static_cast<int>(dropped.size()));
            if (got <= 0) break;
            total += static_cast<std::size_t>(got);
        }
    }
    StreamSocketImpl::close();
    left_.store(true, std::memory_order_release);
}

GuardedSocket::Wait GuardedSocket::wait_until(Moment& deadline, bool for_head) {
    for (;;) {
        if (guard_->stopping && !stop_seen_) {
            if (for_head) return Wait::stopping;
            stop_seen_ = true;
            deadline = std::min(deadline, steady_clock::now() + kBodyAfterStop);
        }
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0) return Wait::late;
        pollfd waiting{sockfd(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, kStopSlice).count()));
        if (ready > 0) return Wait::ready;
        if (ready < 0 && errno != EINTR) return Wait::ready; // recv will say what is wrong
    }
}

int GuardedSocket::receive_some(char* buffer, int length) {
    for (;;) {
        const ssize_t got = ::recv(sockfd(), buffer, static_cast<std::size_t>(length), 0);
        if (got >= 0) return static_cast<int>(got);
        if (errno != EINTR) return 0;
    }
}

void GuardedSocket::refuse_head(const Refusal& refusal) {
    given_up_ = true;
    const std::string answer = guard_->answer(refusal);
    try {
        sendBytes(answer.data(), static_cast<int>(answer.size()), 0);
    } catch (const Poco::Exception&) {
        // the client has gone: there is nobody to tell
    }
}

bool GuardedSocket::check_buffered_head() {
    if (auto refusal = check_head(std::string_view(buffer_).substr(0, head_left_), guard_->settings.head, head_)) {
        refuse_head(*refusal);
        return false;
    }
    framing_ = BodyFraming(head_);
    body_deadline_ = Moment{};
    return true;
}

bool GuardedSocket::read_head() {
    Moment deadline = steady_clock::now() + guard_->settings.head_deadline;
    head_ = Head{};
    std::size_t seen = 0;
    bool stripped = false;
    for (;;) {
        // RFC 9112 2.2: one empty line before a request is forgiven
        if (!stripped && buffer_.size() >= 2) {
            if (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
            stripped = true;
        }
        if (stripped) {
            const HeadScan scan = scan_head(buffer_, seen, guard_->settings.head);
            if (scan.refusal) {
                refuse_head(*scan.refusal);
                return false;
            }
            if (scan.size > 0) {
                head_left_ = scan.size;
                return check_buffered_head();
            }
            seen = buffer_.size();
        }
        if (!receive_head_piece(deadline)) {
            given_up_ = true;
            return false;
        }
    }
}

bool GuardedSocket::receive_head_piece(Moment& deadline) {
    const Wait wait = wait_until(deadline, true);
    if (wait != Wait::ready) {
        if (wait == Wait::late && !buffer_.empty()) refuse_head(refuse(RefusalCode::request_timeout));
        return false;
    }
    std::array<char, 4096> piece; // not initialised: recv says how much of it counts
    const int got = receive_some(piece.data(), static_cast<int>(piece.size()));
    if (got <= 0) {
        if (!buffer_.empty()) refuse_head(refuse(RefusalCode::malformed_head, "truncated"));
        return false;
    }
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

int GuardedSocket::give_head(char* buffer, int length) {
    const std::size_t count = std::min(head_left_, static_cast<std::size_t>(length));
    std::memcpy(buffer, buffer_.data(), count);
    buffer_.erase(0, count);
    head_left_ -= count;
    return static_cast<int>(count);
}

void GuardedSocket::break_body(const Refusal& refusal) {
    fault_ = refusal;
    throw Poco::Net::NetException("the request's body is not whole");
}

int GuardedSocket::give_body(char* buffer, int length) {
    if (body_deadline_ == Moment{}) body_deadline_ = steady_clock::now() + guard_->settings.body_deadline;
    std::size_t count = std::min(buffer_.size(), static_cast<std::size_t>(length));
    const bool buffered = count > 0;
    if (buffered) {
        std::memcpy(buffer, buffer_.data(), count);
    } else {
        if (wait_until(body_deadline_, false) != Wait::ready) break_body(refuse(RefusalCode::request_timeout));
        const int got = receive_some(buffer, length);
        if (got <= 0) break_body(refuse(RefusalCode::malformed_head, "truncated"));
        count = static_cast<std::size_t>(got);
    }
    const auto taken = framing_.take(std::string_view(buffer, count));
    if (!taken) break_body(taken.refusal());
    if (buffered)
        buffer_.erase(0, taken.value());
    else
        buffer_.assign(buffer + taken.value(), count - taken.value()); // the next request's first bytes
    return static_cast<int>(taken.value());
}

} // namespace postern::http
