// Library: the repository's own folders load; a folder that is wrong tells everything that is wrong with it.
#include "profiles/library.hpp"

#include "core/failure.hpp"
#include "profiles/folder.hpp"
#include "support/scratch_folder.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(library)

using namespace postern;
using profiles::Library;
namespace fs = std::filesystem;

const std::string kMappings = POSTERN_SOURCE_DIR "/mappings";
const std::string kSchemas = POSTERN_SOURCE_DIR "/schemas";

/// The repository's mappings and schemas, to be spoilt.
struct Copy {
    xml::Runtime runtime;
    tests::ScratchFolder folder;

    Copy() {
        fs::copy(kMappings, folder.path() / "mappings", fs::copy_options::recursive);
        fs::copy(kSchemas, folder.path() / "schemas", fs::copy_options::recursive);
    }
    std::string in(const std::string& name) const { return (folder.path() / "mappings" / name).string(); }
    std::shared_ptr<const Library> load() const {
        return Library::load((folder.path() / "mappings").string(), (folder.path() / "schemas").string());
    }
    /// Writes `to` for the first `from` of a file.
    void change(const std::string& name, const std::string& from, const std::string& to) const {
        std::ifstream file(in(name), std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const auto at = text.find(from);
        BOOST_REQUIRE_MESSAGE(at != std::string::npos, name + " has no " + from);
        folder.write("mappings/" + name, text.replace(at, from.size(), to));
    }
    /// What the failure says; empty: it loads.
    std::string complaint() const {
        try {
            load();
        } catch (const core::Failure& failure) {
            return failure.what();
        }
        return {};
    }
    void says(const std::string& words) const {
        const auto said = complaint();
        BOOST_CHECK_MESSAGE(said.find(words) != std::string::npos, "'" + words + "' is not in: " + said);
    }
};

BOOST_AUTO_TEST_CASE(the_repositorys_own_folders_load) {
    const xml::Runtime runtime;
    const auto library = Library::load(kMappings, kSchemas);
    for (const char* name : {"cn22", "cn23", "itmatt"})
        BOOST_CHECK_MESSAGE(library->source(name) != nullptr, name);
    BOOST_CHECK(library->source("cn24") == nullptr);
    BOOST_CHECK(library->profile("np-none") == nullptr);
    const auto itmatt = library->source("itmatt");
    BOOST_CHECK(itmatt->repeat == profiles::RepeatPolicy::replace);
    BOOST_CHECK(library->source("cn23")->repeat == profiles::RepeatPolicy::refuse);
    const std::vector<std::string> item{"msgbody", "itmatt_1_5_0", "item"};
    BOOST_CHECK(itmatt->envelopes.front().shape.item_path == item);
    BOOST_CHECK_EQUAL(itmatt->header.test_indicator, "test_indicator");
    BOOST_CHECK_EQUAL(itmatt->reference_rules.front().scheme, "IOSS");
    BOOST_CHECK_EQUAL(itmatt->reference_rules.front().side, "destination");
}

BOOST_AUTO_TEST_CASE(a_profile_says_what_it_is) {
    const xml::Runtime runtime;
    const auto profile = Library::load(kMappings, kSchemas)->profile("np-asycuda");
    BOOST_REQUIRE(profile != nullptr);
    BOOST_CHECK_EQUAL(profile->country, "NP");
    BOOST_CHECK_EQUAL(profile->status, "worked-example");
    BOOST_CHECK(profile->notice.starts_with("A worked example on the public tables of one country, not an approved"));
    BOOST_CHECK(profile->notice.find('\n') == std::string::npos);
    BOOST_CHECK_EQUAL(profile->hash.size(), 64u);
    BOOST_CHECK(profile->needs_item_id);
    BOOST_CHECK_EQUAL(profile->amended_reference, "{reference}-{version}");
    BOOST_REQUIRE_EQUAL(profile->answer_roots.size(), 1u);
    BOOST_CHECK_EQUAL(profile->answer_roots[0].first, "");
    BOOST_CHECK_EQUAL(profile->answer_roots[0].second, "ASYCUDA");
    const auto row = std::find_if(profile->policy.begin(), profile->policy.end(),
                                  [](const auto& r) { return r.code == "CODE-MISSING"; });
    BOOST_REQUIRE(row != profile->policy.end());
    BOOST_CHECK(row->severity == core::Severity::error && row->hold);
}

BOOST_AUTO_TEST_CASE(exactly_one_source_knows_a_root) {
    const xml::Runtime runtime;
    const auto library = Library::load(kMappings, kSchemas);
    const profiles::Envelope* envelope = nullptr;
    const auto found = library->source_of("m33", "message", &envelope);
    BOOST_REQUIRE(found.ok());
    BOOST_CHECK_EQUAL(found.value()->name, "itmatt");
    BOOST_REQUIRE(envelope != nullptr);
    BOOST_CHECK_EQUAL(envelope->root, "message");
    BOOST_CHECK(library->source_of("m33", "messages", nullptr).refusal().code == core::RefusalCode::source_unknown);
    BOOST_CHECK(library->source_of("", "message", nullptr).refusal().code == core::RefusalCode::source_unknown);
}

BOOST_FIXTURE_TEST_CASE(two_sources_of_one_root_are_told_apart_by_nobody, Copy) {
    fs::copy(in("sources/cn22"), in("sources/twin"), fs::copy_options::recursive);
    change("sources/twin/source.xml", "name=\"cn22\" title", "name=\"twin\" title");
    const auto refused = load()->source_of("urn:postern:cn22:1", "cn22", nullptr);
    BOOST_REQUIRE(!refused.ok());
    BOOST_CHECK(refused.refusal().code == core::RefusalCode::source_ambiguous);
}

BOOST_FIXTURE_TEST_CASE(all_faults_of_all_folders_are_told_at_once, Copy) {
    change("sources/cn22/source.xml", "repeat=\"refuse\"", "repeat=\"maybe\"");
    change("sources/cn23/to-declaration.xsl", "</xsl:stylesheet>", "");
    change("np-asycuda/profile.xml", "version=\"1\" status", "version=\"one\" status");
    change("np-asycuda/policy.xml", "severity=\"warning\"", "severity=\"loud\"");
    change("np-asycuda/codes/mode.csv", "air,01", "air,01,more");
    change("np-asycuda/fields.csv", "box", "boxes");
    const auto said = complaint();
    for (const char* words : {"source cn22:", "source.xml:", "/@repeat", "refuse", "source cn23:", "to-declaration.xsl",
                              "profile np-asycuda:", "profile.xml:", "/@version", "policy.xml:", "/@severity",
                              "mode.csv:", "no column 'box'"}) {
        BOOST_CHECK_MESSAGE(said.find(words) != std::string::npos, std::string("'") + words + "' is not in: " + said);
    }
}

BOOST_FIXTURE_TEST_CASE(a_name_is_its_folders, Copy) {
    fs::rename(in("np-asycuda"), in("np-other"));
    says("profile np-other:\n  profile.xml: its name is not its folder's");
}

BOOST_FIXTURE_TEST_CASE(a_profile_is_of_its_country, Copy) {
    change("np-asycuda/profile.xml", "country=\"NP\"", "country=\"LK\"");
    says("its name is not of its country");
}

BOOST_FIXTURE_TEST_CASE(a_date_pattern_must_read_what_it_writes, Copy) {
    change("np-asycuda/profile.xml", "date-pattern=\"M/d/yy\"", "date-pattern=\"Mdyy\"");
    says("cannot be read by it");
}

BOOST_FIXTURE_TEST_CASE(a_parameter_is_given_once_and_the_date_pattern_is_none, Copy) {
    change("np-asycuda/profile.xml", "name=\"utc_offset\"", "name=\"declarant_code\"");
    says("the parameter declarant_code is given twice");
    change("np-asycuda/profile.xml", "name=\"national_currency\"", "name=\"date_pattern\"");
    says("the parameter date_pattern is given twice");
}

BOOST_FIXTURE_TEST_CASE(a_code_has_one_row_in_a_policy, Copy) {
    change("np-asycuda/policy.xml", "code=\"HS-NATIONAL-DIGITS\"", "code=\"CODE-MISSING\"");
    says("the code CODE-MISSING is there twice");
}

BOOST_FIXTURE_TEST_CASE(a_pattern_that_is_none_is_told_at_load, Copy) {
    change("sources/cn22/source.xml", "IM[0-9]{10}", "IM[0-9{10}");
    says("source.xml: the pattern of IOSS is none");
}

BOOST_FIXTURE_TEST_CASE(what_is_not_there_is_told, Copy) {
    fs::remove(in("np-asycuda/answer.xsl"));
    fs::remove(in("np-asycuda/schema.xsd"));
    fs::remove(in("sources/itmatt/source.xml"));
    for (const char* words : {"answer.xsl", "schema.xsd", "source itmatt:"})
        says(words);
    fs::remove_all(in("sources"));
    says("sources: cannot be read");
}

BOOST_FIXTURE_TEST_CASE(a_folder_that_is_neither_is_told, Copy) {
    fs::create_directory(in("drafts"));
    says("profile drafts:");
}

BOOST_FIXTURE_TEST_CASE(the_hash_knows_what_the_profile_does_and_nothing_else, Copy) {
    const auto before = profiles::hash_of_folder(in("np-asycuda"));
    folder.write("mappings/np-asycuda/README.md", "other words");
    folder.write("mappings/np-asycuda/cases/answer/one.xml", "<x/>");
    BOOST_CHECK_EQUAL(profiles::hash_of_folder(in("np-asycuda")), before);
    change("np-asycuda/codes/mode.csv", "surface,09", "surface,08");
    const auto changed = profiles::hash_of_folder(in("np-asycuda"));
    BOOST_CHECK_NE(changed, before);
    change("np-asycuda/codes/mode.csv", "surface,08", "surface,09");
    BOOST_CHECK_EQUAL(profiles::hash_of_folder(in("np-asycuda")), before);
    fs::rename(in("np-asycuda/codes/mode.csv"), in("np-asycuda/codes/modes.csv"));
    BOOST_CHECK_NE(profiles::hash_of_folder(in("np-asycuda")), before);
    BOOST_CHECK_THROW(profiles::hash_of_folder(in("nowhere")), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
