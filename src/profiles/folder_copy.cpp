// A profile's folder as one text: each file's name and content, with their lengths in front.
#include "profiles/folder_copy.hpp"

#include "core/failure.hpp"
#include "core/pieces.hpp"
#include "profiles/folder.hpp"
#include "profiles/profile_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_damaged() {
    throw core::Failure("the kept copy of a profile's folder is damaged");
}

std::string_view next_piece(std::string_view& copy) {
    const auto piece = core::take_piece(copy);
    if (!piece) fail_damaged();
    return *piece;
}

void append_folder(std::string& copy, const std::string& mappings_folder, const std::string& folder) {
    for (const auto& [name, content] : files_that_count((fs::path(mappings_folder) / folder).string())) {
        core::append_piece(copy, (folder + "/").append(name));
        core::append_piece(copy, content);
    }
}

/// A folder that goes when its user is done.
class Scratch {
public:
    explicit Scratch(const std::string& path) : path_(path) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    void write(std::string_view name, std::string_view content) const {
        const auto file = (path_ / name).lexically_normal();
        if (!file.string().starts_with(path_.string() + "/")) fail_damaged();
        fs::create_directories(file.parent_path());
        std::ofstream out(file, std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        if (!out.flush()) throw core::Failure(file.string() + ": cannot be written");
    }
    std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

} // namespace

std::string copy_of_folder(const Profile& profile, const std::string& mappings_folder) {
    std::string copy;
    append_folder(copy, mappings_folder, profile.name);
    if (!profile.family.empty()) append_folder(copy, mappings_folder, "families/" + profile.family);
    return copy;
}

std::shared_ptr<const Profile> profile_of_copy(const std::string& copy, const std::string& name,
                                               const std::string& hash, const std::string& scratch_folder,
                                               const std::string& schemas_folder) {
    const Scratch scratch(fs::absolute(scratch_folder).lexically_normal().string());
    for (std::string_view left = copy; !left.empty();) {
        const auto file = next_piece(left);
        scratch.write(file, next_piece(left));
    }
    const auto families = fs::path(scratch.path()) / "families";
    const auto forms = Forms::load(schemas_folder, fs::is_directory(families) ? families.string() : std::string());
    auto profile = load_profile((fs::path(scratch.path()) / name).string(), forms);
    if (profile->hash != hash) throw core::Failure("the kept copy of " + name + " is another edition");
    return profile;
}

} // namespace postern::profiles
