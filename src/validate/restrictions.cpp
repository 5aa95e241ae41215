// Rules about what may be sent: prohibitions and restrictions by origin and destination, and the counter's question on
// dangerous goods. The code decides; words only make somebody look again.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

using codelists::Restriction;

bool is_shown(const core::Declaration& declaration, const std::string& wanted) {
    const auto& documents = declaration.documents;
    return std::any_of(documents.begin(), documents.end(), [&](const core::SupportingDocument& document) {
        if (is_blank(document.number)) return false;
        const bool licence = document.kind == core::DocumentKind::licence;
        const bool certificate = document.kind == core::DocumentKind::certificate;
        if (wanted == "licence") return licence;
        if (wanted == "certificate") return certificate;
        return licence || certificate;
    });
}

std::vector<std::string> told(const Inspection& item, const Restriction& restriction) {
    return {"@restriction." + restriction.id, item.declaration.sender.country, std::string(item.destination())};
}

/// Goods that the code itself names.
void report(Inspection& item, const Restriction& restriction) {
    constexpr std::string_view kField = "lines.hs_code";
    if (restriction.prohibited) return item.report(codes::kGoodsProhibited, kField, told(item, restriction));
    if (is_shown(item.declaration, restriction.document)) {
        return item.report(codes::kGoodsRestrictedShown, kField, told(item, restriction));
    }
    // the CN 22 has no box for a licence
    const auto cap = item.declaration.form == "CN22" ? core::Severity::warning : core::Severity::error;
    item.report_at_most(cap, codes::kGoodsRestricted, kField, told(item, restriction));
}

} // namespace

void line_may_be_sent(Inspection& item, const core::ContentLine& line) {
    const auto& from = item.declaration.sender.country;
    const auto to = item.destination();
    const auto day = item.context.today;
    const auto& restrictions = item.lists.restrictions();
    std::vector<const Restriction*> named;
    if (const auto code = codelists::six_digits_of(line.hs_code)) {
        for (const auto& restriction : restrictions.all()) {
            if (!restriction.hs || !restriction.hs->has(*code) || !restriction.applies(from, to, day)) continue;
            named.push_back(&restriction);
            report(item, restriction);
        }
    }
    if (!named.empty()) return;
    for (const auto& folded : item.folded_descriptions()) {
        restrictions.each_named_in(folded, [&](const Restriction& restriction) {
            const bool known =
                std::any_of(named.begin(), named.end(), [&](const auto* r) { return r->id == restriction.id; });
            if (known || !restriction.applies(from, to, day)) return;
            named.push_back(&restriction);
            if (is_shown(item.declaration, restriction.document) && !restriction.prohibited) return;
            item.report(codes::kGoodsCheck, "lines.descriptions", told(item, restriction));
        });
    }
}

void line_is_not_dangerous(Inspection& item, const core::ContentLine& line) {
    const auto& answers = item.declaration.extra_fields;
    const bool answered = std::any_of(answers.begin(), answers.end(), [](const core::ExtraField& field) {
        return field.name == "dangerous_goods" && !is_blank(field.value);
    });
    if (answered) return;
    std::string_view kind;
    for (const auto& folded : item.folded_descriptions()) {
        kind = item.lists.dangerous_goods().kind_of(folded, line.hs_code);
        if (kind.empty()) return; // one description takes the suspicion away, or there is none
    }
    if (kind.empty()) return;
    // the sender's signature covers it; the question is still worth asking
    const auto& signature = item.declaration.certification;
    const bool signed_for = signature && !is_blank(signature->by);
    item.report_at_most(signed_for ? core::Severity::info : core::Severity::warning, codes::kDangerousGoodsQuestion,
                        "lines.descriptions", {"@danger." + std::string(kind)});
}

} // namespace postern::validate
