// PostFiles: makes the streams of each folder and runs them.
#include "app/post_files.hpp"

#include "app/say_failures.hpp"

#include "channels/folder_outbox.hpp"
#include "workers/post_file_round.hpp"

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace postern::app {

namespace {

constexpr std::chrono::milliseconds kLookPause{500};

} // namespace

/// One folder with its streams, of one thread. What throws is said, and tried again.
class PostFiles::Folder {
public:
    Folder(const Parts& parts, const postal::PostalEvents& events, const postal::Post& post,
           const postal::PostFolder& folder)
        : name_("files of " + post.name), say_(parts.say), outbox_(folder.folder) {
        workers::PostFileRound::Rules rules;
        rules.seconds = folder.seconds;
        rules.events = folder.events;
        for (const auto kind : folder.kinds) {
            const ports::PostFileStream stream{parts.store.tenant(post.name), folder.mode, kind};
            rounds_.emplace_back(workers::PostFileRound::Parts{parts.store.ledger(), parts.store.post_files(), events,
                                                               outbox_, parts.clock, parts.say},
                                 stream, post, rules);
        }
    }
    void work_off() {
        for (auto& round : rounds_) {
            try {
                while (round.step()) {
                }
            } catch (const std::exception& failure) { // the store is broken or busy: the next look may do
                say_(name_ + ": " + failure.what());
            }
        }
    }

private:
    std::string name_;
    std::function<void(std::string_view)> say_;
    channels::FolderOutbox outbox_;
    std::vector<workers::PostFileRound> rounds_;
};

PostFiles::PostFiles(const postal::PostTable& posts, postal::EventCodes codes, Parts parts)
    : parts_(std::move(parts)), events_({parts_.store.events(), parts_.store.filings()}, parts_.ids, std::move(codes)) {
    for (const auto& post : posts.all())
        for (const auto& folder : post.folders)
            folders_.push_back(std::make_unique<Folder>(parts_, events_, post, folder));
}

PostFiles::~PostFiles() {
    stop();
}

void PostFiles::start() {
    for (auto& folder : folders_)
        threads_.push_back(std::make_unique<workers::Rounds>(
            kLookPause, [&folder] { folder->work_off(); }, say_failures("files of posts", parts_.say)));
}

void PostFiles::stop() {
    for (auto& thread : threads_)
        thread->stop();
    threads_.clear();
}

} // namespace postern::app
