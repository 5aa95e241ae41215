// ITMATT as a message: a header and many items.
#include "support/generator/messages.hpp"
#include "support/generator/shared_parts.hpp"

#include <algorithm>

namespace postern::generator {

namespace {

using core::Declaration;

void write_party(ElementWriter& out, std::string_view name, const core::Party& party) {
    out.open(name);
    out.leaf("name", party.name);
    out.leaf("first_name", party.first_name);
    out.leaf("last_name", party.last_name);
    out.leaf("business", party.business);
    static constexpr std::string_view kLines[] = {"address_line_1", "address_line_2"};
    for (std::size_t i = 0; i < std::min<std::size_t>(party.address_lines.size(), 2); ++i) {
        out.leaf(kLines[i], party.address_lines[i]);
    }
    out.leaf("zip", party.postcode);
    out.leaf("city", party.city);
    out.leaf("state", party.subdivision);
    out.leaf("country", party.country);
    out.leaf("telephone", party.telephone);
    out.leaf("fax", party.fax);
    out.leaf("email", party.email);
    write_party_numbers(out, party);
    out.close();
}

void write_head(ElementWriter& out, const Declaration& declaration) {
    out.leaf("id", declaration.item_id);
    out.leaf("local_id", declaration.sender_reference);
    out.leaf("type", "MI");
    out.leaf("form", declaration.form);
    out.leaf("mail_class", declaration.mail_class);
    out.leaf("mail_category", declaration.mail_category);
    out.leaf("mail_subclass", declaration.mail_subclass);
    out.leaf("handling_class", declaration.handling_class);
    out.leaf("orig_operator", declaration.origin_operator);
    out.leaf("dest_operator", declaration.destination_operator);
    out.leaf("orig_office", declaration.office_of_origin);
    if (declaration.posting_date) out.leaf("posting_date", core::to_string(*declaration.posting_date));
    for (const auto& nature : declaration.natures)
        out.leaf("nature_type", nature);
    out.leaf("nature_explanation", declaration.nature_explanation);
    out.leaf("gross_weight", declaration.gross_weight_kg);
    out.money("total_value", declaration.total_value);
    out.money("postage", declaration.postage);
    out.money("shipping_charged", declaration.shipping_charged);
    out.money("insured_value", declaration.insured_value);
    out.leaf("transport_mode", declaration.transport_mode);
    out.leaf("comments", declaration.comments);
}

void write_pieces(ElementWriter& out, const Declaration& declaration) {
    out.open("content_pieces");
    int index = 0;
    for (const auto& line : declaration.lines) {
        out.open("content_piece");
        out.leaf("index", std::to_string(++index));
        for (const auto& text : line.descriptions) {
            out.leaf("description", text.lang.empty() ? "" : " xml:lang=\"" + escaped(text.lang) + "\"", text.value);
        }
        out.leaf("number", line.quantity);
        out.leaf("number_unit", line.quantity_unit);
        out.leaf("net_weight", line.net_weight_kg);
        out.leaf("amount", line.line_value);
        out.leaf("unit_amount", line.unit_value);
        out.leaf("currency", line.currency);
        out.leaf("hs", line.hs_code);
        out.leaf("orig_country", line.origin_country);
        out.leaf("import_restrictions", line.import_restrictions);
        out.close();
    }
    out.close();
}

void write_item(ElementWriter& out, const Declaration& declaration) {
    out.open("item");
    write_head(out, declaration);
    write_party(out, "sender", declaration.sender);
    write_party(out, "recipient", declaration.addressee);
    if (declaration.importer) write_party(out, "importer", *declaration.importer);
    write_pieces(out, declaration);
    out.open("documents");
    for (const auto& document : declaration.documents) {
        out.open("document");
        out.leaf("id", document.number);
        out.leaf("name", document.name);
        out.leaf("type", kind_name(document.kind));
        out.close();
    }
    out.close();
    write_certification(out, declaration);
    write_requests(out, declaration);
    out.close();
}

} // namespace

std::string to_itmatt_xml(std::span<const Declaration> declarations, const ItmattHeader& header) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ElementWriter out(text);
    out.open("message xmlns=\"m33\"");
    out.open("msghead");
    out.open("sender");
    out.leaf("operator", "NPA");
    out.close();
    out.leaf("message_ref", header.message_reference);
    if (header.test) out.leaf("test_indicator", "1");
    out.close();
    out.open("msgbody");
    out.open("itmatt_1_5_0");
    for (const auto& declaration : declarations)
        write_item(out, declaration);
    out.close();
    out.close();
    out.close();
    return text;
}

} // namespace postern::generator
