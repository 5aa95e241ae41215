// Rules about the category of the item; the form says: tick one or more.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

constexpr std::string_view kOther = "999";

bool has_invoice(const core::Declaration& declaration) {
    const auto& documents = declaration.documents;
    return std::any_of(documents.begin(), documents.end(), [](const auto& document) {
        return document.kind == core::DocumentKind::invoice && !is_blank(document.number);
    });
}

} // namespace

void category_is_ticked(Inspection& item) {
    const auto& natures = item.declaration.natures;
    if (std::all_of(natures.begin(), natures.end(), is_blank)) return item.report(codes::kNatureMissing, "natures");
    const auto is_unknown = [&](const auto& nature) { return !is_blank(nature) && !item.lists.is_nature(nature); };
    if (std::any_of(natures.begin(), natures.end(), is_unknown)) item.report(codes::kNatureUnknown, "natures");
}

void other_category_is_explained(Inspection& item) {
    const auto& natures = item.declaration.natures;
    if (std::find(natures.begin(), natures.end(), kOther) == natures.end()) return;
    if (item.declaration.form == "CN22") return; // its form has no room for an explanation
    if (is_blank(item.declaration.nature_explanation)) {
        item.report(codes::kNatureExplanationMissing, "nature_explanation");
    }
}

void gift_claims_nothing(Inspection& item) {
    if (!item.category.gift || item.declaration.claim == core::Claim::none) return;
    // beside a gift there may be goods that the claim is for
    const auto cap = item.category.commercial ? core::Severity::warning : core::Severity::error;
    item.report_at_most(cap, codes::kClaimOnGift, "claim");
}

void commercial_item_names_its_invoice(Inspection& item) {
    const auto need = item.requirement.invoice;
    if (need == codelists::Need::none) return;
    if (!item.category.commercial || item.declaration.form == "CN22") return; // the CN 22 has no such box
    if (!has_invoice(item.declaration))
        item.report_at_most(Inspection::cap_of(need), codes::kInvoiceMissing, "documents");
}

void gift_is_no_business(Inspection& item) {
    if (!item.category.gift || item.category.commercial) return;
    const auto& d = item.declaration;
    const auto tell = [&](const char* sign) { item.report(codes::kGiftBusiness, "natures", {sign}); };
    if (d.claim != core::Claim::none) return; // said already, as an error
    if (has_invoice(d)) return tell("@sign.invoice");
    core::Decimal pieces;
    bool classified = false;
    for (const auto& line : d.lines) {
        classified = classified || !is_blank(line.hs_code);
        if (line.quantity && is_blank(line.quantity_unit)) pieces = pieces + *line.quantity;
    }
    if (!classified) return;
    if (!is_blank(d.sender.business)) return tell("@sign.business");
    if (pieces > item.lists.plausibility().gift_pieces()) tell("@sign.quantity");
}

} // namespace postern::validate
