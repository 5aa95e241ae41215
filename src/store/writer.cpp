// Writer: grouping, one commit for many, and isolation of the deed that fails.
#include "store/writer.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace postern::store {
namespace {

// notes alone are in no hurry: a flush for each read would cost more than the read
constexpr std::chrono::milliseconds kNotesMayWait{100};
constexpr std::size_t kNotesOfAGroup = 2048;

std::size_t weight_of_version(const ports::VersionRow& version) {
    std::size_t bytes = version.sealed_source.bytes.size() + version.sealed_canonical.bytes.size();
    for (const auto& filing : version.filings)
        bytes += filing.document ? filing.document->sealed.bytes.size() : 0;
    return bytes;
}

/// What was being done when it was thrown, as a Failure: callers know no other.
std::exception_ptr as_failure() {
    try {
        throw;
    } catch (const core::Failure&) {
        return std::current_exception();
    } catch (const std::exception& problem) {
        return std::make_exception_ptr(core::Failure(std::string("store: ") + problem.what()));
    } catch (...) {
        return std::make_exception_ptr(core::Failure("store: something unknown was thrown"));
    }
}

std::string text_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

} // namespace

std::size_t weight_of(const ports::Deed& deed) {
    std::size_t bytes = 256;
    if (const auto* acceptance = std::get_if<ports::Acceptance>(&deed.body))
        bytes += weight_of_version(acceptance->version);
    else if (const auto* amendment = std::get_if<ports::Amendment>(&deed.body))
        bytes += weight_of_version(amendment->version);
    else if (const auto* bound = std::get_if<ports::ItemIdBound>(&deed.body))
        bytes += weight_of_version(bound->version);
    else if (const auto* answer = std::get_if<ports::AnswerApplied>(&deed.body))
        bytes += answer->sealed.bytes.size();
    return bytes;
}

/// One call of record() or run(); lives on its caller's stack until `done`.
struct Writer::Batch {
    std::span<const ports::Deed> deeds;
    const std::function<void()>* task = nullptr; ///< in place of deeds
    std::vector<ports::Outcome> outcomes;
    std::size_t taken = 0;    ///< items handed to a group
    std::size_t finished = 0; ///< items that are durable
    std::exception_ptr failure;
    std::mutex mutex;
    std::condition_variable answered;
    bool done = false;

    void answer() {
        // told under the lock: the batch is gone as soon as its caller has it
        const std::lock_guard lock(mutex);
        done = true;
        answered.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex);
        answered.wait(lock, [this] { return done; });
    }
    std::size_t size() const { return task != nullptr ? 1 : deeds.size(); }
    std::size_t weight(std::size_t index) const { return task != nullptr ? 0 : weight_of(deeds[index]); }
};

Writer::Writer(GroupEngine& engine, const WriterLimits& limits)
    : engine_(engine), limits_(limits), thread_([this] { loop(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    thread_.join();
}

std::vector<ports::Outcome> Writer::record(std::span<const ports::Deed> deeds) {
    if (deeds.empty()) return {};
    Batch batch;
    batch.deeds = deeds;
    batch.outcomes.resize(deeds.size());
    enqueue_and_wait(batch);
    return std::move(batch.outcomes);
}

void Writer::run(const std::function<void()>& task) {
    Batch batch;
    batch.task = &task;
    enqueue_and_wait(batch);
}

void Writer::enqueue_and_wait(Batch& batch) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) throw core::Failure("store: it is closing");
        // a batch larger than the bound would never find room, so an empty queue takes it
        if (waiting_ != 0 && waiting_ + batch.size() > limits_.queue_bound) throw ports::Busy();
        queue_.push_back(&batch);
        waiting_ += batch.size();
    }
    work_.notify_one();
    batch.wait();
    if (batch.failure) std::rethrow_exception(batch.failure);
}

bool Writer::note(ports::AuditRow row) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || notes_.size() >= limits_.queue_bound) return false;
        notes_.push_back(std::move(row));
    }
    work_.notify_one();
    return true;
}

std::uint64_t Writer::queued() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

std::string Writer::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void Writer::remember(const std::string& trouble) {
    const std::lock_guard lock(mutex_);
    trouble_ = trouble;
}

bool Writer::take_group(std::unique_lock<std::mutex>& lock, std::vector<Item>& items,
                        std::vector<ports::AuditRow>& notes) {
    work_.wait(lock, [this] { return stopping_ || !queue_.empty() || !notes_.empty(); });
    if (queue_.empty() && !stopping_)
        work_.wait_for(lock, kNotesMayWait, [this] { return stopping_ || !queue_.empty(); });
    std::size_t bytes = 0;
    while (!queue_.empty() && items.size() < limits_.group_deeds) {
        Batch& batch = *queue_.front();
        const auto weight = batch.weight(batch.taken);
        if (!items.empty() && bytes + weight > limits_.group_bytes) break;
        bytes += weight;
        items.push_back({&batch, batch.taken++});
        --waiting_;
        if (batch.taken == batch.size()) queue_.pop_front(); // a longer one stays in front for the next group
    }
    const auto count = std::min(notes_.size(), kNotesOfAGroup);
    std::move(notes_.begin(), notes_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(notes));
    notes_.erase(notes_.begin(), notes_.begin() + static_cast<std::ptrdiff_t>(count));
    return !items.empty() || !notes.empty();
}

void Writer::loop() {
    std::vector<Item> items;
    std::vector<ports::AuditRow> notes;
    for (;;) {
        items.clear();
        notes.clear();
        {
            std::unique_lock lock(mutex_);
            if (!take_group(lock, items, notes)) {
                if (stopping_) return;
                continue;
            }
        }
        write_group(items, notes);
        settle(items);
    }
}

void Writer::apply(const Item& item) {
    Batch& batch = *item.batch;
    if (batch.task != nullptr) {
        (*batch.task)();
        return;
    }
    const auto& deed = batch.deeds[item.index];
    auto& outcome = batch.outcomes[item.index];
    const auto before = std::span(batch.outcomes).first(item.index);
    if (deed.only_if_all_before && !std::all_of(before.begin(), before.end(), std::mem_fn(&ports::Outcome::done))) {
        outcome = {};
        outcome.no = ports::No::skipped;
        return;
    }
    outcome = engine_.apply(deed);
}

void Writer::write_group(const std::vector<Item>& items, const std::vector<ports::AuditRow>& notes) {
    try {
        engine_.begin();
    } catch (...) {
        // not even a transaction: nobody is guilty, and trying each would wait for each
        const auto failure = as_failure();
        engine_.rollback();
        remember(text_of(failure));
        for (const auto& item : items)
            item.batch->failure = failure;
        return;
    }
    try {
        for (const auto& item : items)
            apply(item);
        for (const auto& row : notes)
            engine_.note(row);
        engine_.commit();
    } catch (...) {
        engine_.rollback();
        write_one_by_one(items, notes);
        return;
    }
    for (const auto& item : items)
        ++item.batch->finished;
    remember({});
}

void Writer::write_one_by_one(const std::vector<Item>& items, const std::vector<ports::AuditRow>& notes) {
    std::string trouble;
    const auto alone = [this, &trouble](const auto& write) -> std::exception_ptr {
        try {
            engine_.begin();
            write();
            engine_.commit();
            return nullptr;
        } catch (...) {
            auto failure = as_failure();
            engine_.rollback();
            trouble = text_of(failure);
            return failure;
        }
    };
    for (const auto& item : items) {
        if (item.batch->failure) continue;
        item.batch->failure = alone([&] { apply(item); });
        item.batch->finished += item.batch->failure ? 0 : 1;
    }
    // rows that nobody waits for: lost with their group, and said so by health
    if (!notes.empty())
        alone([&] {
            for (const auto& row : notes)
                engine_.note(row);
        });
    remember(trouble);
}

void Writer::settle(const std::vector<Item>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        Batch* batch = items[i].batch;
        if (i + 1 < items.size() && items[i + 1].batch == batch)
            continue; // a batch's items stand together: its last one settles it
        if (!batch->failure && batch->finished < batch->size()) continue;
        if (batch->taken < batch->size()) {
            const std::lock_guard lock(mutex_);
            waiting_ -= batch->size() - batch->taken;
            std::erase(queue_, batch);
        }
        batch->answer();
    }
}

} // namespace postern::store
