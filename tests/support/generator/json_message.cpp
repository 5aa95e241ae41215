// Declarations as JSON messages, member by member as schemas/declaration.schema.json names them.
#include "support/generator/messages.hpp"
#include "support/generator/shared_parts.hpp"
#include "json/writer.hpp"

namespace postern::generator {

namespace {

using json::Writer;

void write(Writer& out, std::string_view name, const std::optional<core::Decimal>& number) {
    if (number) out.member(name, number->to_string());
}

void write(Writer& out, std::string_view name, const std::optional<core::Weight>& weight) {
    if (weight) out.member(name, weight->kilograms.to_string());
}

void write(Writer& out, std::string_view name, const std::optional<core::Money>& money) {
    if (!money) return;
    out.key(name);
    out.begin_object();
    out.member("amount", money->amount.to_string());
    out.member("currency", money->currency);
    out.end_object();
}

void write(Writer& out, std::string_view name, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out.key(name);
    out.begin_array();
    for (const auto& text : texts)
        out.value(text);
    out.end_array();
}

/// An array of objects, each written by one; left out where there are none.
template <class Entries, class One>
void write_each(Writer& out, std::string_view name, const Entries& entries, One one) {
    if (entries.empty()) return;
    out.key(name);
    out.begin_array();
    for (const auto& entry : entries) {
        out.begin_object();
        one(entry);
        out.end_object();
    }
    out.end_array();
}

void write_party(Writer& out, std::string_view name, const core::Party& party) {
    out.key(name);
    out.begin_object();
    out.member_if("name", party.name);
    out.member_if("first_name", party.first_name);
    out.member_if("last_name", party.last_name);
    out.member_if("business", party.business);
    write(out, "address_lines", party.address_lines);
    out.member_if("postcode", party.postcode);
    out.member_if("city", party.city);
    out.member_if("subdivision", party.subdivision);
    out.member_if("country", party.country);
    out.member_if("telephone", party.telephone);
    out.member_if("fax", party.fax);
    out.member_if("email", party.email);
    write_each(out, "numbers", party.numbers, [&](const core::PartyNumber& number) {
        out.member("scheme", number.scheme);
        out.member("value", number.value);
        out.member_if("side", number.side);
    });
    out.end_object();
}

void write_line(Writer& out, const core::ContentLine& line) {
    write_each(out, "descriptions", line.descriptions, [&](const core::Text& text) {
        out.member("text", text.value);
        out.member_if("lang", text.lang);
    });
    write(out, "quantity", line.quantity);
    out.member_if("quantity_unit", line.quantity_unit);
    write(out, "net_weight_kg", line.net_weight_kg);
    write(out, "unit_weight_kg", line.unit_weight_kg);
    write(out, "line_value", line.line_value);
    write(out, "unit_value", line.unit_value);
    out.member_if("currency", line.currency);
    out.member_if("hs_code", line.hs_code);
    out.member_if("origin_country", line.origin_country);
    out.member_if("import_restrictions", line.import_restrictions);
}

void write_certification(Writer& out, const core::Certification& certification) {
    out.key("certification");
    out.begin_object();
    out.member_if("by", certification.by);
    if (certification.on) out.member("on", core::to_string(*certification.on));
    out.member_if("at", certification.at);
    out.member_if("how", certification.how);
    out.end_object();
}

void write_duties(Writer& out, const core::DutiesPrepaid& duties) {
    out.key("duties_prepaid");
    out.begin_object();
    out.member_if("terms", duties.terms);
    write_each(out, "amounts", duties.amounts, [&](const core::PrepaidAmount& amount) {
        out.member("kind", amount.kind);
        out.member("amount", amount.money.amount.to_string());
        out.member("currency", amount.money.currency);
    });
    out.member_if("provider", duties.provider);
    out.member_if("reference", duties.reference);
    if (duties.at) out.member("at", core::to_rfc3339(*duties.at));
    out.end_object();
}

void write_requests(Writer& out, const core::Declaration& d) {
    if (d.representation) {
        out.key("representation");
        out.begin_object();
        out.member_if("kind", d.representation->kind);
        out.member_if("representative", d.representation->representative);
        out.member_if("mandate", d.representation->mandate);
        out.end_object();
    }
    out.member("claim", core::to_string(d.claim));
    if (d.duties_prepaid) write_duties(out, *d.duties_prepaid);
    if (!d.non_delivery) return;
    out.key("non_delivery");
    out.begin_object();
    out.member_if("instruction", d.non_delivery->instruction);
    if (d.non_delivery->after_days) out.member("after_days", *d.non_delivery->after_days);
    out.member_if("redirect_to", d.non_delivery->redirect_to);
    out.end_object();
}

} // namespace

std::string to_json(const core::Declaration& d) {
    Writer out;
    out.begin_object();
    out.member_if("form", d.form);
    out.member_if("item_id", d.item_id);
    out.member_if("sender_reference", d.sender_reference);
    out.member_if("mail_class", d.mail_class);
    out.member_if("mail_category", d.mail_category);
    out.member_if("mail_subclass", d.mail_subclass);
    out.member_if("handling_class", d.handling_class);
    out.member_if("origin_operator", d.origin_operator);
    out.member_if("destination_operator", d.destination_operator);
    out.member_if("office_of_origin", d.office_of_origin);
    if (d.posting_date) out.member("posting_date", core::to_string(*d.posting_date));
    write(out, "natures", d.natures);
    out.member_if("nature_explanation", d.nature_explanation);
    write(out, "gross_weight_kg", d.gross_weight_kg);
    write(out, "total_value", d.total_value);
    write(out, "postage", d.postage);
    write(out, "shipping_charged", d.shipping_charged);
    write(out, "insured_value", d.insured_value);
    out.member_if("transport_mode", d.transport_mode);
    out.member_if("comments", d.comments);
    write_party(out, "sender", d.sender);
    write_party(out, "addressee", d.addressee);
    if (d.importer) write_party(out, "importer", *d.importer);
    write_each(out, "lines", d.lines, [&](const core::ContentLine& line) { write_line(out, line); });
    write_each(out, "documents", d.documents, [&](const core::SupportingDocument& document) {
        out.member("kind", kind_name(document.kind));
        out.member_if("number", document.number);
        out.member_if("name", document.name);
    });
    if (d.certification) write_certification(out, *d.certification);
    write_requests(out, d);
    write_each(out, "extra_fields", d.extra_fields, [&](const core::ExtraField& field) {
        out.member("name", field.name);
        out.member("value", field.value);
    });
    out.end_object();
    return out.take();
}

} // namespace postern::generator
