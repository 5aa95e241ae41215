// ListeningSocket: a port on 127.0.0.1 that proves whether anybody connected.
#pragma once

#include <cstdint>

namespace postern::tests {

class ListeningSocket {
public:
    ListeningSocket();
    ~ListeningSocket();
    ListeningSocket(const ListeningSocket&) = delete;
    ListeningSocket& operator=(const ListeningSocket&) = delete;

    std::uint16_t port() const { return port_; }
    /// Whether a connection waits: the kernel completes it without anybody accepting.
    bool was_connected() const;

private:
    int socket_ = -1;
    std::uint16_t port_ = 0;
};

} // namespace postern::tests
