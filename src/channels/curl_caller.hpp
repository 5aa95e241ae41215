// CurlCaller: calls of ours to other people's servers, by libcurl.
#pragma once

#include "ports/outgoing.hpp"

#include <memory>

namespace postern::channels {

/// http and https alone; no redirections, no proxies, cookies or passwords from anywhere; TLS 1.2 or newer, always
/// verified. An address that may not be called is refused when the socket to it is made, so that a name which leads
/// elsewhere the second time it is asked changes nothing. Connections are kept for the next call to the same server.
/// Thread-safe.
class CurlCaller final : public ports::Caller {
public:
    /// From here on the program ignores SIGPIPE. Throws core::Failure where libcurl does not start, or does not know
    /// what this promises.
    CurlCaller();
    ~CurlCaller() override;
    CurlCaller(const CurlCaller&) = delete;
    CurlCaller& operator=(const CurlCaller&) = delete;

    ports::OutgoingReply call(const ports::OutgoingCall& call) override;

private:
    class IdleHandles;
    std::unique_ptr<IdleHandles> idle_;
};

} // namespace postern::channels
