// What the packs for ASYCUDA write, against a schema inferred from public files that is no part of this repository.
#include "core/failure.hpp"
#include "profiles/pack_functions.hpp"
#include "profiles/profile_folder.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>

BOOST_AUTO_TEST_SUITE(asycuda)

using namespace postern;
namespace fs = std::filesystem;

/// The folder of reference material; empty where nobody named one, and that is said aloud.
fs::path reference_folder() {
    const char* named = std::getenv("POSTERN_REFERENCE");
    if (named != nullptr && *named != '\0') return named;
    std::cerr << "\nSKIPPED: POSTERN_REFERENCE is not set, so nothing is held against the schemas of others.\n\n";
    return {};
}

std::string country_name(std::string_view alpha2) {
    return "Country " + std::string(alpha2);
}

BOOST_AUTO_TEST_CASE(every_case_with_a_document_fits_the_inferred_schema) {
    const auto reference = reference_folder();
    if (reference.empty()) return;
    const xml::Runtime runtime;
    const auto schema = xml::Schema::load((reference / "asycuda" / "asycuda_sad_inferred.xsd").string());
    const auto forms = profiles::Forms::load(POSTERN_SOURCE_DIR "/schemas", {});
    const fs::path folder = POSTERN_SOURCE_DIR "/mappings/np-asycuda";
    const auto pack = profiles::load_profile(folder.string(), forms);
    const std::string ending = ".filing.xml";
    int documents = 0;
    for (const auto& name : profiles::files_in((folder / "cases" / "declaration").string(), ending)) {
        const auto path = folder / "cases" / "declaration" / name;
        profiles::PackFunctions functions(*pack, country_name);
        const auto document =
            pack->to_document->transform(xml::read_own_file(path.string()), pack->stylesheet_parameters(), &functions);
        for (const auto& fault : schema->check(document))
            BOOST_ERROR(name << ": " << fault.path << ": " << xml::to_string(fault.kind));
        if (pack->schema->check(document).empty()) ++documents;
    }
    BOOST_CHECK_GE(documents, 2);
}

BOOST_AUTO_TEST_CASE(the_reference_sample_is_read_as_not_yet_registered) {
    const auto reference = reference_folder();
    if (reference.empty()) return;
    const xml::Runtime runtime;
    const auto forms = profiles::Forms::load(POSTERN_SOURCE_DIR "/schemas", {});
    const auto pack = profiles::load_profile(POSTERN_SOURCE_DIR "/mappings/np-asycuda", forms);
    for (const char* name : {"ex1_postal.xml", "blank_template.xml"}) {
        profiles::PackFunctions functions(*pack, country_name);
        const auto answer = pack->to_answer->transform(xml::read_own_file((reference / "asycuda" / name).string()),
                                                       pack->stylesheet_parameters(), &functions);
        BOOST_CHECK_MESSAGE(answer.root().children("event").empty(), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
