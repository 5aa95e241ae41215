// What stands on a form: amounts and weights as they were stated, words from the catalogue, addresses as on mail.
#include "counter/form_content.hpp"

#include "core/ascii.hpp"
#include "counter/party_content.hpp"

#include <array>
#include <utility>

namespace postern::counter {

using core::RefusalCode;
using core::Result;
using ports::FormKind;
using ports::FormSheet;

namespace {

constexpr std::string_view kCaptionPrefix = "form.";
constexpr int kWeightDigits = 3; ///< grams

core::Refusal no_form(RefusalCode code, std::string_view argument = {}) {
    return {code, std::string(argument), 0, 0, {}};
}

std::string_view mail_class_of(const core::Declaration& declaration) {
    return declaration.mail_class.empty() ? std::string_view("U") : std::string_view(declaration.mail_class);
}

/// Exact, but for lines without a value or in another currency: then nothing is said, for a total that is not one
/// would be a false declaration.
std::optional<core::Money> total_of(const core::Declaration& declaration) {
    if (declaration.total_value) return declaration.total_value;
    std::optional<core::Money> total;
    for (const auto& line : declaration.lines) {
        if (!line.line_value || line.currency.empty()) return std::nullopt;
        if (!total)
            total = core::Money{*line.line_value, line.currency};
        else if (total->currency != line.currency)
            return std::nullopt;
        else
            total->amount = total->amount + *line.line_value;
    }
    return total;
}

/// nullopt: a CN 22 does; else why it does not.
std::optional<std::string> cn22_does_not_do(const core::Declaration& declaration, core::Date day,
                                            const codelists::Codelists& lists) {
    const auto product = mail_class_of(declaration);
    const auto post = lists.post_of(declaration.sender.country);
    const auto ceiling = lists.cn22_ceiling(post, product, day);
    if (product != "U" && (!ceiling || ceiling->product != product)) return "CN 22, " + std::string(product);
    const auto total = total_of(declaration);
    if (!ceiling || !total || total->amount.is_zero()) return std::nullopt;
    const auto& limit = ceiling->amount;
    const auto compared = total->currency == limit.currency ? total : lists.convert(*total, limit.currency, day);
    if (compared && compared->amount > limit.amount) return "CN 22 ≤ " + printed_money(limit);
    return std::nullopt;
}

std::string quantity_of(const core::ContentLine& line) {
    if (!line.quantity) return {};
    const bool is_pieces = line.quantity_unit.empty() || line.quantity_unit == "C62";
    return line.quantity->to_string() + (is_pieces ? "" : " " + line.quantity_unit);
}

ports::FormLine line_of(const core::ContentLine& line, const core::CurrencyCode& currency, bool with_quantity) {
    ports::FormLine out;
    if (!line.descriptions.empty()) out.description = line.descriptions.front().value;
    out.quantity = quantity_of(line);
    if (with_quantity && !out.quantity.empty()) out.description = out.quantity + " × " + out.description;
    if (line.net_weight_kg) out.net_weight = printed_weight(*line.net_weight_kg);
    if (line.line_value)
        out.value = printed_money({*line.line_value, line.currency.empty() ? currency : line.currency});
    out.hs_code = line.hs_code;
    out.origin = line.origin_country;
    return out;
}

std::string_view name_of_nature(std::string_view code) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNatures = {{{"11", "nature-sale"},
                                                                                        {"21", "nature-returned"},
                                                                                        {"31", "nature-gift"},
                                                                                        {"32", "nature-sample"},
                                                                                        {"91", "nature-documents"}}};
    for (const auto& [known, name] : kNatures)
        if (known == code) return name;
    return "nature-other";
}

std::string documents_of(const core::Declaration& declaration, core::DocumentKind kind) {
    std::string numbers;
    for (const auto& document : declaration.documents)
        if (document.kind == kind) numbers = joined({numbers, document.number}, ", ");
    return numbers;
}

class Filling {
public:
    Filling(const core::Declaration& declaration, const FormOrder& order, const codelists::Codelists& lists,
            FormSheet& sheet)
        : declaration_(declaration), order_(order), lists_(lists), sheet_(sheet) {}

    void fill() {
        const auto& d = declaration_;
        put("operator", d.origin_operator.empty() ? order_.post : d.origin_operator);
        put_parties();
        if (d.gross_weight_kg) put("gross-weight", printed_weight(*d.gross_weight_kg));
        put("total-weight", std::string(sheet_.value("gross-weight")));
        if (const auto total = total_of(d)) put("total-value", printed_money(*total));
        if (d.postage) put("postage", printed_money(*d.postage));
        for (const auto& nature : d.natures)
            sheet_.ticks.emplace(name_of_nature(nature));
        put("explanation", d.nature_explanation);
        put_comments();
        put("licences", documents_of(d, core::DocumentKind::licence));
        put("certificates", documents_of(d, core::DocumentKind::certificate));
        put("invoice", documents_of(d, core::DocumentKind::invoice));
        put("office-date", joined({d.office_of_origin, d.posting_date ? core::to_string(*d.posting_date) : ""}, ", "));
        if (d.certification) put_signature(*d.certification);
        put_service();
        if (d.non_delivery) put_non_delivery(*d.non_delivery);
        put("form", std::string(ports::to_string(order_.form)));
        put("received-reference", d.sender_reference);
        put("status-link", order_.status_link);
        const auto currency = d.total_value ? d.total_value->currency : core::CurrencyCode();
        for (const auto& line : d.lines)
            sheet_.lines.push_back(line_of(line, currency, order_.form == FormKind::cn22));
    }

private:
    void put(std::string_view box, std::string text) {
        if (!text.empty()) sheet_.values.emplace(box, std::move(text));
    }
    std::string word(std::string_view name) const {
        const auto found = sheet_.captions.find(name);
        if (found == sheet_.captions.end()) return {};
        const auto& [french, other] = found->second;
        return french == other ? french : french + " / " + other;
    }

    void put_parties() {
        const auto& d = declaration_;
        put("from", joined({address_of(d.sender, lists_), contact_of(d.sender, "\n")}, "\n"));
        put("to", address_of(d.addressee, lists_));
        put("sender-reference", numbers_of(d.sender, "destination"));
        const auto& importer = d.importer ? *d.importer : d.addressee;
        put("importer-reference", numbers_of(importer, "origin"));
        const std::string name = d.importer ? joined({importer.name, importer.business}, ", ") : "";
        put("importer-contact", joined({name, contact_of(importer, ", ")}, ", "));
    }

    void put_comments() {
        std::string comments = declaration_.comments;
        for (const auto& line : declaration_.lines)
            comments = joined({comments, line.import_restrictions}, "; ");
        put("comments", comments);
    }

    /// What stands in the place of a signature: who certified it, where, when, and how.
    void put_signature(const core::Certification& certification) {
        const auto how = word("signed-" + certification.how);
        put("signature", joined({certification.on ? core::to_string(*certification.on) : "", certification.at,
                                 certification.by, how.empty() ? certification.how : how},
                                ", "));
    }

    void put_service() {
        const auto& d = declaration_;
        const auto named = [this](std::string_view kind, const std::string& code) {
            return word(std::string(kind) + core::ascii_lowered(code));
        };
        put("service", joined({named("class-", d.mail_class), named("category-", d.mail_category),
                               named("handling-", d.handling_class)},
                              "; "));
        if (d.insured_value) {
            put("insured-value", printed_money(*d.insured_value));
            if (d.insured_value->currency == "XDR") put("insured-sdr", d.insured_value->amount.to_string());
        }
        put("parcels", "1");
        std::size_t papers = 0;
        for (const auto& document : d.documents)
            if (document.kind != core::DocumentKind::licence) ++papers;
        put("papers", std::to_string(papers));
    }

    void put_non_delivery(const core::NonDelivery& wish) {
        sheet_.ticks.insert(wish.instruction);
        put("non-delivery", joined({wish.after_days ? std::to_string(*wish.after_days) : "", wish.redirect_to}, " – "));
    }

    const core::Declaration& declaration_;
    const FormOrder& order_;
    const codelists::Codelists& lists_;
    FormSheet& sheet_;
};

} // namespace

std::optional<FormKind> form_named(std::string_view name) {
    for (const auto form : {FormKind::cn22, FormKind::cn23, FormKind::cp72})
        if (ports::to_string(form) == name) return form;
    return std::nullopt;
}

std::optional<ports::PaperSize> size_named(FormKind form, std::string_view name) {
    const auto sizes = ports::sizes_of(form);
    if (name.empty()) return sizes.front();
    for (const auto size : sizes)
        if (ports::to_string(size) == name) return size;
    return std::nullopt;
}

std::map<std::string, ports::BilingualText, std::less<>> captions_in(const text::Catalogue& texts,
                                                                     std::string_view lang) {
    const std::string_view other = lang == "fr" ? std::string_view("en") : lang;
    const auto said = [&](const std::string& key, std::string_view in) {
        const auto& entry = texts.entry(key, in);
        return entry.text.empty() ? entry.title : entry.text;
    };
    std::map<std::string, ports::BilingualText, std::less<>> captions;
    for (const auto& key : texts.keys())
        if (key.starts_with(kCaptionPrefix))
            captions.emplace(key.substr(kCaptionPrefix.size()),
                             ports::BilingualText{said(key, "fr"), said(key, other)});
    return captions;
}

std::string printed_weight(const core::Weight& weight) {
    const auto& kilograms = weight.kilograms;
    return kilograms.scale() >= kWeightDigits ? kilograms.to_string()
                                              : kilograms.rounded(kWeightDigits, core::Rounding::down).to_string();
}

std::string printed_money(const core::Money& money) {
    return joined({money.amount.to_string(), money.currency}, " ");
}

Result<FormSheet> form_content(const core::Declaration& declaration, const FormOrder& order,
                               const text::Catalogue& texts, const codelists::Codelists& lists) {
    if (order.item_id.empty()) return no_form(RefusalCode::item_id_missing);
    if (order.form == FormKind::cn22)
        if (const auto why = cn22_does_not_do(declaration, order.day, lists))
            return no_form(RefusalCode::form_does_not_suffice, *why);
    FormSheet sheet;
    sheet.form = order.form;
    sheet.size = order.size;
    sheet.lang = order.lang;
    sheet.test = order.mode == core::Mode::test;
    sheet.made = order.made;
    sheet.item_id = order.item_id;
    sheet.qr = order.status_link;
    sheet.captions = captions_in(texts, order.lang);
    Filling(declaration, order, lists, sheet).fill();
    return sheet;
}

} // namespace postern::counter
