// Checker: rules and routes over one declaration.
#include "validate/checker.hpp"

#include "core/finding_codes.hpp"
#include "validate/rule_set.hpp"

#include <algorithm>

namespace postern::validate {

namespace {

/// A rule's word about a field that could not even be read would be noise: the schema's finding stands for it.
bool already_found(const core::Finding& finding, const std::vector<core::Finding>& read) {
    return !finding.field.empty() && std::any_of(read.begin(), read.end(), [&](const core::Finding& known) {
        return known.severity == core::Severity::error && known.line_no == finding.line_no &&
               (known.field == finding.field || known.field.starts_with(finding.field + "."));
    });
}

} // namespace

Checker::Checker(std::shared_ptr<const codelists::Shelf> lists, RouteTable routes)
    : lists_(std::move(lists)), routes_(std::move(routes)) {}

steps::Checked Checker::check(steps::Read read, core::Date today, const steps::Occasion& occasion) const {
    steps::CheckedContent content{std::move(read), {}, {}, lists_->current()};
    const auto& declaration = content.read->declaration;
    const RuleContext context{today, content.read->received->source->name, occasion.item_id_was_used,
                              occasion.weighed_later};
    RuleSet(content.lists).check(declaration, context, content.findings);
    content.routes = routes_.choose(
        {declaration, *content.lists, today, occasion.post, occasion.past_use, occasion.returning.has_value()},
        content.findings);
    std::erase_if(content.findings, [&](const core::Finding& f) { return already_found(f, content.read->findings); });
    return {steps::Pass<Checker>(), std::move(content)};
}

} // namespace postern::validate
