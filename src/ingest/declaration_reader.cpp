// Reads the canonical declaration's tree: one row per element of the schema, in the order of the schema.
#include "ingest/declaration_reader.hpp"
#include "ingest/values.hpp"

#include <charconv>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace postern::ingest {

namespace {

using core::ContentLine;
using core::Declaration;
using core::Party;
using xml::Element;

template <class Target>
using Setters = std::unordered_map<std::string_view, std::function<void(Target&, Element, Place&)>>;

template <class Target>
void read_children(Target& target, Element parent, const Setters<Target>& setters, Place& place) {
    for (Element e = parent.first_child(); e; e = e.next_sibling()) {
        if (const auto setter = setters.find(e.name()); setter != setters.end()) setter->second(target, e, place);
    }
}

template <class Target>
auto text_into(std::string Target::*member) {
    return [member](Target& target, Element e, Place&) { target.*member = e.text(); };
}

void read_numbers(Party& party, Element list, Place&) {
    for (const auto& e : list.children("number")) {
        party.numbers.push_back(
            {e.attribute("scheme").value_or("UNKNOWN"), e.text(), e.attribute("side").value_or("")});
    }
}

const Setters<Party>& party_setters() {
    static const Setters<Party> kSetters = {
        {"name", text_into(&Party::name)},
        {"first_name", text_into(&Party::first_name)},
        {"last_name", text_into(&Party::last_name)},
        {"business", text_into(&Party::business)},
        {"address_lines",
         [](Party& p, Element e, Place&) {
             for (const auto& line : e.children("line"))
                 p.address_lines.push_back(line.text());
         }},
        {"postcode", text_into(&Party::postcode)},
        {"city", text_into(&Party::city)},
        {"subdivision", text_into(&Party::subdivision)},
        {"country", text_into(&Party::country)},
        {"telephone", text_into(&Party::telephone)},
        {"fax", text_into(&Party::fax)},
        {"email", text_into(&Party::email)},
        {"numbers", read_numbers},
    };
    return kSetters;
}

const Setters<ContentLine>& line_setters() {
    static const Setters<ContentLine> kSetters = {
        {"descriptions",
         [](ContentLine& l, Element e, Place&) {
             for (const auto& d : e.children("description")) {
                 l.descriptions.push_back({d.text(), d.attribute("lang").value_or("")});
             }
         }},
        {"quantity", [](ContentLine& l, Element e, Place& p) { l.quantity = decimal(e, "lines.quantity", p); }},
        {"quantity_unit", text_into(&ContentLine::quantity_unit)},
        {"net_weight_kg",
         [](ContentLine& l, Element e, Place& p) { l.net_weight_kg = weight(e, "lines.net_weight_kg", p); }},
        {"unit_weight_kg",
         [](ContentLine& l, Element e, Place& p) { l.unit_weight_kg = weight(e, "lines.unit_weight_kg", p); }},
        {"line_value", [](ContentLine& l, Element e, Place& p) { l.line_value = decimal(e, "lines.line_value", p); }},
        {"unit_value", [](ContentLine& l, Element e, Place& p) { l.unit_value = decimal(e, "lines.unit_value", p); }},
        {"currency", text_into(&ContentLine::currency)},
        {"hs_code", text_into(&ContentLine::hs_code)},
        {"origin_country", text_into(&ContentLine::origin_country)},
        {"import_restrictions", text_into(&ContentLine::import_restrictions)},
        {"hs_chosen_by", text_into(&ContentLine::hs_chosen_by)},
    };
    return kSetters;
}

void read_lines(Declaration& d, Element list, Place& place) {
    for (const auto& e : list.children("line")) {
        Place at{place.findings, static_cast<std::uint32_t>(d.lines.size() + 1)};
        read_children(d.lines.emplace_back(), e, line_setters(), at);
    }
}

void read_documents(Declaration& d, Element list, Place&) {
    for (const auto& e : list.children("document")) {
        core::SupportingDocument document;
        const std::string kind = e.attribute("kind").value_or("");
        if (kind == "licence") document.kind = core::DocumentKind::licence;
        if (kind == "certificate") document.kind = core::DocumentKind::certificate;
        if (kind == "invoice") document.kind = core::DocumentKind::invoice;
        if (const auto number = e.child("number")) document.number = number.text();
        if (const auto name = e.child("name")) document.name = name.text();
        d.documents.push_back(std::move(document));
    }
}

std::string child_text(Element parent, std::string_view name) {
    const auto e = parent.child(name);
    return e ? e.text() : std::string();
}

void read_certification(Declaration& d, Element e, Place& place) {
    auto& c = d.certification.emplace();
    c.by = child_text(e, "by");
    if (const auto on = e.child("on")) c.on = date(on, "certification.on", place);
    c.at = child_text(e, "at");
    c.how = child_text(e, "how");
}

void read_duties(Declaration& d, Element e, Place& place) {
    auto& duties = d.duties_prepaid.emplace();
    duties.terms = child_text(e, "terms");
    for (const auto& amount : e.child("amounts") ? e.child("amounts").children("amount") : std::vector<Element>()) {
        if (auto value = money(amount, "duties_prepaid.amounts", place)) {
            duties.amounts.push_back({amount.attribute("kind").value_or(""), *value});
        }
    }
    duties.provider = child_text(e, "provider");
    duties.reference = child_text(e, "reference");
    if (const auto at = e.child("at")) duties.at = core::parse_rfc3339(at.text());
}

void read_non_delivery(Declaration& d, Element e, Place& place) {
    auto& n = d.non_delivery.emplace();
    n.instruction = child_text(e, "instruction");
    if (const auto days = e.child("after_days")) {
        const std::string text = days.text();
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size())
            n.after_days = value;
        else
            report_unreadable(place, "non_delivery.after_days");
    }
    n.redirect_to = child_text(e, "redirect_to");
}

const Setters<Declaration>& declaration_setters() {
    using D = Declaration;
    static const Setters<D> kSetters = {
        {"form", text_into(&D::form)},
        {"item_id", text_into(&D::item_id)},
        {"sender_reference", text_into(&D::sender_reference)},
        {"mail_class", text_into(&D::mail_class)},
        {"mail_category", text_into(&D::mail_category)},
        {"mail_subclass", text_into(&D::mail_subclass)},
        {"handling_class", text_into(&D::handling_class)},
        {"origin_operator", text_into(&D::origin_operator)},
        {"destination_operator", text_into(&D::destination_operator)},
        {"office_of_origin", text_into(&D::office_of_origin)},
        {"posting_date", [](D& d, Element e, Place& p) { d.posting_date = date(e, "posting_date", p); }},
        {"natures",
         [](D& d, Element e, Place&) {
             for (const auto& nature : e.children("nature"))
                 d.natures.push_back(nature.text());
         }},
        {"nature_explanation", text_into(&D::nature_explanation)},
        {"gross_weight_kg", [](D& d, Element e, Place& p) { d.gross_weight_kg = weight(e, "gross_weight_kg", p); }},
        {"total_value", [](D& d, Element e, Place& p) { d.total_value = money(e, "total_value", p); }},
        {"postage", [](D& d, Element e, Place& p) { d.postage = money(e, "postage", p); }},
        {"shipping_charged", [](D& d, Element e, Place& p) { d.shipping_charged = money(e, "shipping_charged", p); }},
        {"insured_value", [](D& d, Element e, Place& p) { d.insured_value = money(e, "insured_value", p); }},
        {"transport_mode", text_into(&D::transport_mode)},
        {"comments", text_into(&D::comments)},
        {"sender", [](D& d, Element e, Place& p) { read_children(d.sender, e, party_setters(), p); }},
        {"addressee", [](D& d, Element e, Place& p) { read_children(d.addressee, e, party_setters(), p); }},
        {"importer", [](D& d, Element e, Place& p) { read_children(d.importer.emplace(), e, party_setters(), p); }},
        {"lines", read_lines},
        {"documents", read_documents},
        {"certification", read_certification},
        {"representation",
         [](D& d, Element e, Place&) {
             d.representation =
                 core::Representation{child_text(e, "kind"), child_text(e, "representative"), child_text(e, "mandate")};
         }},
        {"claim", [](D& d, Element e, Place&) { d.claim = core::claim_named(e.text()).value_or(core::Claim::none); }},
        {"duties_prepaid", read_duties},
        {"non_delivery", read_non_delivery},
        {"extra_fields",
         [](D& d, Element e, Place&) {
             for (const auto& field : e.children("field")) {
                 d.extra_fields.push_back({field.attribute("name").value_or(""), field.text()});
             }
         }},
    };
    return kSetters;
}

} // namespace

Declaration read_declaration(const xml::Document& canonical, std::vector<core::Finding>& findings) {
    Declaration declaration;
    Place place{findings, 0};
    read_children(declaration, canonical.root(), declaration_setters(), place);
    return declaration;
}

} // namespace postern::ingest
