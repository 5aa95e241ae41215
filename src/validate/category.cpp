// Rules about the category of the item; the form says: tick one or more.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

constexpr std::string_view kOther = "999";

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
    if (!item.category.commercial || item.declaration.form == "CN22") return; // the CN 22 has no such box
    const auto& documents = item.declaration.documents;
    const auto is_invoice = [](const auto& document) {
        return document.kind == core::DocumentKind::invoice && !is_blank(document.number);
    };
    if (std::none_of(documents.begin(), documents.end(), is_invoice)) item.report(codes::kInvoiceMissing, "documents");
}

} // namespace postern::validate
