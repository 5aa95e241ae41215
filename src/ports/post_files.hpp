// Post files: what a post's mail system takes from a folder: the words, the deeds, and how far each stream has come.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::ports {

/// Shaped after UPU messages (DOMAIN §2.1, §3). Numbers are stored.
enum class PostFileKind : std::uint8_t { cusrsp = 1, emsevt = 2 };
/// As configuration and names of files write it.
constexpr std::string_view to_string(PostFileKind kind) {
    switch (kind) {
    case PostFileKind::emsevt: return "emsevt";
    case PostFileKind::cusrsp: break;
    }
    return "cusrsp";
}

/// Files of one kind for one post, one after the other.
struct PostFileStream {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    PostFileKind kind = PostFileKind::cusrsp;
};

/// It is told what happens from now on. Where it has begun already: nothing.
struct PostFilesBegun {
    PostFileStream stream;
};
/// The next file is of the events after `after` and up to `upto`. This is settled before it is written, so that
/// whoever has to write it once more writes the same. No: version_moved (the stream does not stand there, or has a
/// file in hand).
struct PostFilePlanned {
    PostFileStream stream;
    std::int64_t after = 0, upto = 0; ///< keys of events
    core::Instant at;
};
/// The file in hand is there, or, without one, nothing up to there is for a file. No: version_moved (the stream does
/// not stand at `from`, or its file in hand does not end at `to`).
struct PostFilesMoved {
    PostFileStream stream;
    std::int64_t from = 0, to = 0; ///< keys of events
};

struct PostFileHead {
    /// A file that was begun and is not known to be there.
    struct InHand {
        std::int64_t upto = 0;
        core::Instant at;
    };
    std::int64_t position = 0; ///< key of the event up to which files are there
    std::uint64_t written = 0; ///< files so far
    std::optional<InHand> in_hand;
};

/// Thread-safe.
class PostFileReader {
public:
    virtual ~PostFileReader() = default;
    /// nullopt: it has not begun.
    virtual std::optional<PostFileHead> head(const PostFileStream& stream) = 0;
};

/// Where files are laid for somebody to take away.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// There whole and durable when this returns, in place of what had that name. Throws core::Failure where it cannot
    /// be written: then it is not there, or as it was before.
    virtual void put(const std::string& name, std::string_view bytes) = 0;
};

} // namespace postern::ports
