// Writer, the callers' side: the bounded queue and the waiting.
#include "core/failure.hpp"
#include "store/writer_batch.hpp"

#include <utility>

namespace postern::store {
namespace {

std::size_t weight_of_version(const ports::VersionRow& version) {
    std::size_t bytes = version.sealed_source.bytes.size() + version.sealed_canonical.bytes.size();
    for (const auto& filing : version.filings)
        bytes += filing.document ? filing.document->sealed.bytes.size() : 0;
    return bytes;
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
    else if (const auto* given = std::get_if<ports::AttachmentGiven>(&deed.body))
        bytes += given->sealed.bytes.size();
    else if (const auto* evidence = std::get_if<ports::EvidenceGiven>(&deed.body))
        bytes += evidence->sealed.bytes.size();
    else if (const auto* told = std::get_if<ports::ReferralsTold>(&deed.body))
        for (const auto& referral : told->told)
            bytes += referral.text.bytes.size();
    return bytes;
}

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

} // namespace postern::store
