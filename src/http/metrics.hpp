// Metrics: what this process counts, written in Prometheus' text form. No names of people, no ids.
#pragma once

#include "core/finding.hpp"
#include "core/refusal.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

/// A gauge or counter that is read from elsewhere when the page is written.
struct Sample {
    std::string name;   ///< without prefix: "lane_waiting"
    std::string labels; ///< "lane=\"submit\"", or empty
    std::uint64_t value = 0;
    bool counter = false;
    std::string text; ///< help; of the first sample of a name
};

/// Thread-safe.
class Metrics {
public:
    void request(std::string_view route, int status, std::chrono::microseconds took);
    void refusal(std::string_view slug);
    void guard_refusal(core::RefusalCode code); ///< answered before any route was known
    void connection();
    void connection_refused();
    void item(core::Verdict verdict);
    void item_refused();

    std::string text(const std::vector<Sample>& others) const;

private:
    mutable std::mutex mutex_;
    struct Requests {
        std::uint64_t count = 0;
        std::uint64_t microseconds = 0;
    };
    std::map<std::pair<std::string, int>, Requests> requests_;
    std::map<std::string, std::uint64_t, std::less<>> refusals_, guard_refusals_, items_;
    std::uint64_t connections_ = 0;
    std::uint64_t connections_refused_ = 0;
};

} // namespace postern::http
