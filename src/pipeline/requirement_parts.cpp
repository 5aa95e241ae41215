// Each part from the list that the rules, or people, go by.
#include "pipeline/requirement_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace postern::pipeline {

namespace {

/// What a clerk enters where duty is paid in advance.
constexpr std::array<std::string_view, 5> kDutyFields = {"duties_prepaid.terms", "duties_prepaid.amounts",
                                                         "duties_prepaid.provider", "duties_prepaid.reference",
                                                         "duties_prepaid.at"};

bool fits_goods(const Asked& asked, const codelists::Restriction& row) {
    if (asked.question.hs.empty()) return true;
    const auto code = codelists::six_digits_of(asked.question.hs);
    return row.hs && code && row.hs->has(*code);
}

std::optional<bool> fits_value(const Asked& asked, const codelists::EasyExport& row) {
    if (!row.value_up_to) return true;
    if (!asked.question.value) return std::nullopt;
    const auto value = asked.lists.convert(*asked.question.value, row.value_up_to->currency, asked.day);
    if (!value) return std::nullopt;
    return value->amount <= row.value_up_to->amount;
}

void write_paper(const Asked& asked, std::string_view kind, std::string_view need, const codelists::Restriction* why) {
    asked.out.begin_object();
    asked.out.member("kind", kind);
    asked.out.member("need", need);
    if (why != nullptr) {
        asked.out.member("restriction", why->id);
        asked.out.member("title", asked.texts.entry("restriction." + why->id, asked.lang).title);
        asked.out.member_if("basis", why->basis);
    }
    asked.out.end_object();
}

} // namespace

void write_money(json::Writer& out, std::string_view name, const core::Money& money) {
    out.key(name);
    out.begin_object();
    out.member("amount", money.amount.to_string());
    out.member("currency", money.currency);
    out.end_object();
}

void write_easy_export(const Asked& asked) {
    auto& out = asked.out;
    out.key("easy_export");
    out.begin_array();
    for (const auto* row : asked.lists.easy_export().of(asked.question.origin, asked.day)) {
        out.begin_object();
        out.member("procedure", row->procedure);
        out.member("document", row->document);
        out.member("lodged_by", row->lodged_by);
        if (row->value_up_to) write_money(out, "value_up_to", *row->value_up_to);
        if (row->weight_up_to) out.member("weight_up_to_kg", row->weight_up_to->kilograms.to_string());
        if (const auto fits = fits_value(asked, *row)) out.member("fits", *fits);
        out.list("documents", row->documents);
        out.member_if("basis", row->basis);
        out.end_object();
    }
    out.end_array();
}

void write_papers(const Asked& asked) {
    const auto& question = asked.question;
    asked.out.key("documents");
    asked.out.begin_array();
    const bool is_commercial = asked.lists.is_commercial_nature(question.nature);
    if (is_commercial && asked.there.invoice != codelists::Need::none)
        write_paper(asked, "invoice", to_string(asked.there.invoice), nullptr);
    for (const auto& row : asked.lists.restrictions().all())
        if (!row.prohibited && row.applies(question.origin, question.destination, asked.day) && fits_goods(asked, row))
            write_paper(asked, row.document.empty() ? "any" : row.document, question.hs.empty() ? "wanted" : "required",
                        &row);
    asked.out.end_array();
}

void write_duty_prepaid(const Asked& asked) {
    auto& out = asked.out;
    const auto need = asked.there.duty_prepaid;
    const bool exempt =
        asked.lists.is_duty_exempt(asked.there, {asked.question.nature}, asked.question.value, asked.day);
    out.key("duty_prepaid");
    out.begin_object();
    out.member("need", to_string(need));
    out.member("exempt", exempt);
    if (asked.there.duty_exempt) write_money(out, "exempt_up_to", *asked.there.duty_exempt);
    out.member("must", need == codelists::DutyPrepaid::required && !exempt);
    out.key("enter");
    out.begin_array();
    if (need != codelists::DutyPrepaid::none && !exempt) {
        for (const auto field : kDutyFields) {
            out.begin_object();
            out.member("field", field);
            out.member("title", asked.texts.entry("field." + std::string(field), asked.lang).title);
            out.end_object();
        }
    }
    out.end_array();
    out.member("provider", asked.question.duty_provider.empty() ? "none" : asked.question.duty_provider);
    out.end_object();
}

} // namespace postern::pipeline
