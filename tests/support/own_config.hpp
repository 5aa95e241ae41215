// OwnConfig: a copy of the configuration, to change.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

namespace postern::tests {

/// Goes with its folder.
class OwnConfig {
public:
    OwnConfig() : path_(std::filesystem::temp_directory_path() / name()) {
        std::filesystem::remove_all(path_);
        std::filesystem::copy(POSTERN_SOURCE_DIR "/config", path_, std::filesystem::copy_options::recursive);
    }
    OwnConfig(const OwnConfig&) = delete;
    OwnConfig& operator=(const OwnConfig&) = delete;
    ~OwnConfig() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path() const { return path_.string(); }
    std::string setting() const { return "home.config = " + path() + "\n"; }
    void write(const std::string& file, const std::string& text) const { std::ofstream(path_ / file) << text; }
    /// The first of them; throws where there is none.
    void replace(const std::string& file, std::string_view what, std::string_view with) const {
        std::ifstream in(path_ / file, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto at = text.find(what);
        if (at == std::string::npos) throw std::runtime_error("there is no " + std::string(what) + " in " + file);
        write(file, text.replace(at, what.size(), with));
    }

private:
    static std::string name() {
        static int made = 0;
        return "postern-config-" + std::to_string(::getpid()) + "-" + std::to_string(++made);
    }
    std::filesystem::path path_;
};

} // namespace postern::tests
