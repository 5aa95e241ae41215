// FolderOutbox: durable files.
#include "channels/folder_outbox.hpp"

#include "core/durable_file.hpp"
#include "core/failure.hpp"

namespace postern::channels {

void FolderOutbox::put(const std::string& name, std::string_view bytes) {
    try {
        core::write_durably((folder_ / name).string(), bytes);
    } catch (const std::filesystem::filesystem_error& error) {
        throw core::Failure(error.what());
    }
}

} // namespace postern::channels
