// The CPU part of a call, run where the caller wants it.
#pragma once

#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "pipeline/submissions.hpp"
#include "steps/steps.hpp"

#include <functional>

namespace postern::pipeline {

/// False: its lane is full.
inline bool run_cpu(const CpuRunner& on_cpu, const std::function<void()>& job) {
    if (on_cpu) return on_cpu(job);
    job();
    return true;
}

inline core::Refusal busy() {
    return core::Refusal{core::RefusalCode::busy, {}, 0, 0, {}};
}

/// A test message that a live key handed in: it is judged and never filed.
inline bool is_foreign_test(const steps::Received& received, const core::Principal& who) {
    return received->head->test && who.mode == core::Mode::live;
}

} // namespace postern::pipeline
