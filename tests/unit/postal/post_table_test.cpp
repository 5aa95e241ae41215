// posts.xml: what it says, and what is wrong with it.
#include "core/failure.hpp"
#include "postal/post_table.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

BOOST_AUTO_TEST_SUITE(post_table)

using namespace postern;
using ports::PostFileKind;
using postal::PostTable;

constexpr const char* kPostsSchema = POSTERN_SOURCE_DIR "/schemas/posts.xsd";

PostTable read_posts(const tests::ScratchFolder& folder, const std::string& posts) {
    const xml::Runtime runtime;
    return PostTable::load(folder.write("posts.xml", R"(<posts xmlns="urn:postern:posts:1">)" + posts + "</posts>"),
                           kPostsSchema);
}
std::string one_post(const std::string& files, const std::string& name = "np-post") {
    return "<post name='" + name + "' time-zone='Asia/Kathmandu' office='NPKTMA'>" + files + "</post>";
}
std::string told_faults(const std::string& posts) {
    try {
        const tests::ScratchFolder folder;
        read_posts(folder, posts);
    } catch (const core::Failure& failure) {
        return failure.what();
    }
    return "";
}

BOOST_AUTO_TEST_CASE(nobody_gets_files_as_the_house_is_shipped) {
    const xml::Runtime runtime;
    BOOST_TEST(PostTable::load(POSTERN_SOURCE_DIR "/config/posts.xml", kPostsSchema).all().empty());
}

BOOST_AUTO_TEST_CASE(folders_are_read_with_what_is_left_out) {
    const tests::ScratchFolder folder;
    const auto table = read_posts(
        folder, one_post("<files mode='live' folder='/srv/ips' kinds='cusrsp emsevt' seconds='0' events='7'/>"
                         "<files mode='test' folder='out/test' kinds='emsevt'/>"));
    const auto& post = table.all().front();
    BOOST_TEST(post.name == "np-post");
    BOOST_TEST(post.time_zone == "Asia/Kathmandu");
    BOOST_TEST(post.office == "NPKTMA");
    BOOST_REQUIRE(post.folders.size() == 2u);
    BOOST_CHECK(post.folders[0].mode == core::Mode::live);
    BOOST_TEST(post.folders[0].folder == "/srv/ips");
    BOOST_CHECK((post.folders[0].kinds == std::set{PostFileKind::cusrsp, PostFileKind::emsevt}));
    BOOST_TEST(post.folders[0].seconds == 0u);
    BOOST_TEST(post.folders[0].events == 7u);
    BOOST_CHECK(post.folders[1].mode == core::Mode::test);
    BOOST_TEST(post.folders[1].folder == (folder.path() / "out/test").string());
    BOOST_CHECK((post.folders[1].kinds == std::set{PostFileKind::emsevt}));
    BOOST_TEST(post.folders[1].seconds == 60u);
    BOOST_TEST(post.folders[1].events == 500u);
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once) {
    const auto faults =
        told_faults(one_post("<files mode='live' folder='/a' kinds='cusrsp'/><files mode='live' folder='/b/../a'"
                             " kinds='emsevt'/>") +
                    one_post("") + "<post name='x' time-zone='Asia/Nowhere' office='XXXXXX'/>");
    for (const char* one : {"two folders of mode live", "folder /a is used twice", "a second post of the name np-post",
                            "no time zone Asia/Nowhere"})
        BOOST_TEST(faults.find(one) != std::string::npos, faults);
    for (const char* wrong :
         {"<files mode='live' folder='/a'/>", "<files mode='live' kinds='cusrsp'/>",
          "<files mode='live' folder='/a' kinds='itmatt'/>", "<files mode='both' folder='/a' kinds='cusrsp'/>",
          "<files mode='live' folder='/a' kinds='cusrsp' events='0'/>",
          "<files mode='live' folder='/a' kinds='cusrsp' seconds='-1'/>"})
        BOOST_TEST(!told_faults(one_post(wrong)).empty(), wrong);
    BOOST_TEST(!told_faults("<post name='x' time-zone='Etc/UTC' office='Kathmandu'/>").empty());
}

BOOST_AUTO_TEST_SUITE_END()
