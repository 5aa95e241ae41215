// PostFileRound: what is gathered, what a crash leaves, and what happens where a folder is full or gone.
#include "channels/folder_outbox.hpp"
#include "contract/bench.hpp"
#include "core/failure.hpp"
#include "csv/reader.hpp"
#include "support/scratch_folder.hpp"
#include "workers/post_file_round.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"
#include "xml/schema.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

BOOST_AUTO_TEST_SUITE(post_file_round)

using namespace postern;
using core::EventType;
using ports::PostFileKind;

/// A folder in memory; full or gone when it is told to be.
struct Shelf final : ports::Outbox {
    std::map<std::string, std::string> files;
    std::vector<std::pair<std::string, std::string>> puts;
    std::string trouble;
    void put(const std::string& name, std::string_view bytes) override {
        if (!trouble.empty()) throw core::Failure(trouble);
        puts.emplace_back(name, bytes);
        files[name] = bytes;
    }
};

/// The program is killed before a deed of a kind that is named.
struct Killed {};
struct MortalLedger final : ports::Ledger {
    ports::Ledger& of;
    std::function<bool(const ports::DeedBody&)> dies;
    explicit MortalLedger(ports::Ledger& ledger) : of(ledger) {}
    std::vector<ports::Outcome> record(std::span<const ports::Deed> deeds) override {
        for (const auto& deed : deeds)
            if (dies && dies(deed.body)) throw Killed();
        return of.record(deeds);
    }
    bool note(ports::AuditRow row) override { return of.note(std::move(row)); }
};

struct World : contract::Bench<contract::SqliteUnderTest> {
    std::shared_ptr<const crypto::IdCipher> ids = std::make_shared<const crypto::IdCipher>("an installation's secret");
    postal::PostalEvents events{{store->events(), store->filings()},
                                ids,
                                postal::EventCodes::load(POSTERN_SOURCE_DIR "/config/postal_events.csv")};
    postal::Post post_of_table{"np-post", "Asia/Kathmandu", "NPKTMA", {}};
    workers::PostFileRound::Rules rules;
    Shelf shelf;
    ports::Outbox* outbox = &shelf;
    std::vector<std::string> said;
    MortalLedger ledger{store->ledger()};
    PostFileKind kind = PostFileKind::emsevt;
    std::unique_ptr<workers::PostFileRound> round;
    int items = 0;

    /// As after a start of the program.
    void begin() {
        ledger.dies = {};
        round = std::make_unique<workers::PostFileRound>(
            workers::PostFileRound::Parts{ledger, store->post_files(), events, *outbox, clock,
                                          [this](std::string_view line) { said.emplace_back(line); }},
            ports::PostFileStream{post, core::Mode::test, kind}, post_of_table, rules);
    }
    /// An item that was handed over; its filing.
    core::FilingKey item() {
        const auto number = std::to_string(100'000'000 + ++items);
        auto made = acceptance("RR" + number + "NP", "REF" + number, items);
        BOOST_REQUIRE(record(made).done());
        return made.version.filings.front().key;
    }
    void said_by_customs(core::FilingKey filing, EventType type, const std::string& reference = {},
                         core::Mode mode = core::Mode::test) {
        auto made = answer("A-" + std::to_string(key()), filing, type);
        made.feed.mode = mode;
        made.events.front().reference = reference;
        made.events.front().reason = "R-1";
        BOOST_REQUIRE(record(made).done());
    }
    void release(int count) {
        for (int i = 0; i < count; ++i)
            said_by_customs(item(), EventType::filing_released);
    }
    void work_off() {
        while (round->step()) {
        }
    }
    /// All item ids of all files, in their order, repeats too.
    std::vector<std::string> told() const {
        std::vector<std::string> all;
        for (const auto& [name, bytes] : shelf.files) {
            const auto table = csv::read(bytes, name);
            for (const auto& row : table.rows)
                all.push_back(row.cells[table.column("item_id")]);
        }
        return all;
    }
    ports::PostFileHead head() { return store->post_files().head({post, core::Mode::test, kind}).value(); }
};

BOOST_AUTO_TEST_CASE(what_happens_is_gathered_and_written_when_its_time_is_over) {
    World world;
    world.release(1); // before the stream began
    world.begin();
    const auto filing = world.item();
    world.said_by_customs(filing, EventType::filing_control_physical);
    world.later(59'999);
    world.said_by_customs(filing, EventType::filing_released);
    world.work_off();
    BOOST_TEST(world.shelf.files.empty());
    world.later(1);
    world.work_off();
    BOOST_REQUIRE(world.shelf.files.size() == 1u);
    const auto& [name, bytes] = *world.shelf.files.begin();
    BOOST_TEST(name.starts_with("emsevt-00000001-evt_"));
    BOOST_TEST(name.ends_with(".csv"));
    const auto table = csv::read(bytes, name);
    BOOST_REQUIRE(table.rows.size() == 2u);
    BOOST_TEST(table.rows[0].cells[table.column("event")] == "EXB");
    BOOST_TEST(table.rows[1].cells[table.column("event")] == "EXC");
    BOOST_TEST(table.rows[1].cells[table.column("office")] == "NPKTMA");
    BOOST_TEST(table.rows[1].cells[table.column("customs")] == "np-customs");
    // the cursor in the name is where GET /v1/events goes on
    BOOST_TEST(world.head().position == world.ids->open(crypto::IdKind::event, name.substr(16, 30)).value());
    world.later(600'000);
    world.work_off();
    BOOST_TEST(world.shelf.files.size() == 1u); // nothing happened: no file
}

BOOST_AUTO_TEST_CASE(so_many_make_a_file_at_once) {
    World world;
    world.rules.events = 3;
    world.begin();
    world.release(8);
    world.work_off();
    BOOST_TEST(world.shelf.files.size() == 2u);
    BOOST_TEST(world.told().size() == 6u);
    world.later(60'000);
    world.work_off();
    BOOST_TEST(world.shelf.files.size() == 3u);
    const auto told = world.told();
    BOOST_TEST(told.size() == 8u);
    BOOST_TEST((std::set<std::string>(told.begin(), told.end()).size()) == 8u);
}

BOOST_AUTO_TEST_CASE(responses_are_valid_and_have_the_number_that_was_known_by_then) {
    const xml::Runtime runtime;
    World world;
    world.kind = PostFileKind::cusrsp;
    world.begin();
    const auto filing = world.item();
    world.said_by_customs(filing, EventType::filing_accepted, "E 77");
    world.said_by_customs(filing, EventType::filing_released);
    world.said_by_customs(filing, EventType::filing_exited, "E 78"); // for no file, and later
    world.later(60'000);
    world.work_off();
    BOOST_REQUIRE(world.shelf.files.size() == 1u);
    const auto& [name, bytes] = *world.shelf.files.begin();
    BOOST_TEST(name.starts_with("cusrsp-00000001-evt_"));
    xml::MessageReader reader;
    const auto read = reader.read_whole(bytes, {});
    BOOST_REQUIRE(read);
    BOOST_TEST(xml::Schema::load(POSTERN_SOURCE_DIR "/schemas/upu/cusrsp.xsd")->check(read.value()).empty());
    const auto responses = read.value().root().children("response");
    BOOST_REQUIRE(responses.size() == 2u);
    BOOST_TEST(responses[0].child("decision_category").text() == "accepted");
    BOOST_TEST(responses[1].child("decision_category").text() == "released");
    BOOST_TEST(responses[1].child("decision_reason").text() == "R-1");
    BOOST_TEST(responses[1].child("national_number").text() == "E 77");
    BOOST_TEST(responses[1].child("item_id").text() == "RR100000001NP");
    BOOST_TEST(read.value().root().child("message").child("number").text() == "1");
}

BOOST_AUTO_TEST_CASE(killed_between_the_file_and_the_deed_the_same_file_is_written_again) {
    for (const bool before_the_file : {true, false}) {
        World world;
        world.begin();
        world.release(2);
        world.later(60'000);
        if (before_the_file)
            world.shelf.trouble = "no such folder";
        else
            world.ledger.dies = [](const ports::DeedBody& body) {
                return std::holds_alternative<ports::PostFilesMoved>(body);
            };
        try {
            world.round->step();
        } catch (const Killed&) {
        }
        BOOST_TEST(world.shelf.puts.size() == (before_the_file ? 0u : 1u));
        world.shelf.trouble.clear();
        // more happens, and time passes, before it starts again
        world.release(2);
        world.later(3'600'000);
        world.begin();
        world.work_off();
        if (!before_the_file) {
            BOOST_REQUIRE(world.shelf.puts.size() == 3u);
            BOOST_TEST(world.shelf.puts[0].first == world.shelf.puts[1].first);
            BOOST_TEST(world.shelf.puts[0].second == world.shelf.puts[1].second);
        }
        BOOST_TEST(world.shelf.files.size() == 2u);
        BOOST_TEST(world.told().size() == 4u);
        BOOST_TEST(world.head().written == 2u);
    }
}

BOOST_AUTO_TEST_CASE(killed_before_anything_is_settled_nothing_is_lost) {
    World world;
    world.begin();
    world.release(2);
    world.later(60'000);
    world.ledger.dies = [](const ports::DeedBody&) { return true; };
    BOOST_CHECK_THROW(world.round->step(), Killed);
    world.begin();
    world.work_off();
    BOOST_TEST(world.told().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_told_once_and_nothing_is_lost) {
    World world;
    world.begin();
    world.release(1);
    world.later(60'000);
    world.shelf.trouble = "emsevt: write: No space left on device";
    for (int i = 0; i < 20; ++i) {
        world.work_off();
        world.later(10'000);
        world.release(1);
    }
    BOOST_TEST(world.shelf.files.empty());
    BOOST_REQUIRE(world.said.size() == 1u);
    BOOST_TEST(world.said[0].find("No space left") != std::string::npos);
    world.shelf.trouble.clear();
    world.later(60'000);
    world.work_off();
    BOOST_TEST(world.told().size() == 21u);
    BOOST_REQUIRE(world.said.size() == 2u);
    BOOST_TEST(world.said[1].find("written again") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_gone_and_comes_back) {
    const tests::ScratchFolder scratch;
    channels::FolderOutbox folder(scratch.path() / "share");
    World world;
    world.outbox = &folder;
    world.begin();
    world.release(1);
    world.later(60'000);
    BOOST_TEST(!world.round->step());
    BOOST_TEST(world.said.size() == 1u);
    std::filesystem::create_directory(scratch.path() / "share");
    BOOST_TEST(!world.round->step()); // not at once
    world.later(5'000);
    BOOST_TEST(world.round->step());
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path() / "share"))
        names.push_back(entry.path().filename().string());
    BOOST_REQUIRE(names.size() == 1u);
    BOOST_TEST(names[0].starts_with("emsevt-00000001-evt_"));
}

BOOST_AUTO_TEST_CASE(others_and_items_without_an_id_are_not_told_of) {
    World world;
    world.begin();
    auto bare = world.acceptance("", "REF-BARE", 900);
    BOOST_REQUIRE(world.record(bare).done());
    world.said_by_customs(bare.version.filings.front().key, EventType::filing_released);
    auto live = world.acceptance("RR200000001NP", "REF-LIVE", 901);
    live.mode = core::Mode::live;
    BOOST_REQUIRE(world.record(live).done());
    world.said_by_customs(live.version.filings.front().key, EventType::filing_released, {}, core::Mode::live);
    auto other = world.acceptance("RR200000002NP", "REF-OTHER", 902);
    other.tenant = world.store->tenant("bt-post");
    BOOST_REQUIRE(world.record(other).done());
    world.said_by_customs(other.version.filings.front().key, EventType::filing_released);
    world.later(60'000);
    world.work_off();
    BOOST_TEST(world.shelf.files.empty());
    BOOST_TEST(world.head().position == 0);
}

BOOST_AUTO_TEST_CASE(much_that_is_for_no_file_is_passed_and_noted) {
    World world;
    world.rules.noted_each = 10;
    world.begin();
    for (int i = 0; i < 4; ++i)
        (void)world.item();
    world.work_off();
    BOOST_TEST(world.head().position == 0); // eight events
    (void)world.item();
    world.work_off();
    BOOST_TEST(world.head().position == 10);
    BOOST_TEST(world.head().written == 0u);
    world.release(1);
    world.later(60'000);
    world.work_off();
    BOOST_TEST(world.told().size() == 1u);
    BOOST_TEST(world.shelf.files.begin()->first.starts_with("emsevt-00000001-"));
}

BOOST_AUTO_TEST_CASE(a_withdrawn_item_is_told_by_the_leg_of_its_filing) {
    World world;
    world.begin();
    auto made = world.acceptance("RR300000001NP", "REF-W", 903);
    made.version.filings.front().leg = ports::Leg::import_leg;
    BOOST_REQUIRE(world.record(made).done());
    BOOST_REQUIRE(
        world.record(ports::Cancellation{made.declaration, world.post, core::Mode::test, "x", world.now()}).done());
    world.later(60'000);
    world.work_off();
    BOOST_REQUIRE(world.shelf.files.size() == 1u);
    const auto table = csv::read(world.shelf.files.begin()->second, "file");
    BOOST_REQUIRE(table.rows.size() == 1u);
    BOOST_TEST(table.rows[0].cells[table.column("event")] == "EDX");
    BOOST_TEST(table.rows[0].cells[table.column("customs")] == "");
}

BOOST_AUTO_TEST_SUITE_END()
