// Durable files by write, sync, rename, sync.
#include "core/durable_file.hpp"

#include "core/failure.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace postern::core {

namespace {

/// An open file descriptor.
class Descriptor {
public:
    Descriptor(const std::string& path, int flags) : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {
        if (fd_ < 0) fail("open");
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto n = ::write(fd_, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) fail("write");
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    void sync() const {
        if (::fsync(fd_) != 0) fail("sync");
    }

private:
    [[noreturn]] void fail(const char* what) const {
        throw Failure(path_ + ": " + what + ": " + std::generic_category().message(errno));
    }
    std::string path_;
    int fd_;
};

} // namespace

void write_durably(const std::string& path, std::string_view bytes) {
    const std::filesystem::path target(path);
    const auto beside = target.parent_path() / ("." + target.filename().string() + ".part");
    {
        const Descriptor file(beside.string(), O_WRONLY | O_CREAT | O_TRUNC);
        file.write(bytes);
        file.sync();
    }
    std::filesystem::rename(beside, target);
    const auto folder = target.parent_path().empty() ? std::filesystem::path(".") : target.parent_path();
    Descriptor(folder.string(), O_RDONLY | O_DIRECTORY).sync();
}

} // namespace postern::core
