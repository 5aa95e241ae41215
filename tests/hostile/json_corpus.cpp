// Hostile JSON, found by scanning tests/hostile/json: each file draws the refusal that its name begins with, and not
// one item of it is handed on.
#include "core/refusal.hpp"
#include "ingest/intake.hpp"
#include "profiles/library.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

BOOST_AUTO_TEST_SUITE(hostile_json)

using namespace postern;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_CASE(each_draws_its_exact_refusal) {
    static const xml::Runtime runtime;
    const ingest::Intake intake(profiles::Library::load(POSTERN_SOURCE_DIR "/mappings", POSTERN_SOURCE_DIR "/schemas"));
    xml::MessageReader reader;
    int files = 0;
    for (const auto& entry : fs::directory_iterator(POSTERN_SOURCE_DIR "/tests/hostile/json")) {
        const std::string name = entry.path().filename().string();
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        int handed_on = 0;
        const auto read = intake.read(
            reader, bytes, {}, [&](const steps::Received&) { ++handed_on; }, ingest::Wording::json);
        BOOST_REQUIRE_MESSAGE(!read.ok(), name << " is taken");
        BOOST_TEST(core::refusal_kind(read.refusal().code).slug == name.substr(0, name.find("--")), name);
        BOOST_TEST(handed_on == 0, name);
        ++files;
    }
    BOOST_TEST(files >= 15);
}

BOOST_AUTO_TEST_SUITE_END()
