// What several rules ask of a declaration.
#include "validate/inspection.hpp"

#include "core/item_id.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::validate {

namespace {

Category category_of(const core::Declaration& declaration, const codelists::Codelists& lists) {
    Category category;
    category.documents_only = !declaration.natures.empty();
    for (const auto& nature : declaration.natures) {
        category.sale = category.sale || nature == "11";
        category.gift = category.gift || nature == "31";
        category.commercial = category.commercial || lists.is_commercial_nature(nature);
        category.documents_only = category.documents_only && nature == "91";
    }
    return category;
}

} // namespace

bool is_blank(std::string_view text) {
    // nearly every text begins with a letter: no need to look further
    if (!text.empty() && text.front() > ' ' && text.front() < '\x7f') return false;
    return text::trim(text).empty();
}

std::optional<ItemIdParts> ItemIdParts::of(std::string_view item_id) {
    if (!core::ItemId::has_pattern(item_id)) return std::nullopt;
    ItemIdParts parts;
    std::copy_if(item_id.begin(), item_id.end(), std::back_inserter(parts.text_), [](char c) { return c > ' '; });
    return parts;
}

Inspection::Inspection(const core::Declaration& d, const codelists::Codelists& l, const RuleContext& c,
                       std::vector<core::Finding>& findings)
    : declaration(d), lists(l), context(c), category(category_of(d, l)), item_id(ItemIdParts::of(d.item_id)),
      findings_(findings) {}

void Inspection::report_at_most(core::Severity cap, std::string_view code, std::string_view field,
                                std::vector<std::string> args) {
    auto& finding = findings_.emplace_back();
    finding.code = code;
    finding.severity = std::min(cap, lists.findings().severity_of(code));
    finding.field = field;
    finding.line_no = line_no_;
    finding.args = std::move(args);
}

std::string_view Inspection::mail_class() const {
    if (lists.is_mail_class(declaration.mail_class)) return declaration.mail_class;
    return item_id ? lists.mail_class_of(item_id->service_indicator()) : std::string_view();
}

const std::string& Inspection::currency() const {
    if (declaration.total_value && !declaration.total_value->currency.empty()) return declaration.total_value->currency;
    for (const auto& line : declaration.lines) {
        if (!line.currency.empty()) return line.currency;
    }
    static const std::string kNone;
    return kNone;
}

} // namespace postern::validate
