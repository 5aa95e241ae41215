// The parts that our XML of the forms and of ITMATT have alike, written once.
#include "support/generator/shared_parts.hpp"

namespace postern::generator {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
    if (value.empty()) return {};
    return std::string(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

std::string_view claim_name(core::Claim claim) {
    switch (claim) {
    case core::Claim::drawback: return "drawback";
    case core::Claim::tax_refund: return "tax_refund";
    case core::Claim::temporary_export: return "temporary_export";
    case core::Claim::none: break;
    }
    return "none";
}

void write_duties_prepaid(ElementWriter& out, const core::DutiesPrepaid& duties) {
    out.open("duties_prepaid");
    out.leaf("terms", duties.terms);
    out.open("amounts");
    for (const auto& amount : duties.amounts) {
        out.leaf("amount", attribute("kind", amount.kind) + attribute("currency", amount.money.currency),
                 amount.money.amount.to_string());
    }
    out.close();
    out.leaf("provider", duties.provider);
    out.leaf("reference", duties.reference);
    if (duties.at) out.leaf("at", core::to_rfc3339(*duties.at));
    out.close();
}

} // namespace

void write_party_numbers(ElementWriter& out, const core::Party& party) {
    out.open("numbers");
    for (const auto& number : party.numbers) {
        out.leaf("number", attribute("scheme", number.scheme) + attribute("side", number.side), number.value);
    }
    out.close();
}

void write_certification(ElementWriter& out, const core::Declaration& declaration) {
    if (!declaration.certification) return;
    const auto& certification = *declaration.certification;
    out.open("certification");
    out.leaf("by", certification.by);
    if (certification.on) out.leaf("on", core::to_string(*certification.on));
    out.leaf("at", certification.at);
    out.leaf("how", certification.how);
    out.close();
}

void write_requests(ElementWriter& out, const core::Declaration& declaration) {
    if (declaration.representation) {
        out.open("representation");
        out.leaf("kind", declaration.representation->kind);
        out.leaf("representative", declaration.representation->representative);
        out.leaf("mandate", declaration.representation->mandate);
        out.close();
    }
    out.leaf("claim", claim_name(declaration.claim));
    if (declaration.duties_prepaid) write_duties_prepaid(out, *declaration.duties_prepaid);
    if (declaration.non_delivery) {
        out.open("non_delivery");
        out.leaf("instruction", declaration.non_delivery->instruction);
        const auto& days = declaration.non_delivery->after_days;
        if (days) out.leaf("after_days", std::to_string(*days));
        out.leaf("redirect_to", declaration.non_delivery->redirect_to);
        out.close();
    }
    out.open("extra_fields");
    for (const auto& field : declaration.extra_fields)
        out.leaf("field", attribute("name", field.name), field.value);
    out.close();
}

std::string_view kind_name(core::DocumentKind kind) {
    switch (kind) {
    case core::DocumentKind::licence: return "licence";
    case core::DocumentKind::certificate: return "certificate";
    case core::DocumentKind::invoice: return "invoice";
    case core::DocumentKind::other: break;
    }
    return "other";
}

} // namespace postern::generator
