// What is in a ZIP archive, read by its directory.
#pragma once

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>

#include <iterator>
#include <map>
#include <sstream>
#include <string>

namespace postern::tests {

struct ArchivedFile {
    std::string bytes;
    std::string at; ///< RFC 3339
};

/// By name. Throws Poco::Exception where the archive or a checksum in it is broken.
inline std::map<std::string, ArchivedFile> files_in(const std::string& zip) {
    std::istringstream in(zip, std::ios::binary);
    const Poco::Zip::ZipArchive archive(in);
    std::map<std::string, ArchivedFile> files;
    for (auto header = archive.headerBegin(); header != archive.headerEnd(); ++header) {
        in.clear();
        Poco::Zip::ZipInputStream file(in, header->second);
        files[header->first] = {
            {std::istreambuf_iterator<char>(file), {}},
            Poco::DateTimeFormatter::format(header->second.lastModifiedAt(), Poco::DateTimeFormat::ISO8601_FORMAT)};
    }
    return files;
}

} // namespace postern::tests
