// Recorder: takes the prepared items of one submission to the ledger, again where somebody was faster.
#pragma once

#include "pipeline/steps_in_order.hpp"
#include "pipeline/submissions.hpp"

#include <vector>

namespace postern::pipeline {

/// For one submission; one thread.
class Recorder {
public:
    Recorder(const Parts& parts, dispatch::Handover handover, const CpuRunner& on_cpu)
        : parts_(parts), handover_(std::move(handover)), on_cpu_(on_cpu) {}

    /// Records the items and the submission's own row in as few calls as can be; the report's items in order.
    /// Refusal: busy (a lane is full).
    core::Result<std::vector<ItemReport>> record(std::vector<Prepared> items, ports::SubmissionRecorded submission);

private:
    ItemReport report(const Prepared& item) const;
    ports::SubmissionItem row_of(std::size_t i) const;
    ports::Deed submission_deed(const ports::SubmissionRecorded& submission) const;
    bool record_once(std::vector<std::size_t>& open, ports::SubmissionRecorded& submission);
    std::optional<core::RefusalCode> refusal_of_prefill(ports::No no) const;
    void settle(std::size_t i, const ports::Outcome& outcome);
    core::Result<void> prepare_again(const std::vector<std::size_t>& open);

    const Parts& parts_;
    dispatch::Handover handover_;
    const CpuRunner& on_cpu_;
    std::vector<Prepared> items_;
    std::vector<ItemReport> reports_;
};

} // namespace postern::pipeline
