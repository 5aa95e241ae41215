// Writer: one thread that takes the deeds that wait, commits them as a group once, and then answers all callers.
#pragma once

#include "ports/ledger.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::store {

/// What the writer writes to; one transaction at a time, all calls from the writer's thread. Any call but rollback may
/// throw; the writer then rolls back.
class GroupEngine {
public:
    virtual ~GroupEngine() = default;
    virtual void begin() = 0;
    /// A "no" is an outcome and has written nothing.
    virtual ports::Outcome apply(const ports::Deed& deed) = 0;
    virtual void note(const ports::AuditRow& row) = 0;
    /// Durable when it returns.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
};

struct WriterLimits {
    std::size_t queue_bound = 20'000; ///< deeds waiting; and, apart from them, notes waiting
    std::size_t group_deeds = 512;
    std::size_t group_bytes = std::size_t{4} << 20U;
};

/// Sealed bytes of a deed, about; what the bound of a group counts.
std::size_t weight_of(const ports::Deed& deed);

/// The deeds of one caller are recorded in its order. When a group fails for a reason nobody expected it is rolled back
/// and its deeds are recorded one by one, so that only the guilty one fails; what its caller had behind it is not
/// tried, for it may build on what is missing.
class Writer final : public ports::Ledger {
public:
    Writer(GroupEngine& engine, const WriterLimits& limits);
    /// Writes all that waits, then stops.
    ~Writer() override;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    std::vector<ports::Outcome> record(std::span<const ports::Deed> deeds) override;
    bool note(ports::AuditRow row) override;
    /// Runs something of the engine's own inside a transaction on the writer's thread; waits.
    void run(const std::function<void()>& task);

    std::uint64_t queued() const;
    /// Why the last write failed; empty: it did not.
    std::string trouble() const;

private:
    struct Batch;
    struct Item {
        Batch* batch;
        std::size_t index;
    };

    void enqueue_and_wait(Batch& batch);
    void loop();
    bool take_group(std::unique_lock<std::mutex>& lock, std::vector<Item>& items, std::vector<ports::AuditRow>& notes);
    void write_group(const std::vector<Item>& items, const std::vector<ports::AuditRow>& notes);
    void write_one_by_one(const std::vector<Item>& items, const std::vector<ports::AuditRow>& notes);
    void apply(const Item& item);
    void settle(const std::vector<Item>& items);
    void remember(const std::string& trouble);

    GroupEngine& engine_;
    const WriterLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable work_;
    std::deque<Batch*> queue_;
    std::deque<ports::AuditRow> notes_;
    std::size_t waiting_ = 0; ///< deeds in queue_ that are not taken
    bool stopping_ = false;
    std::string trouble_;
    std::thread thread_; ///< last: it uses all of the above
};

} // namespace postern::store
