// Unplaced answers: what agencies sent and nobody could read, or which names no filing that is known here.
#pragma once

#include "core/keys.hpp"
#include "core/time.hpp"
#include "ports/leases.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

/// How the format and the identity of such an answer begin.
inline constexpr std::string_view kUnplaced = "unplaced:";

struct UnplacedAnswer {
    core::AnswerKey key;
    std::string identity;
    std::string reason; ///< slug of the refusal
    core::Instant at;
};

/// Thread-safe.
class UnplacedReader {
public:
    virtual ~UnplacedReader() = default;
    /// Of an agency, sorted by identity, after one (empty: the beginning).
    virtual std::vector<UnplacedAnswer> unplaced(const FeedName& feed, std::string_view after, std::uint32_t limit) = 0;
};

} // namespace postern::ports
