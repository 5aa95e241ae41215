// Reads a list of the package iso-codes.
#include "codelists/iso_list.hpp"

#include "core/failure.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postern::codelists {

namespace {

/// The files of the package name no date: the one they were installed with is the package's.
core::Date date_of_file(const std::string& path) {
    const auto written = std::chrono::file_clock::to_sys(std::filesystem::last_write_time(path));
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(written.time_since_epoch());
    return core::date_of(core::Instant{since.count()});
}

} // namespace

IsoList read_iso_list(const std::string& folder, const std::string& name, const std::string& member) {
    const std::string path = folder + "/" + name + ".json";
    std::ifstream file(path, std::ios::binary);
    if (!file) throw core::Failure(path + ": cannot be opened (is the package iso-codes installed?)");
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto document = json::read(bytes);
    const json::Value* list = document.ok() ? document.value().find(member) : nullptr;
    if (list == nullptr || list->kind() != json::Kind::array) {
        throw core::Failure(path + ":1: this is not the list " + member + " of iso-codes");
    }
    return {{name, "iso-codes", date_of_file(path), std::nullopt}, list->items()};
}

} // namespace postern::codelists
