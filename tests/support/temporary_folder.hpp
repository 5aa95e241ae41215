// TemporaryFolder: a fresh folder that goes when its owner goes.
#pragma once

#include <filesystem>
#include <string>

namespace postern::tests {

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace postern::tests
