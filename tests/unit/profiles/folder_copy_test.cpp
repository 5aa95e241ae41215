// A profile's folder kept as one text: it comes back as the same edition, or not at all.
#include "core/failure.hpp"
#include "profiles/folder_copy.hpp"
#include "profiles/library.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

BOOST_AUTO_TEST_SUITE(folder_copy)

using namespace postern;
namespace fs = std::filesystem;

const std::string kMappings = POSTERN_SOURCE_DIR "/mappings";
const std::string kSchemas = POSTERN_SOURCE_DIR "/schemas";

std::string fault(const std::string& copy, const std::string& hash, const tests::ScratchFolder& scratch) {
    try {
        profiles::profile_of_copy(copy, "np-asycuda", hash, (scratch.path() / "copy").string(), kSchemas);
    } catch (const core::Failure& failure) {
        return failure.what();
    }
    return {};
}

struct Nepal {
    const xml::Runtime runtime;
    std::shared_ptr<const profiles::Library> library = profiles::Library::load(kMappings, kSchemas);
    const tests::ScratchFolder scratch;
    std::shared_ptr<const profiles::Profile> profile = library->profile("np-asycuda");
    std::string copy = profiles::copy_of_folder(*profile, kMappings);
};

BOOST_FIXTURE_TEST_CASE(a_folder_with_its_family_comes_back, Nepal) {
    const auto again =
        profiles::profile_of_copy(copy, "np-asycuda", profile->hash, (scratch.path() / "copy").string(), kSchemas);
    BOOST_CHECK_EQUAL(again->hash, profile->hash);
    BOOST_CHECK_EQUAL(again->answer_roots.size(), profile->answer_roots.size());
    BOOST_CHECK(again->to_document != nullptr);
    BOOST_CHECK(!fs::exists(scratch.path() / "copy"));
}

BOOST_FIXTURE_TEST_CASE(what_is_damaged_or_another_edition_is_refused_and_leaves_nothing, Nepal) {
    BOOST_CHECK_EQUAL(fault(copy, std::string(64, '0'), scratch), "the kept copy of np-asycuda is another edition");
    const std::string damaged = "the kept copy of a profile's folder is damaged";
    for (const auto& text :
         {copy.substr(0, copy.size() - 1), std::string("x"), std::string("5:ab"), copy + "3",
          std::string("99999999999999999999:a"), std::string("12:../../escape1:x"), std::string("11:/tmp/escape1:x")})
        BOOST_CHECK_EQUAL(fault(text, profile->hash, scratch), damaged);
    BOOST_CHECK(fault("", profile->hash, scratch) != "");
    BOOST_CHECK(!fs::exists(scratch.path() / "copy"));
    BOOST_CHECK(!fs::exists(scratch.path().parent_path() / "escape"));
}

BOOST_AUTO_TEST_SUITE_END()
