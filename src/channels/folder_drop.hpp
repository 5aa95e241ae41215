// FolderDrop: an agency that exchanges files, over SFTP or a mounted folder: FOLDER/out, FOLDER/in, FOLDER/error.
#pragma once

#include "ports/courier.hpp"
#include "ports/world.hpp"

#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace postern::channels {

/// A file of out is there whole and durable, or not at all; what is not taken away yet and offered anew is replaced. A
/// file of in is taken once its size and time have not changed for a while. A name that begins with a dot or ends in
/// ".part" or ".tmp" says that its file is still being written.
class FolderDrop final : public ports::Courier, public ports::Mailbox {
public:
    /// Makes the folders. clock: outlives it. Throws std::filesystem::filesystem_error.
    FolderDrop(std::filesystem::path folder, std::chrono::seconds settle, const ports::Clock& clock);

    /// OUT/<reference>-v<version>[-<why>].<xml|json|csv|dat>. later: the disk is full, or the folder is gone.
    ports::Handover hand_over(const ports::Letter& letter) override;

    std::optional<Found> next() override;
    void done(const Found& found) override;
    /// As ERROR/<name> with ERROR/<name>.reason.txt; what lies there already is left alone. What cannot be moved stays,
    /// and is found again.
    void put_by(const Found& found, const std::string& reason) override;

private:
    struct Seen {
        std::uintmax_t bytes = 0;
        std::filesystem::file_time_type time;
        core::Instant since; ///< it has been like that
    };
    bool has_settled(const std::filesystem::directory_entry& file);
    /// Those of in that have settled, the oldest first.
    std::deque<std::filesystem::path> look();

    std::filesystem::path folder_;
    std::chrono::seconds settle_;
    const ports::Clock& clock_;
    std::map<std::string, Seen> seen_;        ///< files of in
    std::deque<std::filesystem::path> found_; ///< by the last look, and not given out yet
};

} // namespace postern::channels
