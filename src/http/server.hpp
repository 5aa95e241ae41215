// Server: the HTTP face, started and stopped.
#pragma once

#include "http/services.hpp"
#include "http/settings.hpp"

#include <cstdint>
#include <memory>

namespace postern::http {

class Server {
public:
    Server(Services services, HttpSettings settings);
    ~Server(); ///< stops

    /// Binds (never a port somebody else listens on) and begins to accept. Throws core::Failure where it cannot.
    void start();
    /// The port it listens on; after start.
    std::uint16_t port() const;
    /// Stops accepting, wakes long polls with an empty page, lets running requests finish. Twice is once.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace postern::http
