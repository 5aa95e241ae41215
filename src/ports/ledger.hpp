// Ledger: the one way to write.
#pragma once

#include "ports/deeds.hpp"

#include <exception>
#include <span>
#include <utility>
#include <vector>

namespace postern::ports {

class Ledger {
public:
    virtual ~Ledger() = default;
    /// Records the deeds, each atomic, in this order, and returns when they are durable: one outcome per deed, in
    /// order. An expected "no" is an outcome. Thread-safe; waits while the writer gathers others' deeds. Throws Busy
    /// when the bounded queue is full, core::Failure when the world is broken (disk full): then nothing of the failing
    /// deed was written.
    virtual std::vector<Outcome> record(std::span<const Deed> deeds) = 0;
    /// Writes an audit row soon, without waiting (reads, refusals). False: the queue is full and it was not taken.
    virtual bool note(AuditRow row) = 0;
};

/// One deed with its audit row.
inline Outcome record_one(Ledger& ledger, DeedBody body, AuditRow row) {
    Deed deed;
    deed.body = std::move(body);
    deed.audit.push_back(std::move(row));
    return ledger.record(std::span(&deed, 1)).front();
}

/// What is recorded of a list; where nothing of it was fit to be, that it was sent.
template <class Body>
DeedBody noted_or(Body body, bool is_nothing) {
    if (is_nothing) return AuditNoted{};
    return body;
}

/// The bounded queue of the writer is full.
class Busy : public std::exception {
public:
    const char* what() const noexcept override { return "the writer's queue is full"; }
};

} // namespace postern::ports
