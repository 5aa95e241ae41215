// What the profiles write, against the authorities' own schemas, or those inferred from public files.
#include "profiles/folder.hpp"
#include "reference.hpp"
#include "support/generated_filings.hpp"
#include "support/test_gateway.hpp"
#include "xml/reader.hpp"

#include <map>

BOOST_AUTO_TEST_SUITE(documents_of_profiles)

using namespace postern;
namespace fs = std::filesystem;

constexpr int kGenerated = 2000;

/// The schema of a profile's document, below the reference folder.
const std::map<std::string, std::string>& schemas() {
    static const std::map<std::string, std::string> files = {
        {"np-asycuda", "asycuda/asycuda_sad_inferred.xsd"},
        {"lk-asycuda", "asycuda/asycuda_sad_inferred.xsd"},
        {"uk-cds", "uk-cds/schemas/customs/wrapper_submit.xsd"},
        {"br-due", "br-due/schema/GoodsDeclaration_1p0_DUE.xsd"},
        {"cn-ceb9610", "cn-ceb9610/ceb603_604.xsd"},
    };
    return files;
}

std::string in_words(const std::vector<xml::SchemaFault>& faults) {
    std::string text;
    for (const auto& fault : faults)
        text += fault.path + " " + std::string(xml::to_string(fault.kind)) + "\n";
    return text;
}

BOOST_AUTO_TEST_CASE(every_case_and_two_thousand_generated_ones_fit) {
    const auto reference = tests::reference_folder();
    if (reference.empty()) return;
    tests::TestGateway world;
    for (const auto& profile : world.gateway().chain()->library->profiles()) {
        const auto named = schemas().find(profile->name);
        if (named == schemas().end()) {
            std::cerr << "no schema of others for " << profile->name << "\n";
            continue;
        }
        const auto schema = xml::Schema::load((reference / named->second).string(), reference.string());
        const fs::path cases = fs::path(POSTERN_SOURCE_DIR "/mappings") / profile->name / "cases/declaration";
        int documents = 0;
        for (const auto& name : profiles::files_in(cases.string(), ".document.xml")) {
            const auto faults = in_words(schema->check(xml::read_own_file((cases / name).string())));
            BOOST_CHECK_MESSAGE(faults.empty(), profile->name << " " << name << ": " << faults);
            ++documents;
        }
        BOOST_CHECK_GE(documents, 8);
        tests::GeneratedFilings filings(world.gateway(), profile, 4711);
        for (int i = 0; i < kGenerated; ++i) {
            const auto filing = filings.next();
            std::vector<core::Finding> findings;
            const auto document = filings.document(filing, findings);
            const auto faults = in_words(schema->check(document));
            BOOST_REQUIRE_MESSAGE(faults.empty(), profile->name << " " << i << ": " << faults << document.serialise());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
