// KeySlot by flock.
#include "app/key_slot.hpp"

#include "core/failure.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace postern::app {

KeySlot::KeySlot(const std::string& data_folder) {
    for (number_ = 0; number_ < kSlots; ++number_) {
        const auto path = (std::filesystem::path(data_folder) / ("keys." + std::to_string(number_) + ".lock")).string();
        fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd_ < 0) throw core::Failure(path + ": " + std::generic_category().message(errno));
        if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
        ::close(fd_);
    }
    fd_ = -1;
    throw core::Failure(data_folder + ": " + std::to_string(kSlots) + " programs already work on this data folder");
}

KeySlot::~KeySlot() {
    if (fd_ >= 0) ::close(fd_);
}

} // namespace postern::app
