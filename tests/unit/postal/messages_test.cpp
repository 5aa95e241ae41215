// Messages of posts: golden files, found by scanning a folder: add a folder there, not a line here.
#include "csv/reader.hpp"
#include "postal/messages.hpp"
#include "support/xerces_validator.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/schema.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(postal_messages)

using namespace postern;
using ports::PostFileKind;
namespace fs = std::filesystem;

const fs::path kGolden = POSTERN_SOURCE_DIR "/tests/unit/postal/golden";
constexpr const char* kSchema = POSTERN_SOURCE_DIR "/schemas/upu/cusrsp.xsd";

std::string file_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> golden_folders() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(kGolden))
        found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

ports::Leg leg_named(const std::string& name) {
    for (const auto leg : {ports::Leg::import_leg, ports::Leg::return_leg})
        if (ports::to_string(leg) == name) return leg;
    return ports::Leg::export_leg;
}

/// The rows that a kind tells, by the codes that the house ships.
std::vector<postal::PostalEvent> told_of(const fs::path& folder, PostFileKind kind) {
    static const auto codes = postal::EventCodes::load(POSTERN_SOURCE_DIR "/config/postal_events.csv");
    const auto table = csv::read_file((folder / "events.csv").string());
    std::vector<postal::PostalEvent> events;
    for (const auto& row : table.rows) {
        const auto cell = [&](const char* name) { return row.cells[table.column(name)]; };
        const auto types = core::all_event_types();
        const auto type = std::ranges::find_if(types, [&](auto one) { return core::to_string(one) == cell("event"); });
        BOOST_REQUIRE_MESSAGE(type != types.end(), folder << ": " << cell("event"));
        const auto leg = leg_named(cell("leg"));
        const auto* code = codes.of(*type, cell("by") == "customs", leg, kind);
        if (code == nullptr) continue;
        postal::PostalEvent event;
        event.event_id = "evt_aaaaaaaaaaaaaaaaaaaaaaaa" + std::to_string(row.line % 6 + 2) + "a";
        event.item_id = cell("item_id");
        event.agency = cell("agency");
        event.leg = leg;
        event.type = *type;
        event.happened = core::parse_rfc3339(cell("happened")).value();
        event.reason = cell("reason");
        event.number = cell("number");
        event.code = *code;
        events.push_back(std::move(event));
    }
    return events;
}

postal::FileHead head() {
    return {"np-post", core::Mode::live, "NPKTMA", 7, core::parse_rfc3339("2026-11-20T00:00:00Z").value()};
}

BOOST_AUTO_TEST_CASE(what_is_told_is_what_stands_in_the_golden_files) {
    const text::Zone zone("Asia/Kathmandu");
    const auto folders = golden_folders();
    BOOST_TEST(folders.size() >= 3u);
    for (const auto& folder : folders) {
        BOOST_TEST_CONTEXT(folder.filename().string()) {
            const auto responses = told_of(folder, PostFileKind::cusrsp);
            BOOST_TEST(postal::cusrsp_message(head(), responses) == file_text(folder / "cusrsp.xml"));
            const auto lines = told_of(folder, PostFileKind::emsevt);
            BOOST_TEST(postal::emsevt_lines(head(), lines, zone) == file_text(folder / "emsevt.csv"));
        }
    }
}

BOOST_AUTO_TEST_CASE(responses_are_valid_for_both_validators) {
    const xml::Runtime runtime;
    const auto schema = xml::Schema::load(kSchema);
    auto responses = told_of(kGolden / "export-held-and-released", PostFileKind::cusrsp);
    for (const auto& more : told_of(kGolden / "import-and-return", PostFileKind::cusrsp))
        responses.push_back(more);
    responses.front().code.decision = "99";
    for (const auto& events : {responses, std::vector<postal::PostalEvent>()}) {
        const auto message = postal::cusrsp_message(head(), events);
        xml::MessageReader reader;
        const auto read = reader.read_whole(message, {});
        BOOST_REQUIRE(read);
        BOOST_TEST(schema->check(read.value()).size() == 0u);
        BOOST_TEST(tests::xerces_faults(kSchema, message).empty());
    }
    // and the schema is narrow
    auto wrong = responses;
    wrong.front().item_id = "Asha Rai";
    BOOST_TEST(!tests::xerces_faults(kSchema, postal::cusrsp_message(head(), wrong)).empty());
}

BOOST_AUTO_TEST_CASE(a_line_has_as_many_cells_as_the_header) {
    for (const auto& folder : golden_folders()) {
        const auto table = csv::read_file((folder / "emsevt.csv").string()); // a strict reader of the same form
        BOOST_TEST(table.columns.size() == 8u);
        BOOST_TEST(!table.rows.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
