// FolderOutbox: a file is there whole or not at all, and a folder that is gone is told.
#include "channels/folder_outbox.hpp"
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(folder_outbox)

using namespace postern;
namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

BOOST_AUTO_TEST_CASE(a_file_is_laid_and_laid_again_in_its_place) {
    const tests::ScratchFolder folder;
    channels::FolderOutbox outbox(folder.path());
    outbox.put("a.xml", "<a/>");
    BOOST_TEST(content_of(folder.path() / "a.xml") == "<a/>");
    outbox.put("a.xml", "<b/>");
    BOOST_TEST(content_of(folder.path() / "a.xml") == "<b/>");
    BOOST_TEST(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_gone_is_told_and_not_made) {
    const tests::ScratchFolder folder;
    channels::FolderOutbox outbox(folder.path() / "share");
    BOOST_CHECK_THROW(outbox.put("a.xml", "<a/>"), core::Failure);
    BOOST_TEST(!fs::exists(folder.path() / "share"));
    fs::create_directory(folder.path() / "share");
    outbox.put("a.xml", "<a/>");
    BOOST_TEST(content_of(folder.path() / "share" / "a.xml") == "<a/>");
    // what stands in the way of the name
    fs::create_directory(folder.path() / "share" / "b.xml");
    BOOST_CHECK_THROW(outbox.put("b.xml", "<b/>"), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
