// Contract of the store: documents beside a declaration, kept once, within bounds, told to who asked for them.
#include "contract/bench.hpp"

#include <boost/test/unit_test.hpp>

#include <utility>

BOOST_AUTO_TEST_SUITE(store_attachments)

using namespace postern;
using contract::Bench;
using contract::Engines;
using core::AttachmentType;
using core::EventType;
using ports::No;

namespace {

constexpr std::uint64_t kMegabyte = 1u << 20;

template <class Engine>
struct Attaching : Bench<Engine> {
    ports::AttachmentGiven given(const ports::Acceptance& beside, int content, std::uint64_t bytes = 10) {
        ports::AttachmentGiven made;
        made.attachment = {this->key()};
        made.public_id = "doc_" + std::to_string(made.attachment.value);
        made.declaration = beside.declaration;
        made.tenant = beside.tenant;
        made.mode = beside.mode;
        made.hash = contract::hash_of(content);
        made.media_type = "application/pdf";
        made.plain_bytes = bytes;
        made.sealed = {"sealed " + std::to_string(content)};
        for (const auto& filing : beside.version.filings)
            made.readers.push_back(filing.key);
        made.at = this->now();
        return made;
    }
    ports::Acceptance accepted() {
        auto made = this->plain();
        BOOST_REQUIRE(this->record(made).done());
        return made;
    }
    void ask(core::FilingKey filing, const std::string& identity, AttachmentType type = AttachmentType::invoice) {
        this->later(10);
        auto asking = this->answer(identity, filing, EventType::filing_query);
        asking.events.front().asks.add(type);
        asking.events.front().deadline = {this->now().ms + contract::kHour};
        BOOST_REQUIRE(this->record(asking).done());
        this->later(10);
    }
    /// reason and reference of the uploads that a filing was told of
    std::vector<std::string> told(core::FilingKey filing) {
        std::vector<std::string> uploads;
        for (const auto& event : this->store->filings().events_of(filing))
            if (event.type == EventType::documents_given) uploads.push_back(event.reason + " " + event.reference);
        return uploads;
    }
    std::vector<ports::OfferWhy> whys() {
        std::vector<ports::OfferWhy> all;
        for (const auto& entry : this->entries())
            all.push_back(entry.why);
        return all;
    }
};

core::FilingKey filing_of(const ports::Acceptance& accepted) {
    return accepted.version.filings.front().key;
}

const std::vector kOnlyNew{ports::OfferWhy::fresh};
const std::vector kNewAndReply{ports::OfferWhy::fresh, ports::OfferWhy::reply};

} // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(content_is_kept_once_for_a_post_and_mode, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto second = bench.accepted();
    auto elsewhere = bench.plain();
    elsewhere.tenant = bench.store->tenant("bt-post");
    elsewhere.version.filings.clear();
    BOOST_REQUIRE(bench.record(elsewhere).done());
    auto live = bench.plain();
    live.mode = core::Mode::live;
    BOOST_REQUIRE(bench.record(live).done());
    const auto before = std::stoi(bench.engine.rows_of("contents"));
    const auto one = bench.given(first, 1);
    BOOST_TEST(bench.record(one).done());
    BOOST_TEST(bench.record(bench.given(second, 1)).done());
    auto as_licence = bench.given(first, 1);
    as_licence.type = AttachmentType::licence;
    BOOST_TEST(bench.record(as_licence).done());
    BOOST_TEST(std::stoi(bench.engine.rows_of("contents")) == before + 1);
    BOOST_TEST(bench.record(bench.given(elsewhere, 1)).done());
    BOOST_TEST(bench.record(bench.given(live, 1)).done());
    BOOST_TEST(std::stoi(bench.engine.rows_of("contents")) == before + 3);

    const auto list = bench.store->attachments().of_declaration(first.declaration);
    BOOST_REQUIRE(list.size() == 2U);
    BOOST_TEST(list[0].key.value == one.attachment.value);
    BOOST_CHECK(list[0].type == AttachmentType::invoice);
    BOOST_CHECK(list[1].type == AttachmentType::licence);
    BOOST_TEST(list[0].media_type == "application/pdf");
    BOOST_TEST(list[0].plain_bytes == 10U);
    BOOST_CHECK(list[0].hash == one.hash);
    BOOST_TEST(list[0].at.ms == one.at.ms);
    BOOST_TEST(bench.store->attachments().content(as_licence.attachment)->bytes == "sealed 1");
    BOOST_TEST(!bench.store->attachments().content({4711}));
    BOOST_TEST(bench.store->attachments().of_declaration({4711}).empty());
    BOOST_TEST(bench.store->newest_key() >= as_licence.attachment.value);
    BOOST_TEST(bench.engine.damage() == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_same_again_is_a_repeat_that_writes_nothing, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto one = bench.given(first, 1);
    const auto done = bench.record(one);
    BOOST_TEST(!done.repeat);
    BOOST_TEST(done.attachment.value == one.attachment.value);
    const auto events = bench.store->filings().events_of(first.declaration).size();
    bench.later(5);
    // under the known key, and under one that was drawn in the same moment
    for (const auto& again : {one, bench.given(first, 1)}) {
        const auto repeat = bench.record(again);
        BOOST_TEST(repeat.done());
        BOOST_TEST(repeat.repeat);
        BOOST_TEST(repeat.attachment.value == one.attachment.value);
        BOOST_TEST(repeat.answered.empty());
    }
    BOOST_TEST(bench.store->filings().events_of(first.declaration).size() == events);
    BOOST_TEST(bench.store->attachments().of_declaration(first.declaration).size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(twenty_megabytes_and_a_hundred_documents_are_all, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    for (int i = 0; i < 4; ++i)
        BOOST_REQUIRE(bench.record(bench.given(first, i, 5 * kMegabyte)).done());
    BOOST_CHECK(bench.record(bench.given(first, 4, 1)).no == No::no_room);
    auto other_type = bench.given(first, 0, 5 * kMegabyte);
    other_type.type = AttachmentType::photo;
    BOOST_TEST(bench.record(other_type).done()); // the content is there already
    BOOST_TEST(bench.record(bench.given(first, 1, 5 * kMegabyte)).repeat);
    BOOST_TEST(bench.store->attachments().of_declaration(first.declaration).size() == 5U);

    const auto second = bench.accepted();
    for (int i = 0; i < static_cast<int>(ports::kMostAttachments); ++i)
        BOOST_REQUIRE(bench.record(bench.given(second, 100 + i)).done());
    BOOST_CHECK(bench.record(bench.given(second, 99)).no == No::no_room);
    BOOST_TEST(bench.store->attachments().of_declaration(second.declaration).size() == ports::kMostAttachments);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_nobody_asked_for_is_the_items_and_no_offer, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto one = bench.given(first, 1);
    BOOST_TEST(bench.record(one).answered.empty());
    const auto events = bench.store->filings().events_of(first.declaration);
    BOOST_REQUIRE(!events.empty());
    const auto& last = events.back();
    BOOST_CHECK(last.type == EventType::documents_given);
    BOOST_TEST(!last.filing);
    BOOST_TEST(last.reason == "invoice");
    BOOST_TEST(last.reference == one.public_id);
    BOOST_CHECK(bench.whys() == kOnlyNew);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_asked_for_goes_to_the_feed_once, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto filing = filing_of(first);
    const auto lease = bench.lease(10);
    BOOST_REQUIRE(bench.record(lease).entries.size() == 1U);
    BOOST_REQUIRE(bench.record(ports::Acknowledged{bench.feed, {7}, lease.lease, {filing}, bench.now()}).done());
    bench.ask(filing, "A1");
    const auto asked = bench.store->filings().events_of(filing).back();
    BOOST_TEST(asked.asks.has(AttachmentType::invoice));
    BOOST_REQUIRE(asked.deadline);

    auto photo = bench.given(first, 9);
    photo.type = AttachmentType::photo; // of another type than was asked for
    BOOST_TEST(bench.record(photo).answered.empty());
    BOOST_CHECK(bench.whys() == kOnlyNew);

    const auto one = bench.given(first, 1);
    const auto done = bench.record(one);
    BOOST_REQUIRE(done.answered.size() == 1U);
    BOOST_TEST(done.answered.front().value == filing.value);
    BOOST_CHECK(bench.told(filing) == std::vector<std::string>{"invoice " + one.public_id});
    BOOST_CHECK(bench.whys() == kNewAndReply);
    BOOST_TEST(bench.entries().back().version == 1U);
    BOOST_CHECK(bench.state(filing) == core::FilingState::query);

    // the same again makes none, until the agency asks again
    BOOST_TEST(bench.record(one).answered.empty());
    BOOST_CHECK(bench.whys() == kNewAndReply);
    bench.ask(filing, "A2");
    BOOST_TEST(bench.record(one).answered.size() == 1U);
    BOOST_TEST(bench.record(one).answered.empty());
    BOOST_TEST(bench.entries().size() == 3U);
    BOOST_TEST(bench.store->attachments().of_declaration(first.declaration).size() == 2U);

    // what the agency took over before is handed out again; taking it over again changes no state
    const auto next = bench.lease(10);
    BOOST_REQUIRE(bench.record(next).entries.size() == 1U);
    BOOST_TEST(bench.record(ports::Acknowledged{bench.feed, {7}, next.lease, {filing}, bench.now()}).done());
    BOOST_CHECK(bench.state(filing) == core::FilingState::query);
    BOOST_TEST(bench.record(bench.lease(10)).entries.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_agency_that_may_not_read_is_not_told, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    bench.ask(filing_of(first), "A1");
    auto one = bench.given(first, 1);
    one.readers.clear();
    BOOST_TEST(bench.record(one).answered.size() == 1U);
    BOOST_TEST(bench.told(filing_of(first)).size() == 1U); // the post sees what it answered
    BOOST_CHECK(bench.whys() == kOnlyNew);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reply_frees_what_was_set_aside, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto lease = bench.lease(1);
    bench.record(lease);
    BOOST_REQUIRE(
        bench.record(ports::LeaseFailed{lease.lease, {7}, {filing_of(first)}, "no-invoice", 1, bench.now()}).done());
    BOOST_REQUIRE(bench.store->feeds().set_aside(bench.feed, 0, 10).size() == 1U);
    bench.ask(filing_of(first), "A1");
    BOOST_REQUIRE(bench.record(bench.given(first, 1)).done());
    BOOST_TEST(bench.store->feeds().set_aside(bench.feed, 0, 10).empty());
    BOOST_TEST(bench.record(bench.lease(1)).entries.size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_reply_is_of_the_version_that_the_agency_has, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    const auto filing = filing_of(first);
    bench.ask(filing, "A1");
    auto held = bench.amendment(first, 1, 2);
    held.version.filings.front().verdict = core::Verdict::held;
    BOOST_REQUIRE(bench.record(held).done());
    BOOST_TEST(bench.store->filings().filing(filing)->version == 2U);
    BOOST_REQUIRE(bench.record(bench.given(first, 1)).answered.size() == 1U);
    BOOST_TEST(bench.entries().back().version == 1U);
    BOOST_TEST(bench.store->filings().filing(filing)->offered_version == 1U);

    // also where an amendment is offered in the same transaction
    const std::array deeds{contract::deed(bench.amendment(first, 2, 3)), contract::deed(bench.given(first, 2))};
    for (const auto& outcome : bench.store->ledger().record(deeds))
        BOOST_TEST(outcome.done());
    BOOST_CHECK(bench.entries().back().why == ports::OfferWhy::reply);
    BOOST_TEST(bench.entries().back().version == 3U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_is_told_by_its_register, Engine, Engines) {
    Attaching<Engine> bench;
    auto row = bench.plain();
    row.version.filings.front().gathered = ports::GatheredRow{"US", 2};
    BOOST_REQUIRE(bench.record(row).done());
    ports::RegisterClosed closing;
    closing.tenant = bench.post;
    closing.at = bench.now();
    closing.number = 1;
    closing.together = "US";
    closing.filing = bench.filing("REGISTER-1");
    closing.rows = {{filing_of(row), 1, 1}};
    BOOST_REQUIRE(bench.record(closing).done());
    bench.ask(filing_of(row), "A1");
    const auto one = bench.given(row, 1);
    BOOST_REQUIRE(bench.record(one).done());
    BOOST_TEST(bench.told(filing_of(row)).size() == 1U);
    BOOST_TEST(bench.told(closing.filing.key).empty());
    BOOST_CHECK(bench.whys() == kNewAndReply);
    BOOST_TEST(bench.entries().back().filing.value == closing.filing.key.value);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(not_anothers_and_not_what_was_cancelled, Engine, Engines) {
    Attaching<Engine> bench;
    const auto first = bench.accepted();
    auto wrong = bench.given(first, 1);
    wrong.tenant = bench.store->tenant("bt-post");
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong = bench.given(first, 1);
    wrong.mode = core::Mode::live;
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    wrong = bench.given(first, 1);
    wrong.declaration = {4711};
    BOOST_CHECK(bench.record(wrong).no == No::not_found);
    BOOST_REQUIRE(
        bench.record(ports::Cancellation{first.declaration, first.tenant, first.mode, "late", bench.now()}).done());
    BOOST_CHECK(bench.record(bench.given(first, 1)).no == No::declaration_cancelled);
    BOOST_TEST(bench.store->attachments().of_declaration(first.declaration).empty());
}

BOOST_AUTO_TEST_SUITE_END()
