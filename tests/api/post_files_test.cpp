// Files for a post's mail system, by the program as it runs.
#include "story.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_post_files)

using namespace postern::tests::api;
namespace fs = std::filesystem;
namespace json = postern::json;

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (!entry.path().filename().string().starts_with(".")) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// Waits until so many files lie there.
std::vector<std::string> wait_for(const fs::path& folder, std::size_t files) {
    for (int i = 0; i < 1'200 && names_in(folder).size() < files; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return names_in(folder);
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Filing {
    postern::tests::ScratchFolder scratch;
    fs::path folder = scratch.path() / "from-customs";
    RunningGateway gateway{configuration()};

    std::string configuration() const {
        fs::create_directory(folder);
        return "home.posts = " +
               scratch.write("posts.xml", "<posts xmlns='urn:postern:posts:1'><post name='np-post'"
                                          " time-zone='Asia/Kathmandu' office='NPKTMA'><files mode='test'"
                                          " folder='from-customs' kinds='cusrsp emsevt' seconds='0'/></post></posts>") +
               "\n";
    }
    json::Value handed_over(const std::string& name) const {
        Client client(gateway.port(), kPost);
        const Answer answer = client.post_xml("/v1/declarations", sample(name));
        if (answer.status != 201) throw std::runtime_error(answer.body);
        return answer.json().find("items")->items().at(0);
    }
    void release(const json::Value& item) const {
        Client agency(gateway.port(), kCustoms);
        const std::string said = R"({"events":[{"filing":")" + filing_of(item) +
                                 R"(","state":"RELEASED","when":"2026-11-18T09:00:00Z","number":"E 1"}]})";
        if (agency.send_json("POST", "/v1/agencies/np-customs/responses", said).status != 201)
            throw std::runtime_error("customs could not answer");
    }
};

BOOST_AUTO_TEST_CASE(a_mail_system_finds_what_customs_said_as_files) {
    Filing world;
    const json::Value item = world.handed_over("cn23-good-gift-np-gb.xml");
    const auto item_id = text_of(item, "item_id");
    world.release(item);
    auto names = wait_for(world.folder, 2);
    BOOST_REQUIRE(names.size() == 2u);
    BOOST_TEST(names[0].starts_with("cusrsp-00000001-evt_"));
    BOOST_TEST(names[1].starts_with("emsevt-00000001-evt_"));
    const auto responses = bytes_of(world.folder / names[0]);
    const auto lines = bytes_of(world.folder / names[1]);
    BOOST_TEST(responses.find("<item_id>" + item_id + "</item_id>") != std::string::npos);
    BOOST_TEST(responses.find("<national_number>E 1</national_number>") != std::string::npos);
    BOOST_TEST(lines.find("\n" + item_id + ",EXC,") != std::string::npos, lines);
    BOOST_TEST(lines.find("+05:45,NPKTMA,,np-customs,evt_") != std::string::npos, lines);
    // the names lead on in the stream of events
    Client client(world.gateway.port(), kPost);
    const auto cursor = names[0].substr(16, names[0].size() - 20);
    BOOST_TEST(client.get("/v1/events?after=" + cursor).status == 200);
    // nobody's name is in any of it
    const auto declared = sample("cn23-good-gift-np-gb.xml");
    const auto begin = declared.find("<name>") + 6;
    const auto name = declared.substr(begin, declared.find("</name>") - begin);
    BOOST_REQUIRE(name.size() > 3);
    BOOST_TEST((responses + lines).find(name) == std::string::npos);
    // taken away; after a restart it goes on and repeats nothing
    for (const auto& file : names)
        fs::remove(world.folder / file);
    world.gateway.restart();
    world.release(world.handed_over("cn23-good-parcel-np-us.xml"));
    names = wait_for(world.folder, 2);
    BOOST_REQUIRE(names.size() == 2u);
    BOOST_TEST(names[0].starts_with("cusrsp-00000002-evt_"));
    BOOST_TEST(names[1].starts_with("emsevt-00000002-evt_"));
    BOOST_TEST(bytes_of(world.folder / names[1]).find(item_id) == std::string::npos);
    BOOST_TEST(world.gateway.stop() == 0);
}

BOOST_AUTO_TEST_CASE(a_posts_file_that_is_wrong_refuses_the_start) {
    const postern::tests::ScratchFolder scratch;
    const auto path = scratch.write("posts.xml", "<posts xmlns='urn:postern:posts:1'><post name='np-post'"
                                                 " time-zone='Asia/Nowhere' office='NPKTMA'/></posts>");
    BOOST_CHECK_EXCEPTION(RunningGateway("home.posts = " + path + "\n"), std::runtime_error, [](const auto& wrong) {
        return std::string(wrong.what()).find("no time zone Asia/Nowhere") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
