// PageFolder: the files of a page as they were built, held in memory, so that no name from outside meets the file
// system.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace postern::http {

/// Immutable, so any number of threads may read it; app loads it again with the configuration.
class PageFolder {
public:
    struct File {
        std::string media; ///< with its character set
        std::string body;
        std::string tag; ///< of the body, as ETag says it without quotation marks
    };

    PageFolder() = default;
    /// What lies in the folder itself: plain files of a known type, named in lower-case letters, digits, '-', '_' and
    /// '.'. Anything else, links among it, is left out. A folder that is not there gives no files, for a gateway
    /// without its pages is a gateway all the same. Throws core::Failure where there is more than a page can be.
    static std::shared_ptr<const PageFolder> load(const std::filesystem::path& folder);

    /// nullptr: there is no such file.
    const File* find(std::string_view name) const;
    bool empty() const { return files_.empty(); }

private:
    std::map<std::string, File, std::less<>> files_;
};

} // namespace postern::http
