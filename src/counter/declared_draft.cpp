// A canonical declaration as a draft: the members of a JSON message.
#include "counter/draft.hpp"
#include "json/writer.hpp"

#include <optional>

namespace postern::counter {

namespace {

void decimal_if(json::Writer& out, std::string_view name, const std::optional<core::Decimal>& number) {
    if (number) out.member(name, number->to_string());
}
void weight_if(json::Writer& out, std::string_view name, const std::optional<core::Weight>& weight) {
    if (weight) out.member(name, weight->kilograms.to_string());
}
void money_if(json::Writer& out, std::string_view name, const std::optional<core::Money>& money) {
    if (!money) return;
    out.key(name);
    out.begin_object();
    out.member("amount", money->amount.to_string());
    out.member_if("currency", money->currency);
    out.end_object();
}
void texts_if(json::Writer& out, std::string_view name, const std::vector<std::string>& texts) {
    if (!texts.empty()) out.list(name, texts);
}

/// Each one as an object.
template <class Row, class Fill>
void rows_if(json::Writer& out, std::string_view name, const std::vector<Row>& rows, const Fill& fill) {
    if (rows.empty()) return;
    out.key(name);
    out.begin_array();
    for (const auto& row : rows) {
        out.begin_object();
        fill(row);
        out.end_object();
    }
    out.end_array();
}

void write_party(json::Writer& out, std::string_view name, const core::Party& party) {
    out.key(name);
    out.begin_object();
    out.member_if("name", party.name);
    out.member_if("first_name", party.first_name);
    out.member_if("last_name", party.last_name);
    out.member_if("business", party.business);
    texts_if(out, "address_lines", party.address_lines);
    out.member_if("postcode", party.postcode);
    out.member_if("city", party.city);
    out.member_if("subdivision", party.subdivision);
    out.member_if("country", party.country);
    out.member_if("telephone", party.telephone);
    out.member_if("fax", party.fax);
    out.member_if("email", party.email);
    rows_if(out, "numbers", party.numbers, [&](const core::PartyNumber& number) {
        if (number.scheme != "UNKNOWN") out.member_if("scheme", number.scheme);
        out.member_if("value", number.value);
        out.member_if("side", number.side);
    });
    out.end_object();
}

void write_line(json::Writer& out, const core::ContentLine& line) {
    rows_if(out, "descriptions", line.descriptions, [&](const core::Text& text) {
        out.member_if("lang", text.lang);
        out.member("text", text.value);
    });
    decimal_if(out, "quantity", line.quantity);
    out.member_if("quantity_unit", line.quantity_unit);
    weight_if(out, "net_weight_kg", line.net_weight_kg);
    weight_if(out, "unit_weight_kg", line.unit_weight_kg);
    decimal_if(out, "line_value", line.line_value);
    decimal_if(out, "unit_value", line.unit_value);
    out.member_if("currency", line.currency);
    out.member_if("hs_code", line.hs_code);
    out.member_if("hs_chosen_by", line.hs_chosen_by);
    out.member_if("origin_country", line.origin_country);
    out.member_if("import_restrictions", line.import_restrictions);
}

std::string_view name_of_kind(core::DocumentKind kind) {
    switch (kind) {
    case core::DocumentKind::licence: return "licence";
    case core::DocumentKind::certificate: return "certificate";
    case core::DocumentKind::invoice: return "invoice";
    case core::DocumentKind::other: break;
    }
    return "other";
}

void write_rest(json::Writer& out, const core::Declaration& declaration) {
    rows_if(out, "documents", declaration.documents, [&](const core::SupportingDocument& document) {
        out.member("kind", name_of_kind(document.kind));
        out.member_if("number", document.number);
        out.member_if("name", document.name);
    });
    if (const auto& by = declaration.representation) {
        out.key("representation");
        out.begin_object();
        out.member_if("kind", by->kind);
        out.member_if("representative", by->representative);
        out.member_if("mandate", by->mandate);
        out.end_object();
    }
    if (declaration.claim != core::Claim::none) out.member("claim", core::to_string(declaration.claim));
    if (const auto& wish = declaration.non_delivery) {
        out.key("non_delivery");
        out.begin_object();
        out.member_if("instruction", wish->instruction);
        if (wish->after_days) out.member("after_days", *wish->after_days);
        out.member_if("redirect_to", wish->redirect_to);
        out.end_object();
    }
    rows_if(out, "extra_fields", declaration.extra_fields, [&](const core::ExtraField& field) {
        out.member_if("name", field.name);
        out.member_if("value", field.value);
    });
}

} // namespace

std::string fresh_copy(const core::Declaration& declaration) {
    json::Writer out;
    out.begin_object();
    out.member_if("form", declaration.form);
    out.member_if("mail_class", declaration.mail_class);
    out.member_if("mail_category", declaration.mail_category);
    out.member_if("mail_subclass", declaration.mail_subclass);
    out.member_if("handling_class", declaration.handling_class);
    out.member_if("origin_operator", declaration.origin_operator);
    out.member_if("destination_operator", declaration.destination_operator);
    out.member_if("office_of_origin", declaration.office_of_origin);
    texts_if(out, "natures", declaration.natures);
    out.member_if("nature_explanation", declaration.nature_explanation);
    weight_if(out, "gross_weight_kg", declaration.gross_weight_kg);
    money_if(out, "total_value", declaration.total_value);
    money_if(out, "shipping_charged", declaration.shipping_charged);
    money_if(out, "insured_value", declaration.insured_value);
    out.member_if("transport_mode", declaration.transport_mode);
    out.member_if("comments", declaration.comments);
    write_party(out, "sender", declaration.sender);
    write_party(out, "addressee", declaration.addressee);
    if (declaration.importer) write_party(out, "importer", *declaration.importer);
    rows_if(out, "lines", declaration.lines, [&](const core::ContentLine& line) { write_line(out, line); });
    write_rest(out, declaration);
    out.end_object();
    return out.take();
}

} // namespace postern::counter
