// GuardedSocket: a connection's socket that checks head and framing before POCO's parser sees a byte.
#pragma once

#include "core/refusal.hpp"
#include "http/framing.hpp"
#include "http/head_check.hpp"
#include "http/settings.hpp"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/ServerSocketImpl.h>
#include <Poco/Net/StreamSocketImpl.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace postern::http {

/// What all connections of one server share.
struct Guard {
    HttpSettings settings;
    /// A whole HTTP answer (with its head, closing) for a refusal before any route; also counts it.
    std::function<std::string(const core::Refusal&)> answer;
    std::function<void()> accepted;
    std::atomic<bool> stopping{false}; ///< connections that wait for a head give up; bodies get a last moment
};

/// Gives POCO one whole, checked head, then exactly that request's body, then the next. A head that is refused is
/// answered here and looks to POCO like a closed connection. A body that is not whole makes receiveBytes throw (POCO
/// would take it as complete, or wait for ever in a trailer) and leaves its fault for the route wrapper to answer.
class GuardedSocket : public Poco::Net::StreamSocketImpl {
public:
    GuardedSocket(poco_socket_t socket, std::shared_ptr<Guard> guard);

    int receiveBytes(void* buffer, int length, int flags) override;
    bool poll(const Poco::Timespan& timeout, int mode) override;
    void close() override;

    const std::optional<core::Refusal>& fault() const { return fault_; }
    bool has_body() const { return head_.body != BodyForm::none; }
    std::optional<std::uint64_t> announced() const;
    /// True where POCO was given all of the current request.
    bool request_taken() const { return head_left_ == 0 && framing_.complete(); }
    /// Nothing more is read for POCO; close() lets the client finish sending for a moment, so that it sees the answer.
    void give_up();

protected:
    ~GuardedSocket() override;

private:
    using Moment = std::chrono::steady_clock::time_point;
    enum class Wait : std::uint8_t { ready, late, stopping };

    bool read_head();                          ///< false: refused and answered, or the peer is gone
    bool receive_head_piece(Moment& deadline); ///< false: refused and answered, or the peer is gone
    bool check_buffered_head();
    void refuse_head(const core::Refusal& refusal);
    int give_head(char* buffer, int length);
    int give_body(char* buffer, int length);
    Wait wait_until(Moment& deadline, bool for_head); ///< a stop brings a body's deadline nearer, once
    int receive_some(char* buffer, int length);       ///< 0: the peer closed or the connection broke
    [[noreturn]] void break_body(const core::Refusal& refusal);

    std::shared_ptr<Guard> guard_;
    std::string buffer_;        ///< received, not given yet; starts with what is left of the head
    std::size_t head_left_ = 0; ///< of buffer_
    Head head_;                 ///< its views are not used after check_head
    BodyFraming framing_;
    Moment body_deadline_{};
    std::optional<core::Refusal> fault_;
    bool given_up_ = false;
    bool stop_seen_ = false;
    std::atomic<bool> left_{false}; ///< orders the connection's last use before the destructor, see there
};

/// Accepts GuardedSockets.
class GuardedServerSocket : public Poco::Net::ServerSocket {
public:
    explicit GuardedServerSocket(std::shared_ptr<Guard> guard);
};

} // namespace postern::http
