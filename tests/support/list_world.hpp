// ListWorld: the repository's own mappings and configuration, in which Nepal gathers its exports into lists (np-list).
#pragma once

#include "support/scratch_folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace postern::tests {

class ListWorld {
public:
    /// reissue: of the made-up profile.
    explicit ListWorld(const std::string& reissue = "changes") {
        namespace fs = std::filesystem;
        const fs::path house = POSTERN_SOURCE_DIR;
        fs::copy(house / "mappings", path() / "mappings", fs::copy_options::recursive);
        fs::copy(house / "tests/support/np-list", path() / "mappings/np-list");
        fs::create_directory_symlink(house / "schemas", path() / "schemas"); // sources name theirs from there
        fs::copy(house / "config", path() / "config", fs::copy_options::recursive);
        change("config/routes.xml", "profile=\"np-asycuda\"", "profile=\"np-list\"");
        change("mappings/np-list/profile.xml", "reissue=\"changes\"", "reissue=\"" + reissue + "\"");
    }
    std::filesystem::path path() const { return folder_.path(); }
    std::string mappings() const { return (path() / "mappings").string(); }
    std::string config() const { return (path() / "config").string(); }
    /// Replaces the first occurrence in a file; there has to be one.
    void change(const std::string& name, const std::string& what, const std::string& by) const {
        std::ifstream file(path() / name, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        const auto at = text.find(what);
        if (at == std::string::npos) throw std::runtime_error(name + " has no " + what);
        std::ofstream(path() / name, std::ios::binary) << text.replace(at, what.size(), by);
    }

private:
    ScratchFolder folder_;
};

} // namespace postern::tests
