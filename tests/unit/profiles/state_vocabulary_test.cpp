// What the codes of national systems become: each lands in one named state or event, as the domain states it.
#include "clearance/answer_reader.hpp"
#include "csv/reader.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

BOOST_AUTO_TEST_SUITE(state_vocabulary)

using namespace postern;
namespace fs = std::filesystem;

using Codes = std::map<std::string, std::string>;

/// Of a table with a column "state": code and state. Empty: it has none.
Codes states_in(const fs::path& path) {
    const auto table = csv::read_file(path.string());
    const auto state = std::ranges::find(table.columns, "state");
    Codes codes;
    if (state == table.columns.end()) return codes;
    const auto column = static_cast<std::size_t>(state - table.columns.begin());
    for (const auto& row : table.rows)
        BOOST_TEST(codes.emplace(row.cells.at(0), row.cells.at(column)).second,
                   path << ": " << row.cells.at(0) << " stands twice");
    return codes;
}

BOOST_AUTO_TEST_CASE(every_code_of_every_profile_lands_in_a_named_state_or_event) {
    std::size_t tables = 0;
    for (const auto& profile : fs::directory_iterator(POSTERN_SOURCE_DIR "/mappings")) {
        if (!fs::is_directory(profile.path() / "codes")) continue;
        for (const auto& table : fs::directory_iterator(profile.path() / "codes")) {
            const auto codes = states_in(table.path());
            tables += codes.empty() ? 0 : 1;
            for (const auto& [code, state] : codes)
                BOOST_TEST(clearance::decision_named(state).has_value(), table.path()
                                                                             << ": " << code << " is " << state);
        }
    }
    BOOST_TEST(tables >= 6u);
}

/// The domain's table of filing states, system by system.
BOOST_AUTO_TEST_CASE(the_codes_of_the_domain_are_those_of_the_profiles) {
    const auto table = [](const std::string& path) {
        return states_in(fs::path(POSTERN_SOURCE_DIR "/mappings") / path);
    };
    const Codes wco{{"01", "ACCEPTED"},
                    {"02", "RECEIVED"},
                    {"03", "REJECTED"}, // with the one error that the goods never came: EXPIRED, by answer.xsl
                    {"05", "CONTROL_PHYSICAL"},
                    {"06", "CONTROL_DOCUMENTS"},
                    {"07", "CUSTOMS_AMENDED"},
                    {"08", "RELEASED"},
                    {"09", "RELEASED"},
                    {"10", "INVALIDATED"},
                    {"11-39", "REQUEST_GRANTED"},
                    {"11-41", "REQUEST_DENIED"},
                    {"13", "TAX_CALCULATED"},
                    {"14", "PAYMENT_DUE"},
                    {"15", "PAYMENT_DUE"},
                    {"16", "EXITED"},
                    {"17", "HANDLED_EXTERNALLY"},
                    {"18", "AWAITING_EXIT"},
                    {"50", "ALIVE"},
                    {"51", "QUERY"},
                    {"52", "SUSPENDED"}};
    BOOST_CHECK(table("uk-cds/codes/function_codes.csv") == wco);
    const Codes due{{"1", "SUBMITTED"},
                    {"10", "RECEIVED"},
                    {"11", "ACCEPTED"},
                    {"15", "UNDER_ASSESSMENT"},
                    {"20", "RELEASED"},
                    {"21-LARANJA", "CONTROL_DOCUMENTS"},
                    {"21-VERMELHO", "CONTROL_PHYSICAL"},
                    {"25", "RELEASED"},
                    {"26", "CONTROL_DOCUMENTS"},
                    {"30", "UNDER_ASSESSMENT"},
                    {"35", "UNDER_ASSESSMENT"},
                    {"36", "CONTROL_DOCUMENTS"},
                    {"40", "RELEASED"},
                    {"70", "EXITED"},
                    {"80", "CANCELLED"},
                    {"81", "EXPIRED"},
                    {"82", "CANCELLED"},
                    {"83", "CANCELLED"},
                    {"86", "SUSPENDED"}};
    BOOST_CHECK(table("br-due/codes/situations.csv") == due);
    const Codes ceb{{"2", "SUBMITTED"},         {"3", "SUBMITTED"},          {"4", "SEND_FAILED"},
                    {"100", "REJECTED"},        {"120", "RECEIVED"},         {"300", "UNDER_ASSESSMENT"},
                    {"399", "ACCEPTED"},        {"500", "CONTROL_PHYSICAL"}, {"501", "SUSPENDED"},
                    {"502", "SUSPENDED"},       {"800", "RELEASED"},         {"899", "EXITED"},
                    {"negative", "SEND_FAILED"}};
    BOOST_CHECK(table("cn-ceb9610/codes/receipt_statuses.csv") == ceb);
    const Codes lanes{
        {"BLUE", "RELEASED"}, {"GREEN", "RELEASED"}, {"RED", "CONTROL_PHYSICAL"}, {"YELLOW", "CONTROL_DOCUMENTS"}};
    BOOST_CHECK(table("np-asycuda/codes/lanes.csv") == lanes);
}

BOOST_AUTO_TEST_CASE(a_referral_is_one_named_event_by_its_name_and_by_its_abbreviation) {
    using core::EventType;
    const std::map<std::string, std::pair<std::string, EventType>> referrals{
        {"RFI", {"REQUEST_FOR_INFORMATION", EventType::filing_request_for_information}},
        {"RFS", {"REQUEST_FOR_SCREENING", EventType::filing_request_for_screening}},
        {"DNL", {"DO_NOT_LOAD", EventType::filing_do_not_load}},
        {"AC", {"ASSESSMENT_COMPLETE", EventType::filing_assessment_complete}}};
    for (const auto& [code, named] : referrals) {
        BOOST_CHECK(clearance::decision_named(code) == named.second);
        BOOST_CHECK(clearance::decision_named(named.first) == named.second);
    }
}

BOOST_AUTO_TEST_SUITE_END()
