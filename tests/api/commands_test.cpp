// The command line, by its exit codes and by what it prints.
#include "api/client.hpp"
#include "api/command_run.hpp"
#include "api/running_gateway.hpp"
#include "api/story.hpp"
#include "csv/reader.hpp"
#include "support/scratch_folder.hpp"
#include "json/value.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

BOOST_AUTO_TEST_SUITE(commands)

using namespace postern;
using tests::api::run_postern;
namespace fs = std::filesystem;

const std::string kSamples = POSTERN_SOURCE_DIR "/samples/messages/";

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

BOOST_AUTO_TEST_CASE(check_says_by_its_exit_code_what_it_found) {
    BOOST_CHECK_EQUAL(run_postern("check " + kSamples + "cn23-good-parcel-np-us.xml").exit_code, 0);
    BOOST_CHECK_EQUAL(run_postern("check " + kSamples + "cn23-warning-no-invoice.xml").exit_code, 0);
    BOOST_CHECK_EQUAL(run_postern("check " + kSamples + "cn23-bad-check-digit.xml").exit_code, 1);
    BOOST_CHECK_EQUAL(run_postern("check " POSTERN_SOURCE_DIR "/config/routes.xml").exit_code, 1);
    BOOST_CHECK_EQUAL(run_postern("check").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("check --no-such-option x").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("nonsense").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("check --set no.such=1 x").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("check /nowhere/there.xml").exit_code, 3);
    BOOST_CHECK_EQUAL(run_postern("--help").exit_code, 0);
    BOOST_CHECK_EQUAL(run_postern("check --help").exit_code, 0);
}

BOOST_AUTO_TEST_CASE(check_speaks_the_readers_language_and_json) {
    const auto english = run_postern("check " + kSamples + "cn23-bad-check-digit.xml");
    const auto french = run_postern("check --lang fr " + kSamples + "cn23-bad-check-digit.xml");
    BOOST_CHECK(english.output.find("check digit") != std::string::npos);
    BOOST_CHECK(french.output.find("chiffre de contrôle") != std::string::npos);
    const auto as_json = run_postern("check --json " + kSamples + "cn23-bad-check-digit.xml");
    const auto value = json::read(as_json.output);
    BOOST_REQUIRE(value.ok());
    const auto* reports = value.value().find("reports");
    BOOST_REQUIRE(reports != nullptr);
    BOOST_REQUIRE_EQUAL(reports->items().size(), 1u);
    const auto* items = reports->items()[0].find("report")->find("items");
    BOOST_REQUIRE(items != nullptr);
    BOOST_CHECK_EQUAL(*items->items()[0].string("verdict"), "rejected");
}

BOOST_AUTO_TEST_CASE(check_takes_a_folder_and_sums_up_by_rule) {
    const tests::ScratchFolder folder;
    fs::create_directories(folder.path() / "more");
    fs::copy(kSamples + "cn23-bad-check-digit.xml", folder.path() / "a.xml");
    fs::copy(kSamples + "cn23-bad-check-digit.xml", folder.path() / "more/b.xml");
    fs::copy(kSamples + "json-good-gift-np-gb.json", folder.path() / "more/c.json");
    fs::copy(kSamples + "json-good-gift-np-gb.findings.json", folder.path() / "more/c.findings.json");
    std::ofstream(folder.path() / "more/d.xml") << "<cn23";
    std::ofstream(folder.path() / ".hidden.xml") << "<cn23";
    std::ofstream(folder.path() / "notes.txt") << "no message";
    const std::string path = " " + folder.path().string();
    const auto text = run_postern("check --on 2026-11-23" + path);
    BOOST_CHECK_EQUAL(text.exit_code, 1);
    BOOST_CHECK(text.output.find("4 messages, 3 items: 1 accepted, 0 held, 2 rejected, 1 refused") !=
                std::string::npos);
    BOOST_CHECK(text.output.find("S10-CHECK-DIGIT: Check digit is wrong") != std::string::npos);
    BOOST_CHECK(text.output.find("goods line") == std::string::npos);
    const auto summary = json::read(run_postern("check --on 2026-11-23 --json --summary" + path).output);
    BOOST_REQUIRE(summary.ok());
    BOOST_CHECK(summary.value().find("reports") == nullptr);
    BOOST_CHECK(summary.value().find("complete")->boolean());
    const auto& rule = summary.value().find("summary")->find("rules")->items().front();
    BOOST_CHECK_EQUAL(*rule.string("rule"), "ID-1");
    BOOST_CHECK_EQUAL(rule.find("items")->text(), "2");
    const auto& refusal = summary.value().find("summary")->find("refusals")->items().front();
    BOOST_CHECK_EQUAL(*refusal.string("code"), "not-well-formed");
    BOOST_CHECK_EQUAL(run_postern("check --csv --json" + path).exit_code, 2);
    fs::create_directories(folder.path() / "empty");
    BOOST_CHECK_EQUAL(run_postern("check" + path + "/empty").exit_code, 2);
}

BOOST_AUTO_TEST_CASE(check_gives_a_row_a_finding_as_csv) {
    const std::string files = kSamples + "cn23-bad-check-digit.xml " + kSamples + "cn23-good-parcel-np-us.xml";
    const auto made = run_postern("check --on 2026-11-23 --csv " + files);
    BOOST_CHECK_EQUAL(made.exit_code, 1);
    const auto table = csv::read(made.output, "check");
    BOOST_REQUIRE_EQUAL(table.rows.size(), 2u);
    const auto cell = [&](std::size_t row, const char* name) { return table.rows[row].cells[table.column(name)]; };
    BOOST_CHECK_EQUAL(cell(0, "code"), "S10-CHECK-DIGIT");
    BOOST_CHECK_EQUAL(cell(0, "rule"), "ID-1");
    BOOST_CHECK_EQUAL(cell(0, "place"), "/cn23/item_id");
    BOOST_CHECK_EQUAL(cell(0, "verdict"), "rejected");
    BOOST_CHECK(cell(0, "value").size() == 13u);
    BOOST_CHECK_EQUAL(cell(1, "verdict"), "accepted");
    BOOST_CHECK_EQUAL(cell(1, "code"), "");
}

BOOST_AUTO_TEST_CASE(check_stops_between_two_messages_when_interrupted) {
    const tests::ScratchFolder folder;
    for (int i = 0; i < 1000; ++i) // half a minute's work; four seconds are enough to start even under a sanitizer
        fs::create_symlink(kSamples + "itmatt-100-items.xml", folder.path() / (std::to_string(i) + ".xml"));
    const auto stopped =
        run_postern("check --summary " + folder.path().string(), "timeout --preserve-status --signal=INT 4");
    BOOST_CHECK_EQUAL(stopped.exit_code, 130);
    BOOST_CHECK(stopped.output.find(" rejected, ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(map_prints_the_document_and_picks_one_of_a_batch) {
    const auto whole = run_postern("map --to np-asycuda " + kSamples + "cn23-good-parcel-np-us.xml");
    BOOST_CHECK_EQUAL(whole.exit_code, 0);
    BOOST_CHECK(whole.output.find("<Number>CP400182012NP</Number>") != std::string::npos);
    const auto picked = run_postern("map --to np-asycuda --item CP512015540NP " + kSamples + "itmatt-100-items.xml");
    BOOST_CHECK_EQUAL(picked.exit_code, 1); // the one with the missing HS code
    BOOST_CHECK_EQUAL(run_postern("map --to np-asycuda " + kSamples + "cn22-good-gift-np-us.xml").exit_code, 1);
    const auto neutral = run_postern("map --to neutral " + kSamples + "cn23-advice-goods-restricted-shown.xml");
    BOOST_CHECK_EQUAL(neutral.exit_code, 0);
    BOOST_CHECK(neutral.output.find("<hs_code>96011000</hs_code>") != std::string::npos);
    BOOST_CHECK(neutral.output.find("Bellamy") == std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("map --to neutral " + kSamples + "cn23-good-parcel-np-us.xml").exit_code, 1);
    BOOST_CHECK_EQUAL(run_postern("map --to neutral --filing " + kSamples + "cn23-good-parcel-np-us.xml").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("map --to nobody " + kSamples + "cn23-good-parcel-np-us.xml").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("map " + kSamples + "cn23-good-parcel-np-us.xml").exit_code, 2);
    BOOST_CHECK_EQUAL(
        run_postern("map --to np-asycuda --item RR123456785NP " + kSamples + "itmatt-100-items.xml").exit_code, 2);
}

BOOST_AUTO_TEST_CASE(keys_are_added_listed_and_revoked) {
    const tests::ScratchFolder folder;
    const std::string data = " --data " + (folder.path() / "data").string();
    const auto added = run_postern("keys add --role post --post np-post --mode live --label counter" + data);
    BOOST_REQUIRE_EQUAL(added.exit_code, 0);
    BOOST_REQUIRE(added.output.starts_with("pk_live_"));
    const auto prefix = added.output.substr(0, added.output.rfind('_'));
    const auto listed = run_postern("keys list" + data);
    BOOST_CHECK(listed.output.find(prefix) != std::string::npos);
    BOOST_CHECK(listed.output.find(added.output.substr(prefix.size() + 1, 20)) == std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("keys revoke " + prefix + data).exit_code, 0);
    BOOST_CHECK_EQUAL(run_postern("keys revoke pk_live_nobody00" + data).exit_code, 1);
    BOOST_CHECK(run_postern("keys list" + data).output.find("revoked") != std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("keys add --role post --mode test" + data).exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("keys add --role king --mode test" + data).exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("keys add --role admin --mode perhaps" + data).exit_code, 2);
}

BOOST_AUTO_TEST_CASE(tables_are_imported_whole_or_not_at_all) {
    const tests::ScratchFolder folder;
    const std::string data = " --data " + (folder.path() / "data").string();
    const std::string tables = POSTERN_SOURCE_DIR "/samples/tables/";
    BOOST_CHECK_EQUAL(run_postern("tables" + data).output, "");
    const auto early = run_postern("tables import exporter_goods " + tables + "exporter_goods.csv" + data + " 2>&1");
    BOOST_CHECK_EQUAL(early.exit_code, 2);
    BOOST_CHECK(early.output.find("exporter_goods:4: exporters.csv has no such exporter of that post") !=
                std::string::npos);
    for (const char* name : {"exporters", "exporter_goods", "exporter_mandates", "offices", "national_codes"}) {
        const auto imported = run_postern("tables import " + std::string(name) + " " + tables + name + ".csv" + data);
        BOOST_CHECK_EQUAL(imported.exit_code, 0);
        BOOST_CHECK(imported.output.find(" rows of " + std::string(name)) != std::string::npos);
    }
    const std::string wrong = folder.write("offices.csv", "# source: x\n# date: soon\npost\n");
    BOOST_CHECK_EQUAL(run_postern("tables import offices " + wrong + data).exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("tables import nobody " + tables + "offices.csv" + data).exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("tables import offices nowhere.csv" + data).exit_code, 2);
    const auto kept = run_postern("tables export offices" + data);
    std::ifstream file(tables + "offices.csv");
    BOOST_CHECK_EQUAL(kept.output, std::string(std::istreambuf_iterator<char>(file), {}));
    BOOST_CHECK(run_postern("tables list" + data).output.find("national_codes\t") != std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("tables remove exporters" + data).exit_code, 2); // others refer to it
    BOOST_CHECK_EQUAL(run_postern("tables remove offices" + data).exit_code, 0);
    BOOST_CHECK_EQUAL(run_postern("tables remove offices" + data).exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("tables export offices" + data).exit_code, 2);
}

BOOST_AUTO_TEST_CASE(profiles_say_what_they_are_and_are_not) {
    BOOST_CHECK(run_postern("profiles").output.find("np-asycuda") != std::string::npos);
    const auto shown = run_postern("profiles show np-asycuda");
    BOOST_CHECK_EQUAL(shown.exit_code, 0);
    BOOST_CHECK(shown.output.find("not an approved procedure") != std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("profiles show nobody").exit_code, 2);
}

BOOST_AUTO_TEST_CASE(doctor_tells_good_from_bad) {
    const tests::ScratchFolder folder;
    const std::string data = " --data " + (folder.path() / "data").string();
    BOOST_CHECK_EQUAL(run_postern("doctor" + data).exit_code, 0);
    folder.write("data2/postern.db", "this is no database, but it is long enough to be taken for one by mistake");
    const auto bad = run_postern("doctor --data " + (folder.path() / "data2").string());
    BOOST_CHECK_EQUAL(bad.exit_code, 3);
    BOOST_CHECK(bad.output.find("bad") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(watch_takes_in_answers_beside_and_moves) {
    const tests::ScratchFolder folder;
    const auto inbox = folder.path() / "in";
    fs::create_directories(inbox);
    fs::copy_file(kSamples + "cn23-good-parcel-np-us.xml", inbox / "a.xml");
    fs::copy_file(kSamples + "cn23-bad-check-digit.xml", inbox / "b.xml");
    folder.write("in/c.xml", "<!DOCTYPE a><a/>");
    folder.write("in/.d.xml", "still being written");
    folder.write("in/e.part", "still being written");
    const std::string words =
        "watch --once --set watch.post=np-post --data " + (folder.path() / "data").string() + " " + inbox.string();
    BOOST_REQUIRE_EQUAL(run_postern(words).exit_code, 0);
    BOOST_CHECK(fs::exists(inbox / "done/a.xml"));
    BOOST_CHECK(fs::exists(inbox / "error/b.xml"));
    BOOST_CHECK(fs::exists(inbox / "error/c.xml"));
    BOOST_CHECK(fs::exists(inbox / ".d.xml"));
    BOOST_CHECK(fs::exists(inbox / "e.part"));
    BOOST_CHECK(content(inbox / "a.result.json").find("\"accepted\":1") != std::string::npos);
    BOOST_CHECK(content(inbox / "b.result.json").find("S10-CHECK-DIGIT") != std::string::npos);
    BOOST_CHECK(content(inbox / "c.result.json").find("doctype-forbidden") != std::string::npos);
    // killed after the deed and before the move, it would find the file again: the store knows the repeat
    fs::rename(inbox / "done/a.xml", inbox / "a.xml");
    const auto first = content(inbox / "a.result.json");
    BOOST_REQUIRE_EQUAL(run_postern(words).exit_code, 0);
    BOOST_CHECK(content(inbox / "a.result.json").find("\"repeat\":true") != std::string::npos);
    const auto id = first.substr(first.find("dec_"), 30);
    BOOST_CHECK(content(inbox / "a.result.json").find(id) != std::string::npos);
    BOOST_CHECK_EQUAL(run_postern("watch --once --data " + folder.path().string() + " " + inbox.string()).exit_code, 2);
}

BOOST_AUTO_TEST_CASE(profiles_diff_counts_what_a_folder_to_come_would_change) {
    const tests::api::RunningGateway gateway;
    tests::api::Client client(gateway.port(), tests::api::kPost);
    for (const char* file : {"cn23-good-parcel-np-us.xml", "cn23-good-ems-np-jp.xml", "cn23-good-sample-np-fr.xml"})
        BOOST_REQUIRE(client.post_xml("/v1/declarations", tests::api::sample(file)).status == 201);
    const tests::ScratchFolder next;
    fs::copy(POSTERN_SOURCE_DIR "/mappings", next.path() / "mappings", fs::copy_options::recursive);
    fs::create_directory_symlink(POSTERN_SOURCE_DIR "/schemas", next.path() / "schemas");
    const std::string diff =
        "profiles diff np-asycuda --data " + gateway.data() + " --with " + (next.path() / "mappings").string();
    const auto same = run_postern(diff);
    BOOST_CHECK_EQUAL(same.exit_code, 0);
    BOOST_CHECK(same.output.find("3 filings compared, 0 would change") != std::string::npos);

    const auto profile = next.path() / "mappings/np-asycuda/profile.xml";
    std::ifstream file(profile);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::string name = "name=\"declarant_name\" value=\"";
    BOOST_REQUIRE(text.find(name) != std::string::npos);
    std::ofstream(profile) << text.insert(text.find(name) + name.size(), "New ");
    const auto other = run_postern(diff);
    BOOST_CHECK_EQUAL(other.exit_code, 1);
    BOOST_CHECK(other.output.find("3\t/ASYCUDA/Declarant/Declarant_name") != std::string::npos);
    BOOST_CHECK(other.output.find("3 would change, 0 would have no valid document") != std::string::npos);
    BOOST_CHECK(run_postern(diff + " --show --last 1").output.find("Declarant_name 'New ") != std::string::npos);
    BOOST_CHECK_EQUAL(run_postern(diff + " --last 0").exit_code, 2);
    BOOST_CHECK_EQUAL(run_postern("profiles diff np-asycuda --data " + gateway.data()).exit_code, 2);
}

BOOST_AUTO_TEST_SUITE_END()
