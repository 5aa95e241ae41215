// Judge: findings are facts, the verdict is policy.
#include "judge/judge.hpp"

#include "core/finding_codes.hpp"
#include "judge/locate.hpp"

#include <algorithm>
#include <tuple>

namespace postern::judge {

namespace {

bool is_error(const core::Finding& finding) {
    return finding.severity == core::Severity::error;
}

/// A route's word about a field that is wrong in itself, or a national document that is not valid because the
/// declaration is wrong, says nothing new.
void drop_echoes(std::vector<core::Finding>& findings) {
    if (std::none_of(findings.begin(), findings.end(), is_error)) return;
    const std::vector<core::Finding> all = findings;
    std::erase_if(findings, [&](const core::Finding& f) {
        return !f.route.empty() && !f.field.empty() &&
               std::any_of(all.begin(), all.end(), [&](const core::Finding& own) {
                   return own.route.empty() && is_error(own) && own.field == f.field && own.line_no == f.line_no;
               });
    });
    const auto own = [](const core::Finding& f) { return is_error(f) && f.code != core::codes::kNationalSchema; };
    if (std::none_of(findings.begin(), findings.end(), own)) return;
    std::erase_if(findings, [](const core::Finding& f) { return f.code == core::codes::kNationalSchema; });
}

void apply(const Policy& policy, std::vector<core::Finding> from, std::vector<core::Finding>& to) {
    for (auto& finding : from) {
        finding.severity = policy.severity_of(finding);
        if (finding.severity != core::Severity::off) to.push_back(std::move(finding));
    }
}

} // namespace

const Policy& Judge::policy_of(const steps::MappedFiling& filing) const {
    if (!filing.choice.profile) return default_policy_;
    const auto own = by_profile_.find(filing.choice.profile->name);
    return own == by_profile_.end() ? default_policy_ : own->second;
}

core::Verdict Judge::verdict_of(const steps::MappedFiling& filing, const std::vector<core::Finding>& item) const {
    core::Verdict verdict = core::Verdict::accepted;
    for (const auto& finding : item)
        verdict = std::max(verdict, default_policy_.verdict_of(finding));
    for (const auto& finding : filing.findings)
        verdict = std::max(verdict, policy_of(filing).verdict_of(finding));
    if (filing.choice.route->outcome == ports::RouteOutcome::refuse) verdict = core::Verdict::rejected;
    return verdict;
}

steps::Judged Judge::judge(steps::Mapped mapped) const {
    steps::JudgedContent content{std::move(mapped), core::Verdict::accepted, {}, {}};
    const auto& checked = *content.mapped->checked;
    std::vector<core::Finding> item = checked.read->findings;
    item.insert(item.end(), checked.findings.begin(), checked.findings.end());
    if (content.mapped->filings.empty()) {
        for (const auto& finding : item)
            content.verdict = std::max(content.verdict, default_policy_.verdict_of(finding));
    }
    apply(default_policy_, item, content.findings);
    for (const auto& filing : content.mapped->filings) {
        content.filing_verdicts.push_back(verdict_of(filing, item));
        if (filing.choice.route->required) content.verdict = std::max(content.verdict, content.filing_verdicts.back());
        apply(policy_of(filing), filing.findings, content.findings);
    }
    drop_echoes(content.findings);
    Locator locator(*checked.read->received->source, checked.read->received->item);
    for (auto& finding : content.findings)
        locator.locate(finding);
    // the order a person reads in: as the document stands, what has no place first
    std::stable_sort(content.findings.begin(), content.findings.end(), [](const auto& a, const auto& b) {
        return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
    });
    return {steps::Pass<Judge>(), std::move(content)};
}

} // namespace postern::judge
