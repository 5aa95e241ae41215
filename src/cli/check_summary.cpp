// Counting findings by rule.
#include "cli/check_summary.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace postern::cli {

void CheckSummary::add(const pipeline::SubmissionReport& report) {
    ++messages_;
    items_ += report.items.size();
    accepted_ += report.count(core::Verdict::accepted);
    held_ += report.count(core::Verdict::held);
    rejected_ += report.count(core::Verdict::rejected);
    for (const auto& item : report.items) {
        std::set<Kind> of_item;
        for (const auto& finding : item.findings) {
            const auto* kind = telling_.lists->findings().find(finding.code);
            Kind key{kind != nullptr ? kind->rule : finding.code, finding.code, core::to_string(finding.severity)};
            ++tallies_[key].findings;
            if (of_item.insert(key).second) ++tallies_[key].items;
        }
    }
}

void CheckSummary::add(const core::Refusal& refusal) {
    ++messages_;
    ++refused_;
    ++refusals_[std::string(core::refusal_kind(refusal.code).slug)];
}

std::string CheckSummary::counts() const {
    return std::to_string(accepted_) + " accepted, " + std::to_string(held_) + " held, " + std::to_string(rejected_) +
           " rejected, " + std::to_string(refused_) + " refused";
}

void CheckSummary::print(std::ostream& out) const {
    out << "\n" << messages_ << " messages, " << items_ << " items: " << counts() << "\n";
    if (!tallies_.empty()) out << "\n  rule        severity     items  findings  code\n";
    for (const auto& [kind, tally] : tallies_) {
        const auto& [rule, code, severity] = kind;
        out << "  " << std::left << std::setw(11) << (rule == code ? "own" : rule) << " " << std::setw(8) << severity
            << std::right << std::setw(10) << tally.items << std::setw(10) << tally.findings << "  " << code << ": "
            << telling_.texts.entry("finding." + code, telling_.lang).title << "\n";
    }
    for (const auto& [slug, messages] : refusals_)
        out << "  refused " << std::setw(22) << messages << std::setw(12) << "" << slug << ": "
            << telling_.texts.entry("refusal." + slug, telling_.lang).title << "\n";
}

void CheckSummary::write(json::Writer& out) const {
    out.begin_object();
    out.member("messages", messages_);
    out.member("items", items_);
    out.member("accepted", accepted_);
    out.member("held", held_);
    out.member("rejected", rejected_);
    out.member("refused", refused_);
    out.key("rules");
    out.begin_array();
    for (const auto& [kind, tally] : tallies_) {
        out.begin_object();
        out.member_if("rule", std::get<0>(kind));
        out.member("code", std::get<1>(kind));
        out.member("severity", std::get<2>(kind));
        out.member("items", tally.items);
        out.member("findings", tally.findings);
        out.end_object();
    }
    out.end_array();
    out.key("refusals");
    out.begin_array();
    for (const auto& [slug, messages] : refusals_) {
        out.begin_object();
        out.member("code", slug);
        out.member("messages", messages);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

} // namespace postern::cli
