// The authorities' own messages, read by the profiles: each lands in exactly one state or named event.
#include "profiles/pack_functions.hpp"
#include "reference.hpp"
#include "support/test_gateway.hpp"
#include "xml/reader.hpp"

#include <map>
#include <set>

BOOST_AUTO_TEST_SUITE(answers_of_authorities)

using namespace postern;
namespace fs = std::filesystem;

xml::Document answer_of(const profiles::Profile& profile, const fs::path& message) {
    profiles::PackFunctions functions(profile, [](std::string_view) { return std::string(); });
    return profile.to_answer->transform(xml::read_own_file(message.string()), profile.stylesheet_parameters(),
                                        &functions);
}

/// What each of the published notifications is, by the function code in its name.
const std::map<std::string, std::string>& expected() {
    static const std::map<std::string, std::string> states = {
        {"01", "ACCEPTED"},         {"02", "RECEIVED"},        {"03", "REJECTED"},
        {"05", "CONTROL_PHYSICAL"}, {"07", "CUSTOMS_AMENDED"}, {"06", "CONTROL_DOCUMENTS"},
        {"08", "RELEASED"},         {"09", "RELEASED"},        {"10", "INVALIDATED"},
        {"11", "REQUEST_GRANTED"},  {"13", "TAX_CALCULATED"},  {"14", "PAYMENT_DUE"},
        {"15", "PAYMENT_DUE"},      {"16", "EXITED"},          {"18", "AWAITING_EXIT"},
    };
    return states;
}

std::string text_at(const xml::Document& message, const std::string& xpath) {
    const auto element = message.locate(xpath, {{"res", "urn:wco:datamodel:WCO:RES-DMS:2"}});
    return element ? element.text() : std::string();
}

BOOST_AUTO_TEST_CASE(all_nineteen_notifications_of_the_declaration_service) {
    const auto reference = tests::reference_folder();
    if (reference.empty()) return;
    tests::TestGateway world;
    const auto library = world.gateway().chain()->library;
    const auto profile = library->profile("uk-cds");
    std::set<std::string> codes;
    int read = 0;
    for (const auto& entry : fs::directory_iterator(reference / "uk-cds/notifications")) {
        if (entry.path().extension() != ".xml") continue;
        const auto message = xml::read_own_file(entry.path().string());
        const std::string code = text_at(message, "res:Response/res:FunctionCode");
        const auto answer = answer_of(*profile, entry.path());
        BOOST_TEST_CONTEXT(entry.path().filename().string()) {
            BOOST_CHECK(library->answer_schema().check(answer).empty());
            const auto events = answer.root().children("event");
            BOOST_REQUIRE_EQUAL(events.size(), 1u);
            BOOST_REQUIRE_MESSAGE(expected().contains(code), code);
            BOOST_CHECK_EQUAL(events[0].attribute("state").value_or(""), expected().at(code));
            BOOST_CHECK(events[0].attribute("when").has_value());
            BOOST_CHECK_EQUAL(events[0].attribute("reference").value_or(""),
                              text_at(message, "res:Response/res:Declaration/res:FunctionalReferenceID"));
            // each error keeps its code and its pointer
            const auto errors = message.root().child("Response").children("Error");
            BOOST_CHECK_EQUAL(events[0].children("error").size(), errors.size());
            for (const auto& error : events[0].children("error")) {
                BOOST_CHECK(error.child("code").text().starts_with("CDS"));
                BOOST_CHECK(error.child("pointer").text().starts_with("42A"));
            }
        }
        codes.insert(code);
        ++read;
    }
    BOOST_CHECK_EQUAL(read, 19);
    BOOST_CHECK_EQUAL(codes.size(), expected().size());
}

BOOST_AUTO_TEST_CASE(the_sample_of_asycuda_is_read_as_not_yet_registered) {
    const auto reference = tests::reference_folder();
    if (reference.empty()) return;
    tests::TestGateway world;
    const auto profile = world.gateway().chain()->library->profile("np-asycuda");
    for (const char* name : {"ex1_postal.xml", "blank_template.xml"})
        BOOST_CHECK_MESSAGE(answer_of(*profile, reference / "asycuda" / name).root().children("event").empty(), name);
}

BOOST_AUTO_TEST_SUITE_END()
