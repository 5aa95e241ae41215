// Quality mark: counts a version's findings, and says whose and where it was.
#include "dispatch/quality_mark.hpp"

#include "core/finding_codes.hpp"
#include "core/utf8.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::dispatch {

namespace {

constexpr int kOfficeCharacters = 35; // as the forms have it; longer is a finding, and must not fill a table

std::string office_of(const std::string& stated) {
    const auto folded = text::fold(stated);
    std::size_t end = 0;
    for (int i = 0; i < kOfficeCharacters && end < folded.size(); ++i)
        end += std::max<std::size_t>(core::utf8_length(std::string_view(folded).substr(end)), 1);
    return std::string(text::trim(std::string_view(folded).substr(0, end)));
}

void count(ports::FindingCounts& counts, core::Severity severity) {
    switch (severity) {
    case core::Severity::off: break;
    case core::Severity::info: ++counts.infos; break;
    case core::Severity::warning: ++counts.warnings; break;
    case core::Severity::error: ++counts.errors; break;
    }
}

void hit(std::vector<ports::QualityHit>& hits, const std::string& name, core::Severity severity) {
    const auto known = std::ranges::find(hits, name, &ports::QualityHit::name);
    count(known == hits.end() ? hits.emplace_back(ports::QualityHit{name, {}}).findings : known->findings, severity);
}

void spoil(ports::QualityMark& mark, std::string_view dimension) {
    if (dimension == "accuracy") mark.accurate = false;
    if (dimension == "completeness") mark.complete = false;
    if (dimension == "consistency") mark.consistent = false;
    if (dimension == "timeliness") mark.timely = false;
}

bool has_hs6_code(const core::ContentLine& line) {
    constexpr std::size_t kSubheading = 6;
    return line.hs_code.size() >= kSubheading && std::all_of(line.hs_code.begin(), line.hs_code.begin() + kSubheading,
                                                             [](char c) { return c >= '0' && c <= '9'; });
}

bool is_stop_listed(const core::Finding& finding) {
    return finding.severity != core::Severity::off &&
           (finding.code == core::codes::kDescriptionVague || finding.code == core::codes::kDescriptionVaguePart ||
            finding.code == core::codes::kNameVague);
}

/// What the report of advance data asks of a version.
void mark_advance_data(ports::QualityMark& mark, const std::vector<core::Finding>& findings,
                       const core::Declaration& declaration) {
    const auto& mail_class = declaration.mail_class;
    if (mail_class.size() == 1 && mail_class.front() >= 'A' && mail_class.front() <= 'Z') mark.mail_class = mail_class;
    mark.has_hs6 = !declaration.lines.empty() && std::ranges::all_of(declaration.lines, has_hs6_code);
    mark.has_contact = !declaration.addressee.telephone.empty() || !declaration.addressee.email.empty();
    mark.stop_hits = static_cast<std::uint32_t>(std::ranges::count_if(findings, is_stop_listed));
}

} // namespace

std::int64_t sender_pseudonym(const core::Party& sender, const std::string& post,
                              const crypto::Pseudonyms& pseudonyms) {
    for (const auto& number : sender.numbers)
        if (number.side == "origin" && !number.value.empty())
            return pseudonyms.of({post, "number", number.scheme, text::fold(number.value)});
    const auto name = text::fold(sender.name.empty() ? sender.first_name + " " + sender.last_name : sender.name);
    const auto business = text::fold(sender.business);
    if (name.empty() && business.empty()) return 0;
    return pseudonyms.of({post, "name", name, business, text::fold(sender.postcode), text::fold(sender.country)});
}

ports::QualityMark quality_mark(const std::vector<core::Finding>& findings, const core::Declaration& declaration,
                                const std::string& post, const codelists::FindingDefaults& kinds,
                                const crypto::Pseudonyms& pseudonyms) {
    ports::QualityMark mark;
    mark.sender = sender_pseudonym(declaration.sender, post, pseudonyms);
    mark.office = office_of(declaration.office_of_origin);
    mark.lines = static_cast<std::uint32_t>(declaration.lines.size());
    for (const auto& finding : findings) {
        const auto* const kind = kinds.find(finding.code);
        count(mark.findings, finding.severity);
        hit(mark.codes, finding.code, finding.severity);
        hit(mark.rules, kind ? kind->rule : std::string(), finding.severity);
        if (kind && finding.severity >= core::Severity::warning) spoil(mark, kind->dimension);
    }
    mark_advance_data(mark, findings, declaration);
    return mark;
}

} // namespace postern::dispatch
