// The installation's secret, made once.
#include "app/installation.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace postern::app {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kSecretBytes = 32;

} // namespace

void keep_secret_once(const std::string& path, std::string_view secret) {
    const std::string beside = path + "." + std::to_string(::getpid());
    const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        fd >= 0 && ::write(fd, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && ::fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) ::close(fd);
    if (!written) throw core::Failure(beside + ": " + std::generic_category().message(error));
    if (::link(beside.c_str(), path.c_str()) != 0 && errno != EEXIST) {
        throw core::Failure(path + ": " + std::generic_category().message(errno));
    }
    ::unlink(beside.c_str());
}

std::string installation_secret(const Settings& settings) {
    if (!settings.installation_key.empty()) return read_secret("installation.key", settings.installation_key);
    const std::string path = (fs::path(settings.data_folder) / "installation.key").string();
    if (!fs::exists(path)) keep_secret_once(path, crypto::to_base32(crypto::random_bytes(kSecretBytes)) + "\n");
    return read_secret("installation.key", "file:" + path);
}

} // namespace postern::app
