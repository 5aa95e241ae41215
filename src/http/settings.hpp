// HttpSettings: address, bounds and deadlines of the HTTP face; app fills it from the operator's settings.
#pragma once

#include "http/head_check.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace postern::http {

struct HttpSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: a free one
    std::string public_url; ///< where people reach it, for links; empty: http://address:port

    std::uint32_t threads = 128;                     ///< connections served at once
    std::uint32_t queued = 1000;                     ///< connections that may wait for a thread; beyond: 503
    std::chrono::milliseconds idle{15'000};          ///< for the next request of a kept connection
    std::chrono::milliseconds head_deadline{10'000}; ///< for the whole head, from its first byte
    std::chrono::milliseconds body_deadline{60'000}; ///< for the whole body
    std::chrono::milliseconds send_deadline{30'000}; ///< for a client to take what it asked for
    std::chrono::milliseconds linger{500};           ///< for a refused client to stop sending

    HeadLimits head;
    std::uint64_t message_bytes = 8u << 20;      ///< of a message; body_too_large
    std::uint64_t request_bytes = 256u << 10;    ///< of a small JSON request
    std::uint64_t bodies_in_flight = 256u << 20; ///< of all requests together; beyond: 503

    std::uint32_t long_polls = 64;        ///< that may wait at once; the next ones are answered without waiting
    std::uint32_t long_poll_seconds = 60; ///< longest wait a client may ask for
    std::uint32_t feed_page = 100;        ///< offers on a page where the client asks for no number
    std::uint32_t feed_page_limit = 1000;
    std::uint64_t batch_bytes = 64u << 20; ///< plain, of a page as a table or an archive; beyond: the page ends earlier
    std::uint32_t lease_offers = 10;       ///< of a lease where the client asks for no number
    std::uint32_t lease_offers_limit = 1000;
    std::uint32_t lease_seconds = 60;
    std::uint32_t lease_seconds_limit = 3600;
    std::uint32_t retry_after_seconds = 2; ///< told with every 503
};

} // namespace postern::http
