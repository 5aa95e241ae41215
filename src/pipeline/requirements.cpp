// Requirements as JSON: each part is told from the list that the rules ask too.
#include "pipeline/requirements.hpp"

#include "pipeline/report.hpp"
#include "pipeline/requirement_parts.hpp"

#include <algorithm>
#include <array>

namespace postern::pipeline {

namespace {

using codelists::Need;

constexpr std::array<std::string_view, 15> kAlwaysAsked = {
    "natures",        "gross_weight_kg",    "sender.name",    "sender.address_lines", "sender.city",
    "sender.country", "addressee.name",     "addressee.city", "addressee.country",    "addressee.address_lines",
    "certification",  "lines.descriptions", "lines.quantity", "lines.net_weight_kg",  "lines.line_value"};

struct Sheet {
    json::Writer& out;
    const Parts& parts;
    const codelists::Codelists& lists;
    const RequirementsQuestion& question;
    core::Date day;
    const text::Catalogue& texts;
    std::string_view lang;
    const codelists::Requirement& there = lists.requirements().of(question.destination, day);

    bool is_sale() const { return question.nature == "11"; }
    bool is_commercial() const { return lists.is_commercial_nature(question.nature); }
    bool is_documents() const { return question.nature == "91"; }
};

std::string box_of(const Sheet& t, std::string_view source, std::string_view field) {
    const auto known = t.parts.library->source(source);
    if (!known) return {};
    const auto rows = known->fields.rows_of(field);
    return rows.empty() ? std::string() : rows.front()->box;
}

void write_box(Sheet& t, std::string_view field, std::string_view need) {
    t.out.begin_object();
    t.out.member("field", field);
    t.out.member("title", t.texts.entry("field." + std::string(field), t.lang).title);
    t.out.member("need", need);
    t.out.member_if("box_cn22", box_of(t, "cn22", field));
    t.out.member_if("box_cn23", box_of(t, "cn23", field));
    t.out.end_object();
}

bool duty_is_exempt(const Sheet& t) {
    return t.lists.is_duty_exempt(t.there, {t.question.nature}, t.question.value, t.day);
}

void write_boxes(Sheet& t) {
    t.out.key("boxes");
    t.out.begin_array();
    const auto ask = [&](std::string_view field, std::string_view need) {
        if (need != "none") write_box(t, field, need);
    };
    for (const auto field : kAlwaysAsked) {
        const bool of_goods = field.starts_with("lines.");
        if (!t.is_documents() || !of_goods) ask(field, "required");
    }
    const auto* postcode = t.lists.postcodes().of(t.question.destination);
    ask("addressee.postcode", postcode != nullptr && postcode->needed ? "wanted" : "none");
    ask("addressee.telephone", t.is_documents() ? "none" : to_string(t.there.contact));
    ask("addressee.numbers", t.is_documents() ? "none" : to_string(t.there.reference_need));
    ask("lines.hs_code", to_string(t.there.hs_need(t.is_sale(), t.is_commercial(), t.is_documents())));
    ask("lines.origin_country", t.is_sale() ? "required" : t.is_commercial() ? "wanted" : "none");
    ask("lines.quantity_unit", t.is_commercial() ? to_string(t.there.supplementary_quantity) : "none");
    ask("documents.invoice", t.is_commercial() ? to_string(t.there.invoice) : "none");
    ask("nature_explanation", t.question.nature == "999" ? "wanted" : "none");
    const bool prepay = t.there.duty_prepaid == codelists::DutyPrepaid::required && !duty_is_exempt(t);
    ask("duties_prepaid", prepay ? "required" : "none");
    t.out.end_array();
}

/// The CN 22 up to the post's ceiling on letter post, or where the post's own row is about that product.
void write_form(Sheet& t) {
    const auto ceiling = t.lists.cn22_ceiling(t.question.origin, t.question.mail_class, t.day);
    const bool fits_class = t.question.mail_class == "U" || (ceiling && ceiling->product == t.question.mail_class);
    bool below = ceiling.has_value();
    if (ceiling && t.question.value) {
        const auto value = t.lists.convert(*t.question.value, ceiling->amount.currency, t.day);
        below = value && value->amount <= ceiling->amount.amount;
    }
    t.out.key("forms");
    t.out.begin_array();
    if (fits_class && below) t.out.value("CN22");
    t.out.value("CN23");
    if (t.question.mail_class == "C") t.out.value("CP72");
    t.out.end_array();
    if (fits_class && ceiling) write_money(t.out, "cn22_ceiling", ceiling->amount);
}

void write_destination(Sheet& t) {
    auto& out = t.out;
    out.member_if("hs_edition", t.there.hs_edition);
    for (const auto& [name, words] : {std::pair{"languages", &t.there.languages}, {"scripts", &t.there.scripts}}) {
        out.list(name, *words);
    }
    if (const auto* scheme = t.lists.number_schemes().find(t.there.reference)) {
        out.key("addressee_number");
        out.begin_object();
        out.member("scheme", t.there.reference);
        out.member("need", to_string(t.there.reference_need));
        out.member("example", scheme->example);
        out.end_object();
    }
    if (const auto limit = t.lists.weight_limit(t.question.mail_class, {}, t.question.destination)) {
        out.member("usual_weight_kg", limit->usual.kilograms.to_string());
        out.member("greatest_weight_kg", limit->greatest.kilograms.to_string());
    }
}

std::string six_digits(std::uint32_t code) {
    std::string digits = std::to_string(code);
    return std::string(6 - digits.size(), '0') + digits;
}

void write_goods(Sheet& t) {
    t.out.key("restricted_goods");
    t.out.begin_array();
    for (const auto& row : t.lists.restrictions().all()) {
        if (!row.applies(t.question.origin, t.question.destination, t.day)) continue;
        t.out.begin_object();
        t.out.member("id", row.id);
        t.out.member("title", t.texts.entry("restriction." + row.id, t.lang).title);
        t.out.member("effect", row.prohibited ? "prohibited" : "restricted");
        if (row.hs) {
            t.out.member("hs_from", six_digits(row.hs->first));
            t.out.member("hs_to", six_digits(row.hs->last));
        }
        t.out.member_if("document", row.document);
        t.out.member_if("basis", row.basis);
        t.out.end_object();
    }
    t.out.end_array();
}

void write_filings(Sheet& t) {
    core::Declaration asked;
    asked.sender.country = t.question.origin;
    asked.addressee.country = t.question.destination;
    asked.natures = {t.question.nature};
    asked.mail_class = t.question.mail_class;
    asked.claim = t.question.claim;
    asked.total_value = t.question.value;
    std::vector<core::Finding> unasked;
    t.out.key("filings");
    t.out.begin_array();
    for (const auto& choice : t.parts.checker->routes().choose({asked, t.lists, t.day, {}, {}}, unasked)) {
        t.out.begin_object();
        t.out.member("route", choice.route->name);
        t.out.member("outcome", name_of(choice.route->outcome));
        t.out.member_if("agency", choice.route->agency);
        t.out.member_if("profile", choice.route->profile);
        t.out.member_if("legal_basis", choice.route->legal_basis);
        t.out.end_object();
    }
    t.out.end_array();
}

} // namespace

void write_requirements(json::Writer& out, const Parts& parts, const codelists::Codelists& lists,
                        const RequirementsQuestion& question, core::Date day, const text::Catalogue& texts,
                        std::string_view lang) {
    Sheet t{out, parts, lists, question, day, texts, lang};
    out.begin_object();
    out.member("origin", question.origin);
    out.member("destination", question.destination);
    out.member("category", question.nature);
    out.member("mail_class", question.mail_class);
    out.member("day", core::to_string(day));
    write_form(t);
    write_boxes(t);
    write_destination(t);
    const Asked asked{out, lists, question, day, texts, lang, t.there};
    write_duty_prepaid(asked);
    write_easy_export(asked);
    write_papers(asked);
    write_goods(t);
    write_filings(t);
    out.end_object();
}

} // namespace postern::pipeline
