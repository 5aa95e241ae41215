// PageFolder: one scan of a folder, by names and types that we make ourselves.
#include "http/page_folder.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace postern::http {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPageFiles = 200;
constexpr std::uintmax_t kPageFileBytes = 2u << 20;
constexpr std::size_t kTagLength = 32;

using MediaOfEnd = std::pair<std::string_view, std::string_view>;
constexpr auto kPageMedia = std::to_array<MediaOfEnd>({
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
});

std::string_view media_of(std::string_view name) {
    for (const auto& [end, media] : kPageMedia)
        if (name.size() > end.size() && name.ends_with(end)) return media;
    return {};
}

bool is_page_name(std::string_view name) {
    return !name.starts_with('.') && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

} // namespace

std::shared_ptr<const PageFolder> PageFolder::load(const fs::path& folder) {
    auto pages = std::make_shared<PageFolder>();
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const std::string name = entry.path().filename().string();
        const std::string_view media = media_of(name);
        if (media.empty() || !is_page_name(name) || entry.symlink_status().type() != fs::file_type::regular) continue;
        if (pages->files_.size() == kPageFiles || entry.file_size() > kPageFileBytes)
            throw core::Failure(entry.path().string() + ": more than a page can be; is home.web the right folder?");
        std::ifstream in(entry.path(), std::ios::binary);
        std::string body{std::istreambuf_iterator<char>(in), {}};
        if (!in) throw core::Failure(entry.path().string() + ": cannot be read");
        std::string tag = crypto::sha256(body).hex().substr(0, kTagLength);
        pages->files_.emplace(name, File{std::string(media), std::move(body), std::move(tag)});
    }
    return pages;
}

const PageFolder::File* PageFolder::find(std::string_view name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

} // namespace postern::http
