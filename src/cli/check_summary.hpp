// CheckSummary: what `postern check` says about many messages together.
#pragma once

#include "pipeline/report.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace postern::cli {

class CheckSummary {
public:
    explicit CheckSummary(pipeline::Telling telling) : telling_(std::move(telling)) {}
    void add(const pipeline::SubmissionReport& report);
    void add(const core::Refusal& refusal);
    std::uint64_t messages() const { return messages_; }
    bool is_any_rejected() const { return rejected_ + refused_ > 0; }
    /// "12 accepted, 0 held, 3 rejected, 1 refused": items, and messages that were refused as a whole.
    std::string counts() const;
    /// The counts, then a table: rule, code, severity, in how many items, how many findings, and in words.
    void print(std::ostream& out) const;
    /// {"messages", "items", "accepted", "held", "rejected", "refused", "rules": [{rule, code, severity, items,
    /// findings}], "refusals": [{code, messages}]}
    void write(json::Writer& out) const;

private:
    struct Tally {
        std::uint64_t items = 0;
        std::uint64_t findings = 0;
    };
    using Kind = std::tuple<std::string, std::string, std::string>; ///< rule, code, severity
    pipeline::Telling telling_;
    std::uint64_t messages_ = 0, items_ = 0, accepted_ = 0, held_ = 0, rejected_ = 0, refused_ = 0;
    std::map<Kind, Tally> tallies_;
    std::map<std::string, std::uint64_t> refusals_; ///< by slug
};

} // namespace postern::cli
