// Files for an agency, and the answers that it leaves.
#include "channels/folder_drop.hpp"

#include "contract/engines.hpp"
#include "support/scratch_folder.hpp"

#include <fstream>
#include <set>
#include <sstream>

BOOST_AUTO_TEST_SUITE(folder_drop)

using namespace postern;
namespace fs = std::filesystem;

struct Folder {
    tests::ScratchFolder scratch;
    contract::ManualClock clock;
    fs::path path = fs::path(scratch.path()) / "np";
    channels::FolderDrop drop{path, std::chrono::seconds(5), clock};

    void put(const std::string& name, const std::string& bytes) const { std::ofstream(path / "in" / name) << bytes; }
    void pass(std::int64_t seconds) { clock.set({clock.now().ms + seconds * 1'000}); }
    std::set<std::string> in(const std::string& part) const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(path / part))
            names.insert(entry.path().filename().string());
        return names;
    }
    std::string content(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(path / name).rdbuf();
        return text.str();
    }
};

BOOST_AUTO_TEST_CASE(a_letter_becomes_a_file_that_says_which) {
    Folder folder;
    ports::Letter letter{"fil_a", 1, ports::OfferWhy::fresh, "EE/12 3", "application/xml", "<a/>"};
    BOOST_CHECK(folder.drop.hand_over(letter).how == ports::Handed::taken);
    letter.version = 2;
    letter.why = ports::OfferWhy::amended;
    letter.media_type = "text/csv; charset=utf-8";
    BOOST_CHECK(folder.drop.hand_over(letter).how == ports::Handed::taken);
    letter.reference = "../../etc/passwd";
    letter.media_type = "application/octet-stream";
    BOOST_CHECK(folder.drop.hand_over(letter).how == ports::Handed::taken);
    letter.reference.clear();
    letter.media_type = "application/json";
    BOOST_CHECK(folder.drop.hand_over(letter).how == ports::Handed::taken);
    BOOST_CHECK(
        (folder.in("out") == std::set<std::string>{"EE_12_3-v1.xml", "EE_12_3-v2-amended.csv",
                                                   "______etc_passwd-v2-amended.dat", "fil_a-v2-amended.json"}));
    BOOST_TEST(folder.content("out/EE_12_3-v1.xml") == "<a/>");
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_gone_is_trouble_of_the_destination) {
    Folder folder;
    fs::remove_all(folder.path / "out");
    const auto got = folder.drop.hand_over({"fil_a", 1, ports::OfferWhy::fresh, "R", "application/xml", "<a/>"});
    BOOST_CHECK(got.how == ports::Handed::later);
    BOOST_TEST(got.destination);
    BOOST_TEST(got.reason == "folder-not-writable");
}

BOOST_AUTO_TEST_CASE(a_file_is_taken_when_nobody_writes_it_any_more) {
    Folder folder;
    folder.put("a.xml", "<an");
    BOOST_TEST(!folder.drop.next());
    folder.pass(4);
    folder.put("a.xml", "<answer/>");
    BOOST_TEST(!folder.drop.next());
    folder.pass(4);
    BOOST_TEST(!folder.drop.next());
    folder.pass(2);
    const auto found = folder.drop.next();
    BOOST_REQUIRE(found);
    BOOST_TEST(found->bytes == "<answer/>");
    BOOST_TEST(!found->is_json);
    folder.drop.done(*found);
    BOOST_TEST(!folder.drop.next());
    BOOST_TEST(folder.in("in").empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_finished_file_is_left_alone) {
    Folder folder;
    for (const char* name : {".hidden.xml", "b.xml.part", "c.tmp"})
        folder.put(name, "x");
    fs::create_directory(folder.path / "in" / "folder.xml");
    fs::create_symlink("/etc/hostname", folder.path / "in" / "link.xml");
    (void)folder.drop.next();
    folder.pass(60);
    BOOST_TEST(!folder.drop.next());
    BOOST_TEST(folder.in("in").size() == 5u);
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_put_by_and_overwrites_nothing) {
    Folder folder;
    for (int i = 0; i < 2; ++i) {
        folder.put("a.JSON", "{" + std::to_string(i));
        (void)folder.drop.next();
        folder.pass(6);
        const auto found = folder.drop.next();
        BOOST_REQUIRE(found);
        BOOST_TEST(found->is_json);
        folder.drop.put_by(*found, "bad-json");
    }
    BOOST_CHECK((folder.in("error") ==
                 std::set<std::string>{"a.JSON", "a.JSON.reason.txt", "2-a.JSON", "2-a.JSON.reason.txt"}));
    BOOST_TEST(folder.content("error/a.JSON") == "{0");
    BOOST_TEST(folder.content("error/2-a.JSON") == "{1");
    BOOST_TEST(folder.content("error/a.JSON.reason.txt") == "bad-json\n");
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_put_by_unread) {
    Folder folder;
    folder.put("big.xml", std::string((8u << 20) + 1, 'x'));
    folder.put("small.xml", "<a/>");
    (void)folder.drop.next();
    folder.pass(6);
    const auto found = folder.drop.next();
    BOOST_REQUIRE(found);
    BOOST_TEST(found->name == "small.xml");
    folder.drop.done(*found);
    BOOST_TEST(!folder.drop.next());
    BOOST_TEST(folder.content("error/big.xml.reason.txt") == "body-too-large\n");
}

BOOST_AUTO_TEST_SUITE_END()
