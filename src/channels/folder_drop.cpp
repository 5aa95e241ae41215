// FolderDrop: the files.
#include "channels/folder_drop.hpp"

#include "core/ascii.hpp"
#include "core/durable_file.hpp"
#include "core/failure.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace postern::channels {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytes = std::uintmax_t{8} << 20;
constexpr std::size_t kNameBytes = 200;

std::string_view ending_of(std::string_view media_type) {
    const auto type = media_type.substr(0, media_type.find(';'));
    if (type.ends_with("xml")) return ".xml";
    if (type.ends_with("json")) return ".json";
    if (type.ends_with("csv")) return ".csv";
    return ".dat";
}

/// Letters, digits and a few signs, which every file system takes; a reference has hardly anything else.
std::string file_safe(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (!core::is_ascii_letter(c) && !core::is_ascii_digit(c) && c != '-' && c != '_') c = '_';
    return out;
}

bool is_being_written(const std::string& name) {
    return name.starts_with(".") || name.ends_with(".part") || name.ends_with(".tmp");
}

std::string read_file(const fs::path& path, std::uintmax_t bytes) {
    std::ifstream file(path, std::ios::binary);
    std::string content(bytes, '\0');
    file.read(content.data(), static_cast<std::streamsize>(bytes));
    content.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return content;
}

} // namespace

FolderDrop::FolderDrop(fs::path folder, std::chrono::seconds settle, const ports::Clock& clock)
    : folder_(std::move(folder)), settle_(settle), clock_(clock) {
    for (const char* part : {"out", "in", "error"})
        fs::create_directories(folder_ / part);
}

ports::Handover FolderDrop::hand_over(const ports::Letter& letter) {
    std::string name = file_safe(letter.reference.empty() ? letter.filing_id : letter.reference);
    name.resize(std::min(name.size(), kNameBytes));
    name += "-v" + std::to_string(letter.version);
    if (letter.why != ports::OfferWhy::fresh) name.append("-").append(to_string(letter.why));
    name += ending_of(letter.media_type);
    ports::Handover handover;
    try {
        core::write_durably((folder_ / "out" / name).string(), letter.document);
        handover.how = ports::Handed::taken;
    } catch (const core::Failure&) { // another letter would fare no better on this disk
        handover.reason = "folder-not-writable";
        handover.destination = true;
    } catch (const fs::filesystem_error&) {
        handover.reason = "folder-not-writable";
        handover.destination = true;
    }
    return handover;
}

bool FolderDrop::has_settled(const fs::directory_entry& file) {
    const auto now = clock_.now();
    std::error_code gone;
    const Seen state{file.file_size(gone), file.last_write_time(gone), now};
    if (gone) return false;
    auto& seen = seen_.try_emplace(file.path().filename().string(), state).first->second;
    if (seen.bytes != state.bytes || seen.time != state.time) seen = state;
    return now.ms - seen.since.ms >= std::chrono::milliseconds(settle_).count();
}

std::deque<fs::path> FolderDrop::look() {
    std::vector<std::pair<fs::file_time_type, fs::path>> settled;
    std::map<std::string, Seen> still_there;
    std::error_code trouble;
    for (const auto& entry : fs::directory_iterator(folder_ / "in", trouble)) {
        const auto name = entry.path().filename().string();
        std::error_code gone;
        if (!entry.is_regular_file(gone) || entry.is_symlink(gone) || is_being_written(name)) continue;
        const auto time = entry.last_write_time(gone);
        if (has_settled(entry) && !gone) settled.emplace_back(time, entry.path());
        if (const auto seen = seen_.find(name); seen != seen_.end()) still_there.insert(*seen);
    }
    seen_ = std::move(still_there);
    std::ranges::sort(settled);
    std::deque<fs::path> paths;
    for (auto& [time, path] : settled)
        paths.push_back(std::move(path));
    return paths;
}

std::optional<ports::Mailbox::Found> FolderDrop::next() {
    if (found_.empty()) found_ = look();
    while (!found_.empty()) {
        const auto path = std::move(found_.front());
        found_.pop_front();
        Found found{path.filename().string(), {}, core::ascii_lowered(path.extension().string()) == ".json"};
        std::error_code gone;
        if (!has_settled(fs::directory_entry(path, gone))) continue; // it is written anew, or is gone
        const auto bytes = fs::file_size(path, gone);
        if (gone) continue;
        if (bytes > kFileBytes) {
            put_by(found, "body-too-large");
            continue;
        }
        found.bytes = read_file(path, bytes);
        return found;
    }
    return std::nullopt;
}

void FolderDrop::done(const Found& found) {
    std::error_code gone;
    fs::remove(folder_ / "in" / found.name, gone); // where it stays, it is a repeat, which does no harm
}

void FolderDrop::put_by(const Found& found, const std::string& reason) {
    try {
        std::string name = found.name;
        for (int n = 2; fs::exists(folder_ / "error" / name); ++n)
            name = std::to_string(n) + "-" + found.name;
        core::write_durably((folder_ / "error" / (name + ".reason.txt")).string(), reason + "\n");
        fs::rename(folder_ / "in" / found.name, folder_ / "error" / name);
    } catch (const core::Failure&) { // the disk is full: it stays where it is, and is looked at again
    } catch (const fs::filesystem_error&) {
    }
}

} // namespace postern::channels
