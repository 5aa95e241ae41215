// Channels: how an agency that does not poll gets its filings, and where its answers are picked up.
#pragma once

#include "core/principal.hpp"
#include "core/time.hpp"
#include "ports/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::ports {

/// An offer on its way to an agency.
struct Letter {
    std::string filing_id; ///< public
    std::uint32_t version = 0;
    OfferWhy why = OfferWhy::fresh;
    std::string reference; ///< what the authority knows the filing by
    std::string media_type;
    std::string document;
};

/// What became of a letter, or of a question.
enum class Handed : std::uint8_t {
    taken = 1,
    refused = 2, ///< this one, for good: brought again it would be refused again
    later = 3,   ///< nothing is wrong with it, it may be brought again
    known = 4,   ///< it is there already: by an earlier try whose end we did not see, or else it is somebody else's
};
struct Handover {
    Handed how = Handed::later;
    std::string reason;       ///< a code where it was not taken: "http-503", "timed-out"; at most 64 bytes
    bool destination = false; ///< later: no other letter would fare better
    bool unsure = false;      ///< later: it may have been taken over
    std::optional<std::uint32_t> retry_after_seconds;
    std::string answer; ///< what the agency said to it, in its own format or ours; empty: nothing
    bool answer_is_json = false;
};

/// Brings letters to one agency. Thread-safe; blocks for as long as its time-outs allow; throws nothing of its own.
class Courier {
public:
    virtual ~Courier() = default;
    virtual Handover hand_over(const Letter& letter) = 0;
};

/// Asks one agency what became of a filing. Thread-safe as a courier. taken without an answer: nothing new.
class Inquirer {
public:
    virtual ~Inquirer() = default;
    virtual Handover ask(const std::string& reference) = 0;
};

/// Where one agency leaves its answers. Used by one thread.
class Mailbox {
public:
    struct Found {
        std::string name;
        std::string bytes;
        bool is_json = false;
    };
    virtual ~Mailbox() = default;
    /// The next that lies there whole, the oldest first; nullopt: none. What cannot be read at all was put by.
    virtual std::optional<Found> next() = 0;
    virtual void done(const Found& found) = 0;
    /// Not understood: put by, with the reason beside it, for somebody to look at.
    virtual void put_by(const Found& found, const std::string& reason) = 0;
};

} // namespace postern::ports
