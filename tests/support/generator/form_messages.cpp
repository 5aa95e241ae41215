// CN 22 and CN 23 as messages: the same boxes in each form's own order.
#include "support/generator/messages.hpp"
#include "support/generator/shared_parts.hpp"

namespace postern::generator {

namespace {

using core::Declaration;

void write_service(ElementWriter& out, const Declaration& declaration) {
    out.open("service");
    out.leaf("mail_class", declaration.mail_class);
    out.leaf("mail_category", declaration.mail_category);
    out.leaf("mail_subclass", declaration.mail_subclass);
    out.leaf("handling_class", declaration.handling_class);
    out.leaf("origin_operator", declaration.origin_operator);
    out.leaf("destination_operator", declaration.destination_operator);
    out.leaf("office_of_origin", declaration.office_of_origin);
    if (declaration.posting_date) out.leaf("posting_date", core::to_string(*declaration.posting_date));
    out.leaf("transport_mode", declaration.transport_mode);
    out.close();
}

void write_party(ElementWriter& out, std::string_view name, const core::Party& party) {
    out.open(name);
    out.leaf("name", party.name);
    out.leaf("first_name", party.first_name);
    out.leaf("last_name", party.last_name);
    out.leaf("business", party.business);
    for (const auto& line : party.address_lines)
        out.leaf("address_line", line);
    out.leaf("postcode", party.postcode);
    out.leaf("city", party.city);
    out.leaf("subdivision", party.subdivision);
    out.leaf("country", party.country);
    out.leaf("telephone", party.telephone);
    out.leaf("fax", party.fax);
    out.leaf("email", party.email);
    write_party_numbers(out, party);
    out.close();
}

void write_lines(ElementWriter& out, const Declaration& declaration) {
    out.open("lines");
    for (const auto& line : declaration.lines) {
        out.open("line");
        for (const auto& text : line.descriptions) {
            out.leaf("description", text.lang.empty() ? "" : " xml:lang=\"" + escaped(text.lang) + "\"", text.value);
        }
        out.leaf("quantity", line.quantity);
        out.leaf("quantity_unit", line.quantity_unit);
        out.leaf("net_weight", line.net_weight_kg);
        out.leaf("value", line.line_value);
        out.leaf("unit_value", line.unit_value);
        out.leaf("currency", line.currency);
        out.leaf("hs_code", line.hs_code);
        out.leaf("origin_country", line.origin_country);
        out.leaf("import_restrictions", line.import_restrictions);
        out.close();
    }
    out.close();
}

void write_categories(ElementWriter& out, const Declaration& declaration) {
    out.open("categories");
    for (const auto& nature : declaration.natures)
        out.leaf("category", nature);
    out.leaf("explanation", declaration.nature_explanation);
    out.close();
}

void write_numbered(ElementWriter& out, const Declaration& declaration, std::string_view group,
                    core::DocumentKind kind) {
    out.open(group);
    for (const auto& document : declaration.documents) {
        if (document.kind == kind) out.leaf("number", document.number);
    }
    out.close();
}

void write_cn23_papers(ElementWriter& out, const Declaration& declaration) {
    write_numbered(out, declaration, "licences", core::DocumentKind::licence);
    write_numbered(out, declaration, "certificates", core::DocumentKind::certificate);
    write_numbered(out, declaration, "invoices", core::DocumentKind::invoice);
    out.open("other_documents");
    for (const auto& document : declaration.documents) {
        if (document.kind != core::DocumentKind::other) continue;
        out.open("document");
        out.leaf("number", document.number);
        out.leaf("name", document.name);
        out.close();
    }
    out.close();
}

void write_beyond_the_form(ElementWriter& out, const Declaration& declaration) {
    out.open("beyond_the_form");
    if (declaration.importer) write_party(out, "importer", *declaration.importer);
    out.money("shipping_charged", declaration.shipping_charged);
    out.leaf("comments", declaration.comments);
    out.open("documents");
    for (const auto& document : declaration.documents) {
        out.open("document");
        out.leaf("kind", kind_name(document.kind));
        out.leaf("number", document.number);
        out.leaf("name", document.name);
        out.close();
    }
    out.close();
    write_requests(out, declaration);
    out.close();
}

} // namespace

std::string to_cn22_xml(const Declaration& declaration) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ElementWriter out(text);
    out.open("cn22 xmlns=\"urn:postern:cn22:1\"");
    out.leaf("item_id", declaration.item_id);
    out.leaf("reference", declaration.sender_reference);
    write_service(out, declaration);
    write_categories(out, declaration);
    write_lines(out, declaration);
    out.leaf("total_weight", declaration.gross_weight_kg);
    out.money("total_value", declaration.total_value);
    write_certification(out, declaration);
    out.open("address_side");
    write_party(out, "sender", declaration.sender);
    write_party(out, "addressee", declaration.addressee);
    out.money("postage", declaration.postage);
    out.money("insured_value", declaration.insured_value);
    out.close();
    write_beyond_the_form(out, declaration);
    out.close();
    return text;
}

std::string to_cn23_xml(const Declaration& declaration) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ElementWriter out(text);
    out.open("cn23 xmlns=\"urn:postern:cn23:1\"");
    out.leaf("form", declaration.form == "CP72" ? "CP72" : "CN23");
    out.leaf("item_id", declaration.item_id);
    out.leaf("reference", declaration.sender_reference);
    write_service(out, declaration);
    write_party(out, "from", declaration.sender);
    write_party(out, "to", declaration.addressee);
    if (declaration.importer) write_party(out, "importer", *declaration.importer);
    write_lines(out, declaration);
    out.leaf("gross_weight", declaration.gross_weight_kg);
    out.money("total_value", declaration.total_value);
    out.money("postage", declaration.postage);
    out.money("shipping_charged", declaration.shipping_charged);
    out.money("insured_value", declaration.insured_value);
    write_categories(out, declaration);
    out.leaf("comments", declaration.comments);
    write_cn23_papers(out, declaration);
    write_certification(out, declaration);
    write_requests(out, declaration);
    out.close();
    return text;
}

std::string to_form_xml(const Declaration& declaration) {
    return declaration.form == "CN22" ? to_cn22_xml(declaration) : to_cn23_xml(declaration);
}

} // namespace postern::generator
