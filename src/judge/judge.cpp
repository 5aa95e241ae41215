// Judge: findings are facts, the verdict is policy.
#include "judge/judge.hpp"

#include "core/finding_codes.hpp"
#include "judge/locate.hpp"

#include <algorithm>
#include <tuple>

namespace postern::judge {

namespace {

/// That somebody has to look at a name says nothing of what else is wrong with it.
bool is_fault(const core::Finding& finding) {
    return finding.code != core::codes::kWatchList;
}

bool is_error(const core::Finding& finding) {
    return finding.severity == core::Severity::error && is_fault(finding);
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

void apply(const Policy& policy, const std::vector<core::Finding>& from, std::vector<core::Finding>& to) {
    for (auto finding : from) {
        finding.severity = policy.severity_of(finding);
        if (finding.severity != core::Severity::off) to.push_back(std::move(finding));
    }
}

} // namespace

Judge::Judge(Policies policies, std::map<std::string, Policy, std::less<>> by_profile)
    : policies_(std::move(policies)), by_profile_(std::move(by_profile)) {
    for (auto& [route, own] : policies_.by_route) {
        for (const auto& [profile, policy] : by_profile_)
            by_route_and_profile_.emplace(std::pair(route, profile), own.over(policy));
        own = own.over(policies_.for_all);
    }
}

Judge::OnRoute Judge::on_route(const steps::MappedFiling& filing) const {
    const std::string& route = filing.choice.route->name;
    const auto own = policies_.by_route.find(route);
    const bool has_own = own != policies_.by_route.end();
    OnRoute policy{&policies_.for_all, &policies_.for_all};
    if (has_own) policy = {&own->second, &own->second};
    if (!filing.choice.profile) return policy;
    const auto profile = by_profile_.find(filing.choice.profile->name);
    if (profile == by_profile_.end()) return policy;
    policy.filing = has_own ? &by_route_and_profile_.at({route, profile->first}) : &profile->second;
    return policy;
}

core::Verdict Judge::verdict_of(const steps::MappedFiling& filing, const OnRoute& policy,
                                const std::vector<core::Finding>& item) const {
    core::Verdict verdict = core::Verdict::accepted;
    bool is_explained = false; // by an error of the declaration's own, or a code that the operator has to add
    for (const auto& finding : item) {
        verdict = std::max(verdict, policy.item->verdict_of(finding));
        is_explained =
            is_explained || (is_fault(finding) && policy.item->severity_of(finding) == core::Severity::error);
    }
    for (const auto& finding : filing.findings)
        is_explained = is_explained || (finding.code != core::codes::kNationalSchema &&
                                        policy.filing->severity_of(finding) == core::Severity::error);
    for (const auto& finding : filing.findings) {
        // that no valid document came of it says nothing more
        if (is_explained && finding.code == core::codes::kNationalSchema) continue;
        verdict = std::max(verdict, policy.filing->verdict_of(finding));
    }
    if (filing.choice.route->outcome == ports::RouteOutcome::refuse) verdict = core::Verdict::rejected;
    return verdict;
}

steps::Judged Judge::judge(steps::Mapped mapped) const {
    steps::JudgedContent content{std::move(mapped), core::Verdict::accepted, {}, {}};
    const auto& checked = *content.mapped->checked;
    std::vector<core::Finding> item = checked.read->findings;
    item.insert(item.end(), checked.findings.begin(), checked.findings.end());
    std::vector<OnRoute> policies;
    for (const auto& filing : content.mapped->filings)
        policies.push_back(on_route(filing));
    if (policies.empty()) {
        for (const auto& finding : item)
            content.verdict = std::max(content.verdict, policies_.for_all.verdict_of(finding));
        apply(policies_.for_all, item, content.findings);
    }
    // a finding of the item is shown as grave as the route that takes it most gravely
    for (std::size_t i = 0; i < item.size() && !policies.empty(); ++i) {
        auto severity = core::Severity::off;
        for (const auto& policy : policies)
            severity = std::max(severity, policy.item->severity_of(item[i]));
        if (severity == core::Severity::off) continue;
        content.findings.push_back(item[i]);
        content.findings.back().severity = severity;
    }
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const auto& filing = content.mapped->filings[i];
        content.filing_verdicts.push_back(verdict_of(filing, policies[i], item));
        if (filing.choice.route->required) content.verdict = std::max(content.verdict, content.filing_verdicts.back());
        apply(*policies[i].filing, filing.findings, content.findings);
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
