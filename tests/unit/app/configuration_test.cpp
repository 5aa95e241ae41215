// A configuration whose parts do not fit each other refuses the start, and says which part.
#include "support/own_config.hpp"
#include "support/test_gateway.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(configuration)

using namespace postern;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

BOOST_AUTO_TEST_CASE(a_policy_of_a_route_that_is_not_there) {
    const tests::ScratchFolder folder;
    fs::copy(POSTERN_SOURCE_DIR "/config", folder.path() / "config", fs::copy_options::recursive);
    std::string policy = read(folder.path() / "config/policy.xml");
    const std::string route = R"(<route name="np-exprot"><finding code="HS-MISSING" severity="info"/></route>)";
    policy.insert(policy.rfind("</policy>"), route);
    folder.write("config/policy.xml", policy);
    const auto start = [&] { tests::TestGateway({{"home.config", (folder.path() / "config").string()}}); };
    BOOST_CHECK_EXCEPTION(start(), cli::ConfigurationError, [](const auto& wrong) {
        return std::string(wrong.what()).ends_with("policy.xml: there is no route 'np-exprot' in routes.xml");
    });
    policy.replace(policy.find("np-exprot"), 9, "np-export");
    folder.write("config/policy.xml", policy);
    BOOST_CHECK_NO_THROW(start());
}

BOOST_AUTO_TEST_CASE(a_field_that_nobody_knows_in_what_an_agency_reads) {
    const tests::OwnConfig config;
    const auto start = [&] { tests::TestGateway({{"home.config", config.path()}}); };
    config.replace("routes.xml", "<reads>item_id ", "<reads>item_id lines.hs ");
    BOOST_CHECK_EXCEPTION(start(), cli::ConfigurationError, [](const auto& wrong) {
        return std::string(wrong.what()).ends_with("route np-restricted-consent: there is no field 'lines.hs'");
    });
    config.replace("routes.xml", "lines.hs ", "importer lines ");
    BOOST_CHECK_NO_THROW(start());
}

BOOST_AUTO_TEST_SUITE_END()
