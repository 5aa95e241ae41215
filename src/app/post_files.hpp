// PostFiles: the folders of posts.xml at work, each in a thread of its own, so that none waits for another's share.
#pragma once

#include "crypto/public_id.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"
#include "postal/event_codes.hpp"
#include "postal/post_table.hpp"
#include "postal/postal_events.hpp"
#include "workers/rounds.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace postern::app {

class PostFiles {
public:
    /// All of them outlive it. say: thread-safe.
    struct Parts {
        ports::Store& store;
        ports::Clock& clock;
        std::shared_ptr<const crypto::IdCipher> ids;
        std::function<void(std::string_view)> say;
    };
    /// From here on nothing that happens is left out; files are written from start() on. Throws core::Failure where the
    /// store is broken.
    PostFiles(const postal::PostTable& posts, postal::EventCodes codes, Parts parts);
    ~PostFiles();
    PostFiles(const PostFiles&) = delete;
    PostFiles& operator=(const PostFiles&) = delete;

    void start();
    /// Returns when the files in hand are written. Again: nothing.
    void stop();

private:
    class Folder;

    Parts parts_;
    postal::PostalEvents events_;
    std::vector<std::unique_ptr<Folder>> folders_;
    std::vector<std::unique_ptr<workers::Rounds>> threads_; ///< last: they end before what they use
};

} // namespace postern::app
