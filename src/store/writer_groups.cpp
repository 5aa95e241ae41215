// Writer, the thread's side: what waits becomes a group, and a group that fails is written one by one.
#include "core/failure.hpp"
#include "store/writer_batch.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>

namespace postern::store {
namespace {

// notes alone are in no hurry: a flush for each read would cost more than the read
constexpr std::chrono::milliseconds kNotesMayWait{100};
constexpr std::size_t kNotesOfAGroup = 2048;

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
