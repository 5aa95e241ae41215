// Inspection: one declaration under the rules, with what several rules ask found out once, and the way to report.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "validate/rule_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::validate {

/// White space only, of any script.
bool is_blank(std::string_view text);

/// What the categories ticked on the form make of the item; several may be ticked.
struct Category {
    bool sale = false;           ///< 11 is among them
    bool commercial = false;     ///< one for which customs expects HS code and origin
    bool gift = false;           ///< 31 is among them
    bool documents_only = false; ///< 91 and nothing else
};

/// An item id of the right pattern, without blanks, whatever its check digit says.
class ItemIdParts {
public:
    /// nullopt: the pattern is wrong.
    static std::optional<ItemIdParts> of(std::string_view item_id);
    std::string_view service_indicator() const { return std::string_view(text_).substr(0, 2); }
    std::string_view serial() const { return std::string_view(text_).substr(2, 8); }
    char check_digit() const { return text_[10]; }
    std::string_view country() const { return std::string_view(text_).substr(11, 2); }

private:
    std::string text_;
};

class Inspection {
public:
    Inspection(const core::Declaration& d, const codelists::Codelists& l, const RuleContext& c,
               std::vector<core::Finding>& findings);

    const core::Declaration& declaration;
    const codelists::Codelists& lists;
    const RuleContext& context;
    const Category category;
    const std::optional<ItemIdParts> item_id;  ///< none: not sent, or not of the pattern
    const codelists::Requirement& requirement; ///< what the destination asks on that day

    /// With the severity of config/findings.csv.
    void report(std::string_view code, std::string_view field, std::vector<std::string> args = {}) {
        report_at_most(core::Severity::error, code, field, std::move(args));
    }
    /// The same, but no graver than that: the fact is milder under these circumstances.
    void report_at_most(core::Severity cap, std::string_view code, std::string_view field,
                        std::vector<std::string> args = {});
    /// Until the next call findings are about this line of goods (1-based); 0: about the item.
    void set_line(std::uint32_t line_no) { line_no_ = line_no; }
    /// The same, with the descriptions of that line folded for all rules that compare them.
    void set_line(std::uint32_t line_no, const core::ContentLine& line);
    const std::vector<std::string>& folded_descriptions() const { return folded_descriptions_; }
    /// Names and businesses of sender and addressee, folded; made once.
    const std::vector<std::string>& folded_names();

    /// What a blank or zero counts as: an error is right for a sale only. Documents, gifts, samples and repairs may
    /// well have no value (DOMAIN, corrections to CP-1).
    core::Severity cap_for_sale_only() const { return category.sale ? core::Severity::error : core::Severity::warning; }
    /// What a fault in a field "for commercial items only" counts as.
    core::Severity cap_for_commercial_only() const {
        return category.commercial ? core::Severity::error : core::Severity::warning;
    }
    /// The same for what a destination wants or requires.
    static core::Severity cap_of(codelists::Need need) {
        return need == codelists::Need::required ? core::Severity::error : core::Severity::warning;
    }
    std::string_view destination() const { return declaration.addressee.country; }
    /// As declared where it is a known one, else what the item id says; empty: neither.
    std::string_view mail_class() const;
    /// The currency of the goods: of the total, else of the first line that names one; empty: none does.
    const std::string& currency() const;
    /// The country whose post carries the item: who issued the item id, else the origin operator's, else the sender's.
    std::string_view posting_country() const;
    /// The total as declared, else the sum of the lines; nullopt: nothing is declared, or no currency says of what.
    std::optional<core::Money> declared_value() const;
    /// The same in another currency at the rate of the day; nullopt: no value, or no rate.
    std::optional<core::Money> declared_value_in(const std::string& currency) const;

private:
    std::vector<core::Finding>& findings_;
    std::uint32_t line_no_ = 0;
    std::vector<std::string> folded_descriptions_;
    std::optional<std::vector<std::string>> folded_names_;
};

} // namespace postern::validate
