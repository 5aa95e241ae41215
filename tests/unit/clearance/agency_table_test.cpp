// agencies.xml: what it says, and what is wrong with it.
#include "clearance/agency_table.hpp"
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(agency_table)

using namespace postern;

clearance::AgencyTable load(const std::string& agencies) {
    const tests::ScratchFolder folder;
    const auto path = std::filesystem::path(folder.path()) / "agencies.xml";
    std::ofstream(path) << R"(<agencies xmlns="urn:postern:agencies:1">)" << agencies << "</agencies>";
    return clearance::AgencyTable::load(path.string(), POSTERN_SOURCE_DIR "/schemas/agencies.xsd");
}
std::string agency(const std::string& channels, const std::string& name = "np-customs") {
    return "<agency name='" + name + "' title='T' country='NP' time-zone='Asia/Kathmandu' utc-offset='+05:45'>" +
           channels + "</agency>";
}
std::string faults_of(const std::string& agencies) {
    try {
        load(agencies);
    } catch (const core::Failure& failure) {
        return failure.what();
    }
    return "";
}

BOOST_AUTO_TEST_CASE(the_agencies_of_the_house_are_known) {
    const auto table = clearance::AgencyTable::load(POSTERN_SOURCE_DIR "/config/agencies.xml",
                                                    POSTERN_SOURCE_DIR "/schemas/agencies.xsd");
    BOOST_REQUIRE(table.named("np-customs") != nullptr);
    BOOST_TEST(table.named("np-customs")->time_zone == "Asia/Kathmandu");
    BOOST_TEST(table.named("nobody") == nullptr);
}

BOOST_AUTO_TEST_CASE(channels_are_read_with_what_is_left_out) {
    const auto table = load(agency(
        "<push mode='live' url='https://a.example/{reference}' soap='1.2' soap-action='urn:x' ca='/ca.pem'"
        " certificate='/c.pem' certificate-key='/k.pem' private-addresses='true' timeout-seconds='7' per-minute='90'"
        " at-once='4'><header name='Authorization' value='env:TOKEN'/></push>"
        "<drop mode='test' folder='/srv/np'/>"
        "<ask mode='live' url='http://a.example/{reference}' most-seconds='600'/>"));
    const auto& np = table.all().front();
    BOOST_REQUIRE(np.pushes.size() == 1u);
    const auto& push = np.pushes[0];
    BOOST_CHECK(push.mode == core::Mode::live);
    BOOST_TEST(push.place.url == "https://a.example/{reference}");
    BOOST_CHECK(push.place.soap == ports::Soap::v1_2);
    BOOST_TEST(push.place.soap_action == "urn:x");
    BOOST_TEST(push.place.ca_file == "/ca.pem");
    BOOST_TEST(push.place.certificate_file == "/c.pem");
    BOOST_TEST(push.place.certificate_key_file == "/k.pem");
    BOOST_TEST(push.place.private_addresses);
    BOOST_TEST(push.place.timeout_seconds == 7u);
    BOOST_TEST(push.pace.per_minute == 90u);
    BOOST_TEST(push.pace.at_once == 4u);
    BOOST_REQUIRE(push.place.headers.size() == 1u);
    BOOST_TEST(push.place.headers[0].second == "env:TOKEN");
    BOOST_REQUIRE(np.drops.size() == 1u);
    BOOST_TEST(np.drops[0].folder == "/srv/np");
    BOOST_TEST(np.drops[0].settle_seconds == 5u);
    BOOST_TEST(np.drops[0].pace.per_minute == 600u);
    BOOST_REQUIRE(np.asks.size() == 1u);
    BOOST_TEST(np.asks[0].first_seconds == 30u);
    BOOST_TEST(np.asks[0].most_seconds == 600u);
    BOOST_TEST(!np.asks[0].place.private_addresses);
}

BOOST_AUTO_TEST_CASE(all_faults_are_named_at_once) {
    const auto faults =
        faults_of(agency("<push mode='live' url='https://a.example/'/><drop mode='live' folder='/x'/>") +
                  agency("<ask mode='live' url='https://a.example/'/>") +
                  agency("<ask mode='test' url='https://a/{reference}' first-seconds='90'"
                         " most-seconds='60'/>",
                         "lk-customs"));
    for (const char* one : {"two channels that hand over in mode live", "a second agency of the name np-customs",
                            "does not say {reference}", "first-seconds is above most-seconds"})
        BOOST_TEST(faults.find(one) != std::string::npos, faults);
    for (const char* wrong :
         {"<push mode='live'/>", "<push mode='live' url='ftp://a'/>", "<push mode='other' url='https://a'/>",
          "<drop mode='live'/>", "<push mode='live' url='https://a' at-once='0'/>",
          "<push mode='live' url='https://a' soap='2.0'/>"})
        BOOST_TEST(!faults_of(agency(wrong)).empty(), wrong);
}

BOOST_AUTO_TEST_CASE(calendar_and_deadlines_are_read_and_checked) {
    const auto table =
        load(agency("<working-days weekdays='1 7'><holiday date='2026-12-25'/></working-days>"
                    "<deadline state='QUERY' working-days='5'/><deadline state='SUBMITTED' hours='4'/>"));
    const auto& np = table.all().front();
    BOOST_CHECK((np.calendar.weekdays == std::set<int>{1, 7}));
    BOOST_CHECK((np.calendar.holidays == std::set<core::Date>{{2026, 12, 25}}));
    BOOST_REQUIRE(np.deadlines.size() == 2u);
    BOOST_CHECK(np.deadlines[0].state == core::FilingState::query);
    BOOST_TEST(np.deadlines[0].working_days == 5u);
    BOOST_TEST(np.deadlines[1].hours == 4u);
    for (const char* wrong : {"<deadline state='EXITED' hours='1'/>", "<deadline state='NOTHING' hours='1'/>",
                              "<deadline state='QUERY'/>", "<deadline state='QUERY' hours='1' working-days='1'/>"})
        BOOST_TEST(faults_of(agency(wrong)).find("a deadline names no state") != std::string::npos, wrong);
    BOOST_TEST(load(agency("<deadline state='QUERY' hours='1' then='expire'/>")).all()[0].deadlines[0].expires);
    BOOST_TEST(faults_of(agency("<deadline state='QUEUED' hours='1' then='expire'/>")).find("does not expire") !=
               std::string::npos);
    BOOST_TEST(faults_of("<agency name='x' title='T' country='NP' time-zone='Asia/Nowhere' utc-offset='+05:45'/>")
                   .find("no time zone Asia/Nowhere") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(rules_of_amendments_are_read_and_checked) {
    const auto table = load(agency("<amendable states='ACCEPTED QUERY' from='POSTED' fields='addressee lines.hs_code'/>"
                                   "<amendable/><second-weighing tolerance-per-mille='50'/>"));
    const auto& np = table.all().front();
    BOOST_REQUIRE(np.amendments.size() == 2u);
    BOOST_TEST(np.amendments[0].states.size() == 2u);
    BOOST_CHECK(np.amendments[0].from == core::Position::posted);
    BOOST_CHECK((np.amendments[0].fields == std::vector<std::string>{"addressee", "lines.hs_code"}));
    BOOST_TEST(np.amendments[1].states.empty());
    BOOST_TEST(!np.amendments[1].from.has_value());
    BOOST_TEST(np.weighing_tolerance == 50u);
    for (const char* wrong : {"<amendable states='NOTHING'/>", "<amendable from='NOWHERE'/>"})
        BOOST_TEST(faults_of(agency(wrong)).find("an amendable names") != std::string::npos, wrong);
}

BOOST_AUTO_TEST_SUITE_END()
