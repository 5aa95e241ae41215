// The writer's groups, bounds and isolation of failures, on an engine that keeps a diary.
#include "core/failure.hpp"
#include "store/writer.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <future>
#include <set>

BOOST_AUTO_TEST_SUITE(store_writer)

using namespace postern;
using store::WriterLimits;

/// Deeds are revocations of a key: its prefix says what is to become of them.
class Diary final : public store::GroupEngine {
public:
    std::mutex gate; ///< held: begin waits
    std::string failing_begin;
    bool failing_commit = false;
    std::vector<std::vector<std::string>> committed; ///< one a commit
    std::vector<std::string> notes;
    int rollbacks = 0;

    void begin() override {
        const std::lock_guard wait(gate);
        if (!failing_begin.empty()) throw core::Failure(failing_begin);
    }
    ports::Outcome apply(const ports::Deed& deed) override {
        const auto& prefix = std::get<ports::KeyRevoked>(deed.body).prefix;
        if (prefix == "guilty") throw core::Failure("guilty");
        if (prefix == "strange") throw std::out_of_range("strange");
        ports::Outcome outcome;
        if (prefix == "no")
            outcome.no = ports::No::not_found;
        else
            open_.push_back(prefix);
        return outcome;
    }
    void note(const ports::AuditRow& row) override { open_notes_.push_back(row.action); }
    void commit() override {
        if (failing_commit) throw core::Failure("no room");
        committed.push_back(std::exchange(open_, {}));
        notes.insert(notes.end(), open_notes_.begin(), open_notes_.end());
        open_notes_.clear();
    }
    void rollback() noexcept override {
        open_.clear();
        open_notes_.clear();
        ++rollbacks;
    }

private:
    std::vector<std::string> open_;
    std::vector<std::string> open_notes_;
};

ports::Deed named(const std::string& name) {
    ports::Deed deed;
    deed.body = ports::KeyRevoked{name, {}};
    return deed;
}

std::vector<ports::Deed> many(std::size_t count, const std::string& name) {
    return std::vector<ports::Deed>(count, named(name));
}

/// Holds the writer in front of a first group of one deed, so that all that comes then waits for the second.
struct Held {
    std::unique_lock<std::mutex> gate;
    std::future<void> first;

    Held(Diary& diary, store::Writer& writer) : gate(diary.gate) {
        std::promise<void> sent;
        first = std::async(std::launch::async, [&writer] { writer.record(many(1, "first")); });
        // taken: it does not wait any more and is not yet answered
        while (writer.queued() != 0 || first.wait_for(std::chrono::milliseconds(20)) != std::future_status::timeout)
            std::this_thread::yield();
    }
    void release() {
        gate.unlock();
        first.get();
    }
};

void wait_for(const store::Writer& writer, std::size_t queued) {
    while (writer.queued() < queued)
        std::this_thread::yield();
}

BOOST_AUTO_TEST_CASE(what_waits_is_committed_once_and_never_more_than_the_bound) {
    Diary diary;
    store::Writer writer(diary, {.group_deeds = 10});
    Held held(diary, writer);
    std::vector<std::future<void>> callers;
    for (int i = 0; i < 8; ++i)
        callers.push_back(std::async(std::launch::async, [&] { writer.record(many(3, "deed")); }));
    wait_for(writer, 24);
    held.release();
    for (auto& caller : callers)
        caller.get();
    BOOST_REQUIRE(diary.committed.size() == 4);
    BOOST_TEST(diary.committed[0].size() == 1U);
    BOOST_TEST(diary.committed[1].size() == 10U); // three callers and one deed of the fourth, who goes on in the next
    BOOST_TEST(diary.committed[2].size() == 10U);
    BOOST_TEST(diary.committed[3].size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_group_is_bounded_in_bytes_too_but_takes_at_least_one) {
    Diary diary;
    store::Writer writer(diary, {.group_bytes = 600}); // a deed without content counts 256
    writer.record(many(5, "deed"));
    BOOST_REQUIRE(diary.committed.size() == 3);
    BOOST_TEST(diary.committed[0].size() == 2U);
    BOOST_TEST(diary.committed[2].size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_a_failed_group_each_deed_is_written_alone) {
    Diary diary;
    store::Writer writer(diary, {});
    Held held(diary, writer);
    std::vector<std::future<void>> callers;
    for (const auto* name : {"a", "guilty", "strange", "b"})
        callers.push_back(std::async(std::launch::async, [&writer, name] { writer.record(many(1, name)); }));
    wait_for(writer, 4);
    held.release();
    callers[0].get();
    BOOST_CHECK_THROW(callers[1].get(), core::Failure);
    BOOST_CHECK_THROW(callers[2].get(), core::Failure); // whatever it was, the caller knows one kind
    callers[3].get();
    std::multiset<std::string> kept;
    for (const auto& group : diary.committed)
        kept.insert(group.begin(), group.end());
    BOOST_CHECK(kept == (std::multiset<std::string>{"first", "a", "b"}));
    BOOST_TEST(diary.committed.size() == 3U);
    BOOST_TEST(diary.rollbacks == 3); // the group, and two alone
    BOOST_TEST(writer.trouble() != "");
    writer.record(many(1, "c"));
    BOOST_TEST(writer.trouble() == "");
}

BOOST_AUTO_TEST_CASE(behind_a_failed_deed_its_caller_is_not_served_further) {
    Diary diary;
    store::Writer writer(diary, {.group_deeds = 2});
    const std::array deeds{named("a"), named("b"), named("c"), named("guilty"), named("d"), named("e"), named("f")};
    BOOST_CHECK_THROW(writer.record(deeds), core::Failure);
    std::vector<std::string> kept;
    for (const auto& group : diary.committed)
        kept.insert(kept.end(), group.begin(), group.end());
    BOOST_CHECK(kept == (std::vector<std::string>{"a", "b", "c"}));
    BOOST_TEST(writer.queued() == 0U); // what was not tried waits no more
    writer.record(many(1, "next"));
    BOOST_TEST(diary.committed.back().at(0) == "next");
}

BOOST_AUTO_TEST_CASE(a_commit_that_fails_tells_everybody_and_nothing_is_there) {
    Diary diary;
    diary.failing_commit = true;
    store::Writer writer(diary, {});
    BOOST_CHECK_THROW(writer.record(many(3, "deed")), core::Failure);
    BOOST_TEST(diary.committed.empty());
    BOOST_TEST(writer.trouble() == "no room");
}

BOOST_AUTO_TEST_CASE(without_a_transaction_nobody_is_tried_alone) {
    Diary diary;
    diary.failing_begin = "locked for long";
    store::Writer writer(diary, {});
    const auto says_so = [](const core::Failure& failure) { return std::string(failure.what()) == "locked for long"; };
    BOOST_CHECK_EXCEPTION(writer.record(many(2, "deed")), core::Failure, says_so);
    BOOST_TEST(diary.rollbacks == 1);
    diary.failing_begin.clear();
    writer.record(many(1, "deed"));
    BOOST_TEST(diary.committed.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_deed_that_needs_all_before_it_is_skipped_after_a_no) {
    Diary diary;
    store::Writer writer(diary, {.group_deeds = 2}); // the no and what depends on it stand in different groups
    std::vector<ports::Deed> deeds{named("a"), named("no"), named("b"), named("last")};
    deeds[2].only_if_all_before = false;
    deeds[3].only_if_all_before = true;
    const auto outcomes = writer.record(deeds);
    BOOST_TEST(outcomes[0].done());
    BOOST_CHECK(outcomes[1].no == ports::No::not_found);
    BOOST_TEST(outcomes[2].done());
    BOOST_CHECK(outcomes[3].no == ports::No::skipped);
    deeds[1] = named("yes");
    BOOST_TEST(writer.record(deeds)[3].done());
}

BOOST_AUTO_TEST_CASE(a_full_queue_is_busy_but_an_empty_one_takes_whatever_comes) {
    Diary diary;
    store::Writer writer(diary, {.queue_bound = 4});
    Held held(diary, writer);
    auto waits = std::async(std::launch::async, [&] { writer.record(many(3, "waits")); });
    wait_for(writer, 3);
    BOOST_CHECK_THROW(writer.record(many(2, "too many")), ports::Busy);
    auto fits = std::async(std::launch::async, [&] { writer.record(many(1, "fits")); });
    wait_for(writer, 4);
    BOOST_CHECK_THROW(writer.record(many(1, "too many")), ports::Busy);
    BOOST_CHECK_THROW(writer.run([] {}), ports::Busy);
    held.release();
    waits.get();
    fits.get();
    BOOST_TEST(writer.record(many(10, "more than the bound")).size() == 10U);
}

BOOST_AUTO_TEST_CASE(notes_wait_for_nobody_are_bounded_and_written_at_the_end) {
    Diary diary;
    {
        store::Writer writer(diary, {.queue_bound = 2});
        Held held(diary, writer);
        ports::AuditRow row;
        row.action = "items.read";
        BOOST_TEST(writer.note(row));
        BOOST_TEST(writer.note(row));
        BOOST_TEST(!writer.note(row));
        held.release();
    }
    BOOST_TEST(diary.notes.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_task_runs_in_a_transaction_and_its_failure_is_its_callers) {
    Diary diary;
    store::Writer writer(diary, {});
    bool ran = false;
    writer.run([&] { ran = true; });
    BOOST_TEST(ran);
    BOOST_TEST(diary.committed.size() == 1U);
    BOOST_CHECK_THROW(writer.run([] { throw core::Failure("of the task"); }), core::Failure);
    BOOST_TEST(diary.committed.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
