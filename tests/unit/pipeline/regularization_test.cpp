// Where a procedure has a last step after the exit, the exit is not the end.
#include "support/test_gateway.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(regularization)

using namespace postern;
using core::EventType;
using core::FilingState;
namespace fs = std::filesystem;

/// The Peruvian route with a last step; without days: as it stands.
struct Peru {
    tests::ScratchFolder folder;
    std::unique_ptr<tests::TestGateway> world;
    core::Principal post, customs;
    core::DeclarationKey key;

    explicit Peru(const std::string& days) {
        fs::copy(POSTERN_SOURCE_DIR "/config", folder.path() / "config", fs::copy_options::recursive);
        std::ifstream file(folder.path() / "config/routes.xml");
        std::string routes{std::istreambuf_iterator<char>(file), {}};
        const std::string name = "<route name=\"pe-exporta-facil\"";
        BOOST_REQUIRE(routes.find(name) != std::string::npos);
        if (!days.empty()) routes.insert(routes.find(name) + name.size(), " regularization-days=\"" + days + "\"");
        folder.write("config/routes.xml", routes);
        world = std::make_unique<tests::TestGateway>(
            std::vector<std::pair<std::string, std::string>>{{"home.config", (folder.path() / "config").string()}});
        post = world->post("pe-post");
        customs = world->customs("pe-customs");
        std::ifstream sample(POSTERN_SOURCE_DIR "/samples/messages/cn23-good-parcel-pe-us.xml");
        const auto report = world->submit({std::istreambuf_iterator<char>(sample), {}}, post);
        key = {*world->gateway().chain()->ids->open(crypto::IdKind::declaration, report.items.at(0).declaration_id)};
        BOOST_REQUIRE(
            world->submissions().give_number(key, "pe-customs", "235202648001042", "2026-11-20", post, {}).ok());
    }
    void answer(const std::string& state, const std::string& when) {
        const auto answered = world->desk().answer(customs,
                                                   R"({"events":[{"reference":"235202648001042","state":")" + state +
                                                       R"(","when":")" + when + "\"}]}",
                                                   true, "t");
        BOOST_REQUIRE(answered.ok());
    }
    FilingState state() { return world->store().filings().of_declaration(key).at(0).state; }
};

BOOST_AUTO_TEST_CASE(after_the_exit_the_last_step_is_due) {
    Peru peru("30");
    peru.answer("RELEASED", "2027-11-21T10:00:00Z");
    BOOST_CHECK(peru.state() == FilingState::released);
    peru.answer("EXITED", "2027-11-22T10:00:00Z");
    BOOST_CHECK(peru.state() == FilingState::regularization_due);
    const auto events = peru.world->store().filings().events_of(peru.key);
    const auto due = std::find_if(events.begin(), events.end(),
                                  [](const auto& e) { return e.type == EventType::filing_regularization_due; });
    BOOST_REQUIRE(due != events.end());
    BOOST_CHECK_EQUAL(due->reason, "2027-12-22");
    peru.answer("EXITED", "2027-11-22T10:00:00Z"); // said twice
    BOOST_CHECK_EQUAL(peru.world->store().filings().events_of(peru.key).size(), events.size());
    peru.answer("REGULARIZED", "2027-12-01T08:00:00Z");
    BOOST_CHECK(peru.state() == FilingState::regularized);
}

BOOST_AUTO_TEST_CASE(the_last_step_may_be_told_before_the_exit) {
    Peru peru("30");
    peru.answer("REGULARIZED", "2027-12-01T08:00:00Z");
    peru.answer("EXITED", "2027-11-22T10:00:00Z");
    BOOST_CHECK(peru.state() == FilingState::regularized);
}

BOOST_AUTO_TEST_CASE(without_one_the_exit_is_the_end) {
    Peru peru("");
    peru.answer("EXITED", "2027-11-22T10:00:00Z");
    BOOST_CHECK(peru.state() == FilingState::exited);
}

BOOST_AUTO_TEST_SUITE_END()
