// Lanes: bounded first-in-first-out queues before as many CPU workers as cores; connection threads only wait.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace postern::workers {

enum class Lane : std::uint8_t { interactive = 0, submit = 1, bulk = 2 };
inline constexpr std::size_t kLanes = 3;
std::string_view to_string(Lane lane);

struct LaneLimits {
    std::array<std::size_t, kLanes> waiting{512, 1024, 64}; ///< jobs that may wait in each lane
    std::size_t workers = 0;                                ///< 0: as many as cores
};

/// Thread-safe. One worker always looks at interactive first; the others take the oldest job of any lane.
class Lanes {
public:
    explicit Lanes(const LaneLimits& limits);
    ~Lanes(); ///< stops; what waits is run
    /// Runs job on a worker and returns when it has run; rethrows what it threw. False: the lane is full, nothing ran.
    [[nodiscard]] bool run(Lane lane, const std::function<void()>& job);
    std::size_t waiting(Lane lane) const;
    std::uint64_t refused(Lane lane) const;
    std::uint64_t done(Lane lane) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace postern::workers
