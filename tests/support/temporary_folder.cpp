// TemporaryFolder by mkdtemp.
#include "support/temporary_folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace postern::tests {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "postern-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace postern::tests
