// What several rules ask of a declaration.
#include "validate/inspection.hpp"

#include "core/item_id.hpp"
#include "text/fold.hpp"
#include "validate/line_value.hpp"

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
      requirement(l.requirements().of(d.addressee.country, c.today)), findings_(findings) {}

void Inspection::set_line(std::uint32_t line_no, const core::ContentLine& line) {
    line_no_ = line_no;
    folded_descriptions_.clear();
    for (const auto& description : line.descriptions)
        folded_descriptions_.push_back(text::fold(description.value));
}

const std::vector<std::string>& Inspection::folded_names() {
    if (folded_names_) return *folded_names_;
    auto& names = folded_names_.emplace();
    for (const auto* party : {&declaration.sender, &declaration.addressee}) {
        for (const auto* name : {&party->name, &party->business})
            if (!is_blank(*name)) names.push_back(text::fold(*name));
    }
    return names;
}

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

std::string_view Inspection::posting_country() const {
    if (item_id && lists.is_postal_country(item_id->country())) return item_id->country();
    const std::string_view origin = std::string_view(declaration.origin_operator).substr(0, 2);
    return lists.is_country(origin) ? origin : std::string_view(declaration.sender.country);
}

std::optional<core::Money> Inspection::declared_value() const {
    const std::string& code = currency();
    if (code.empty()) return std::nullopt;
    if (declaration.total_value) return core::Money{declaration.total_value->amount, code};
    WideAmount sum;
    for (const auto& line : declaration.lines)
        sum += value_of(line).value_or(WideAmount());
    return core::Money{sum.to_decimal(), code};
}

std::optional<core::Money> Inspection::declared_value_in(const std::string& code) const {
    auto value = declared_value();
    if (!value || value->currency == code) return value;
    return lists.convert(*value, code, context.today);
}

} // namespace postern::validate
