// What offices of exchange send, found by scanning tests/hostile/office and samples/office: each draws exactly what its
// .expect says, be it the refusal of the whole or what is told of each item.
#include "exchange/item_event_reader.hpp"
#include "exchange/predes_reader.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

BOOST_AUTO_TEST_SUITE(hostile_office)

using namespace postern;
namespace fs = std::filesystem;

struct Readers {
    xml::Runtime runtime;
    exchange::PredesReader predes{xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/predes.xsd")};
    exchange::ItemEventReader events{xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/item_events.xsd")};
    core::Instant now = *core::parse_rfc3339("2026-12-01T00:00:00Z");
};

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string said(const core::Refusal& refusal) {
    std::string text(core::refusal_kind(refusal.code).slug);
    if (!refusal.argument.empty()) text += " " + refusal.argument;
    text += "\n";
    if (refusal.line != 0) text += "line " + std::to_string(refusal.line) + "\n";
    return text;
}

std::string said(const core::Result<exchange::ToldDispatch>& read) {
    if (!read) return said(read.refusal());
    const auto& told = read.value();
    std::size_t items = 0;
    for (const auto& receptacle : told.receptacles)
        items += receptacle.items.size();
    std::string text = told.dispatch + " receptacles " + std::to_string(told.receptacles.size()) + " items " +
                       std::to_string(items) + " refused " + std::to_string(told.refused.size()) + "\n";
    for (const auto& item : told.refused)
        text += "number " + std::to_string(item.ordinal) + " line " + std::to_string(item.line) + "\n";
    return text;
}

std::string said(const core::Result<std::vector<exchange::ToldScan>>& read) {
    if (!read) return said(read.refusal());
    std::string text;
    for (const auto& scan : read.value()) {
        text += scan.event + " " + scan.item_id + " " + scan.when + " " + (scan.office.empty() ? "-" : scan.office);
        text += scan.refused ? " " + said(*scan.refused).substr(0, said(*scan.refused).find('\n')) : "";
        text += "\n";
    }
    return text;
}

std::string outcome(Readers& readers, const fs::path& path) {
    const auto bytes = content(path);
    const bool is_predes = path.filename().string().starts_with("predes");
    const auto form = path.extension().string();
    if (!is_predes) return form == ".csv" ? said(readers.events.read_csv(bytes)) : said(readers.events.read_xml(bytes));
    if (form == ".csv") return said(readers.predes.read_csv(bytes, readers.now));
    if (form == ".json") return said(readers.predes.read_json(bytes, readers.now));
    return said(readers.predes.read_xml(bytes, readers.now));
}

int check_office(Readers& readers, const std::string& folder) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(POSTERN_SOURCE_DIR + folder)) {
        if (entry.path().extension() == ".expect" || entry.path().extension() == ".md") continue;
        if (entry.path().filename().string().starts_with("itmref")) continue; // what referrals are read by is elsewhere
        BOOST_TEST_CONTEXT(entry.path().filename().string()) {
            BOOST_TEST(outcome(readers, entry.path()) == content(entry.path().string() + ".expect"));
        }
        ++files;
    }
    return files;
}

BOOST_AUTO_TEST_CASE(each_draws_exactly_what_it_should) {
    Readers readers;
    BOOST_TEST(check_office(readers, "/tests/hostile/office") >= 45);
    BOOST_TEST(check_office(readers, "/samples/office") >= 5);
}

BOOST_AUTO_TEST_CASE(the_formats_say_the_same) {
    Readers readers;
    const auto of = [](const std::string& name) {
        return content(POSTERN_SOURCE_DIR "/samples/office/predes." + name);
    };
    const auto xml = readers.predes.read_xml(of("xml"), readers.now);
    const auto csv = readers.predes.read_csv(of("csv"), readers.now);
    const auto json = readers.predes.read_json(of("json"), readers.now);
    BOOST_REQUIRE((xml.ok() && csv.ok() && json.ok()));
    for (const auto* told : {&xml.value(), &csv.value(), &json.value()}) {
        BOOST_TEST(told->carrier == "QR");
        BOOST_TEST(told->transport == "QR651");
        BOOST_TEST(core::to_rfc3339(told->packed.value()) == "2026-11-23T04:30:00.000Z");
        BOOST_TEST(core::to_rfc3339(told->planned.value()) == "2026-11-23T15:55:00.000Z");
        BOOST_TEST(told->receptacles.at(0).items.at(1) == "RR400182088NP");
    }
}

BOOST_AUTO_TEST_CASE(a_dispatch_has_its_bounds) {
    Readers readers;
    const std::string dispatch = "NPKTMAUSJFKAACN60012";
    const auto receptacle = dispatch + "001010105";
    std::string rows = "dispatch,receptacle,item_id\n";
    std::string elements;
    std::string values;
    for (int i = 0; i <= 10'000; ++i) {
        rows += dispatch + "," + receptacle + ",ITEM\n";
        elements += "<item id=\"I\"/>";
        values += i == 0 ? "\"I\"" : ",\"I\"";
    }
    const auto by_rows = readers.predes.read_csv(rows, readers.now);
    BOOST_REQUIRE(!by_rows);
    BOOST_CHECK(by_rows.refusal().code == core::RefusalCode::too_many_items);
    const auto by_elements =
        readers.predes.read_xml("<predes xmlns=\"urn:postern:predes:1\" dispatch=\"" + dispatch +
                                    "\"><receptacle id=\"" + receptacle + "\">" + elements + "</receptacle></predes>",
                                readers.now);
    BOOST_REQUIRE(!by_elements);
    BOOST_CHECK(by_elements.refusal().code == core::RefusalCode::too_many_items);
    const auto by_values =
        readers.predes.read_json("{\"dispatch\":\"" + dispatch + "\",\"receptacles\":[{\"receptacle\":\"" + receptacle +
                                     "\",\"items\":[" + values + "]}]}",
                                 readers.now);
    BOOST_REQUIRE(!by_values);
    BOOST_CHECK(by_values.refusal().code == core::RefusalCode::too_many_items);
}

BOOST_AUTO_TEST_SUITE_END()
