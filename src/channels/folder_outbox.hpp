// FolderOutbox: a folder from which a post's mail system takes files.
#pragma once

#include "ports/post_files.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace postern::channels {

/// The folder is not made where it is missing: it may be a share that is not mounted, and files laid under that place
/// would be found by nobody. A name that begins with a dot and ends in ".part" is a file that is being written.
class FolderOutbox final : public ports::Outbox {
public:
    explicit FolderOutbox(std::filesystem::path folder) : folder_(std::move(folder)) {}
    void put(const std::string& name, std::string_view bytes) override;

private:
    std::filesystem::path folder_;
};

} // namespace postern::channels
