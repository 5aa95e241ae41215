// PostFileRound: one stream of files for a post's mail system: events are gathered, a file is written, then it counts.
#pragma once

#include "ports/ledger.hpp"
#include "ports/post_files.hpp"
#include "ports/world.hpp"
#include "postal/messages.hpp"
#include "postal/post_table.hpp"
#include "postal/postal_events.hpp"
#include "text/zone.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace postern::workers {

/// Every event that is for a file is in one, once and in order. What a file holds is settled before it is written, and
/// that it is there is noted afterwards: killed in between, the next start writes the same file again. What cannot be
/// written waits and is tried again. Used by one thread.
class PostFileRound {
public:
    /// All of them outlive it. say: a line for the operator; thread-safe.
    struct Parts {
        ports::Ledger& ledger;
        ports::PostFileReader& files;
        const postal::PostalEvents& events;
        ports::Outbox& outbox;
        const ports::Clock& clock;
        std::function<void(std::string_view)> say;
    };
    struct Rules {
        std::uint32_t seconds = 60;       ///< events are gathered so long, from the receipt of the first
        std::uint32_t events = 500;       ///< or until so many are there
        std::int64_t noted_each = 20'000; ///< events that are for no file; so many are looked at again after a restart
        std::int64_t again_after_ms = 5'000; ///< a file that could not be written
    };
    /// Notes where the stream begins, where it is new: it is told what happens from now on. Throws core::Failure or
    /// ports::Busy where the store does; the same below.
    PostFileRound(Parts parts, const ports::PostFileStream& stream, const postal::Post& post, const Rules& rules);

    /// Looks at what is new, and writes a file where one is due. Whether one was written: there may be another.
    bool step();

private:
    /// What is known of the events after the stream's position.
    struct Gathered {
        std::int64_t looked_to = 0;
        std::uint32_t events = 0;
        core::Instant first; ///< receipt of the first of them
    };
    /// Where a file that is due ends; 0: none is.
    std::int64_t gather(std::int64_t position);
    bool write(const ports::PostFileHead& head);
    std::string bytes_of(const ports::PostFileHead& head) const;
    std::string name_of(const ports::PostFileHead& head) const;
    bool put(const ports::PostFileHead& head);
    void pass(std::int64_t position);
    template <class Body>
    bool record(Body body);

    Parts parts_;
    ports::PostFileStream stream_;
    postal::FileHead file_; ///< number and time are those of each file
    text::Zone zone_;
    std::string label_; ///< for the operator
    Rules rules_;
    Gathered gathered_;
    std::string trouble_; ///< why the last file could not be written, as it was said; empty: it could
    core::Instant not_before_;
};

} // namespace postern::workers
