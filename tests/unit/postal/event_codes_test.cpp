// The table of codes: what the house ships, and what is wrong with a table.
#include "core/failure.hpp"
#include "postal/event_codes.hpp"
#include "support/scratch_folder.hpp"

#include <set>

BOOST_AUTO_TEST_SUITE(postal_event_codes)

using namespace postern;
using core::EventType;
using ports::Leg;
using ports::PostFileKind;
using postal::EventCodes;

const EventCodes& shipped() {
    static const auto codes = EventCodes::load(POSTERN_SOURCE_DIR "/config/postal_events.csv");
    return codes;
}
std::string emsevt(EventType type, Leg leg, bool by_customs = true) {
    const auto* code = shipped().of(type, by_customs, leg, PostFileKind::emsevt);
    return code == nullptr ? "" : code->emsevt;
}
std::string category(EventType type, bool by_customs = true) {
    const auto* code = shipped().of(type, by_customs, Leg::export_leg, PostFileKind::cusrsp);
    return code == nullptr ? "" : code->category;
}

EventCodes load(const std::string& rows) {
    const tests::ScratchFolder folder;
    return EventCodes::load(folder.write("codes.csv", "event,by,leg,emsevt,reason,category,decision\n" + rows));
}
std::string fault_of(const std::string& rows) {
    try {
        load(rows);
    } catch (const core::Failure& failure) {
        return failure.what();
    }
    return "";
}

BOOST_AUTO_TEST_CASE(what_customs_does_has_the_code_of_its_leg) {
    BOOST_TEST(emsevt(EventType::filing_under_assessment, Leg::export_leg) == "EXA");
    BOOST_TEST(emsevt(EventType::filing_under_assessment, Leg::import_leg) == "EDB");
    for (const auto held : {EventType::filing_control_documents, EventType::filing_control_physical,
                            EventType::filing_query, EventType::filing_suspended}) {
        BOOST_TEST(emsevt(held, Leg::export_leg) == "EXB");
        BOOST_TEST(emsevt(held, Leg::import_leg) == "EME");
        BOOST_TEST(emsevt(held, Leg::return_leg) == "EME");
        BOOST_TEST(category(held) == "held");
    }
    BOOST_TEST(emsevt(EventType::filing_released, Leg::export_leg) == "EXC");
    BOOST_TEST(emsevt(EventType::filing_released, Leg::import_leg) == "EDC");
    BOOST_TEST(emsevt(EventType::filing_release_refused, Leg::export_leg) == "EXX");
    BOOST_TEST(emsevt(EventType::filing_release_refused, Leg::import_leg) == "EDX");
    BOOST_TEST(category(EventType::filing_released) == "released");
    BOOST_TEST(category(EventType::filing_release_refused) == "refused");
}

BOOST_AUTO_TEST_CASE(what_is_no_event_of_mail_has_no_code) {
    // a number is news to the post and not to the trackers
    BOOST_TEST(emsevt(EventType::filing_accepted, Leg::export_leg) == "");
    BOOST_TEST(category(EventType::filing_accepted) == "accepted");
    // a filing that another version needs no more says nothing of the item; the post's own withdrawal does
    BOOST_TEST(emsevt(EventType::filing_cancelled, Leg::export_leg, false) == "");
    BOOST_TEST(emsevt(EventType::item_cancelled, Leg::export_leg, false) == "EXX");
    BOOST_TEST(category(EventType::item_cancelled, false) == "");
    for (const auto type : {EventType::item_captured, EventType::filing_queued, EventType::filing_submitted,
                            EventType::filing_acknowledged, EventType::filing_overdue}) {
        BOOST_TEST(!shipped().tells(type, PostFileKind::emsevt));
        BOOST_TEST(!shipped().tells(type, PostFileKind::cusrsp));
    }
    BOOST_TEST(shipped().tells(EventType::filing_released, PostFileKind::emsevt));
}

BOOST_AUTO_TEST_CASE(only_codes_of_customs_are_given_and_a_hold_abroad_has_its_reason) {
    const std::set<std::string> known{"", "EXA", "EXB", "EXC", "EXX", "EDB", "EME", "EDC", "EDX"};
    for (const auto type : core::all_event_types())
        for (const auto leg : {Leg::export_leg, Leg::import_leg, Leg::return_leg})
            for (const bool by_customs : {true, false}) {
                const auto* code = shipped().of(type, by_customs, leg, PostFileKind::emsevt);
                if (code == nullptr) continue;
                BOOST_TEST(known.contains(code->emsevt), core::to_string(type));
                BOOST_TEST((code->emsevt.starts_with("EX") == (leg == Leg::export_leg)), core::to_string(type));
                // EMSEVT V3: an EME without a retention reason does not stop the clock
                BOOST_TEST((code->emsevt != "EME" || !code->reason.empty()), core::to_string(type));
            }
}

BOOST_AUTO_TEST_CASE(a_table_of_the_posts_own) {
    const auto codes = load("filing-released,customs,export return,EXC,ok-1,released,8\n"
                            "filing-held,customs gateway,export,EXB,,,\n");
    const auto* released = codes.of(EventType::filing_released, true, Leg::return_leg, PostFileKind::cusrsp);
    BOOST_REQUIRE(released != nullptr);
    BOOST_TEST(released->decision == "8");
    BOOST_TEST(released->reason == "ok-1");
    BOOST_TEST((codes.of(EventType::filing_released, true, Leg::import_leg, PostFileKind::cusrsp) == nullptr));
    BOOST_TEST((codes.of(EventType::filing_held, false, Leg::export_leg, PostFileKind::emsevt) != nullptr));
    BOOST_TEST((codes.of(EventType::filing_held, false, Leg::export_leg, PostFileKind::cusrsp) == nullptr));
}

BOOST_AUTO_TEST_CASE(faults_are_named_with_their_line) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"released,customs,export,EXC,,,", "no such event"},
        {"filing-released,post,export,EXC,,,", "by is customs or gateway"},
        {"filing-released,,export,EXC,,,", "by whom"},
        {"filing-released,customs,transit,EXC,,,", "leg is"},
        {"filing-released,customs,,EXC,,,", "which leg"},
        {"filing-released,customs,export,,x,,1", "neither a code nor a category"},
        {"filing-released,customs,export,exc,,,", "capital letters"},
        {"filing-released,customs,export,EXCD,,,", "capital letters"},
        {"filing-released,customs,export,EXC,\"a,b\",,", "letters, digits and hyphens"},
        {"filing-released,customs,export,,,gone,", "no such category"},
        {"item-cancelled,gateway,export,,,cancelled,", "nobody decided"},
        {"filing-released,customs,export,,,released,9", "decision is"},
    };
    for (const auto& [row, fault] : wrong) {
        const auto told = fault_of(row + "\n");
        BOOST_TEST(told.find("codes.csv:2: ") != std::string::npos, row + ": " + told);
        BOOST_TEST(told.find(fault) != std::string::npos, row + ": " + told);
    }
    BOOST_TEST(fault_of("filing-released,customs,export return,EXC,,,\nfiling-released,customs,return,EDC,,,\n")
                   .find("codes.csv:3: another row") != std::string::npos);
    BOOST_CHECK_THROW(EventCodes::load("/nowhere.csv"), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()
