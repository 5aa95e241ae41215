// PostTable: the posts that config/posts.xml names, and the folders from which their mail systems take files.
#pragma once

#include "core/principal.hpp"
#include "ports/post_files.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace postern::postal {

/// Where files of a mode are laid. What happens is gathered, for so long or so many events, before a file is written.
struct PostFolder {
    core::Mode mode = core::Mode::test;
    std::string folder;
    std::set<ports::PostFileKind> kinds;
    std::uint32_t seconds = 60;
    std::uint32_t events = 500;
};

struct Post {
    std::string name;
    std::string time_zone; ///< name in the tz database
    std::string office;    ///< IMPC code of the office of exchange that presents items to customs
    std::vector<PostFolder> folders;
};

/// Immutable.
class PostTable {
public:
    /// Checks the file against schema_path; throws core::Failure naming all faults at once. A relative folder stands
    /// from that of the file.
    static PostTable load(const std::string& path, const std::string& schema_path);
    const std::vector<Post>& all() const { return posts_; }

private:
    std::vector<Post> posts_;
};

} // namespace postern::postal
