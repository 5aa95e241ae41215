// Findings and codes in words.
#include "pipeline/telling.hpp"

#include <algorithm>

namespace postern::pipeline {

namespace {

constexpr std::string_view kAnyArgument = "…";
constexpr std::size_t kArguments = 10;

std::string docs_of(std::string_view code) {
    return "/problems/" + std::string(code);
}

/// A rejected declaration is no refusal of the request: its words are those of the state it is in.
std::string key_of_refusal(std::string_view slug) {
    return slug == kDeclarationRejected ? "state.REJECTED" : "refusal." + std::string(slug);
}

void take_grade(CodePage& page, const Telling& telling) {
    const auto* kind = telling.lists->findings().find(page.code);
    if (kind == nullptr) return;
    page.severity = core::to_string(kind->severity);
    page.rule = kind->rule;
    page.family = kind->family;
    page.dimension = kind->dimension;
}

} // namespace

std::string field_title(std::string_view field, const Telling& telling) {
    while (!field.empty()) {
        const std::string key = "field." + std::string(field);
        if (telling.texts.has(key, "en")) return telling.texts.entry(key, telling.lang).title;
        field = field.substr(0, field.find_last_of('.') == std::string_view::npos ? 0 : field.find_last_of('.'));
    }
    return {};
}

ToldFinding tell(const core::Finding& finding, const Telling& telling) {
    const auto& entry = telling.texts.entry("finding." + finding.code, telling.lang);
    const auto* kind = telling.lists->findings().find(finding.code);
    ToldFinding told;
    told.code = finding.code;
    told.severity = core::to_string(finding.severity);
    told.rule = kind != nullptr ? kind->rule : finding.code;
    told.title = entry.title;
    told.detail = telling.texts.tell(entry.text, finding.args, telling.lang);
    told.hint = telling.texts.tell(entry.hint, finding.args, telling.lang);
    told.field = finding.field;
    told.field_title = field_title(finding.field, telling);
    told.line_no = finding.line_no;
    told.box = finding.place.box;
    // a JSON Pointer is kept with a sign before it
    const bool is_pointer = finding.place.xpath.starts_with('#');
    (is_pointer ? told.pointer : told.xpath) = finding.place.xpath.substr(is_pointer ? 1 : 0);
    told.line = finding.place.line;
    told.column = finding.place.column;
    told.value = finding.place.sent;
    told.example = entry.example;
    told.route = finding.route;
    told.docs = docs_of(finding.code);
    return told;
}

ToldRefusal tell(const core::Refusal& refusal, const Telling& telling) {
    const std::string slug(core::refusal_kind(refusal.code).slug);
    const auto& entry = telling.texts.entry(key_of_refusal(slug), telling.lang);
    return {slug, entry.title, telling.texts.tell(entry.text, {refusal.argument}, telling.lang),
            telling.texts.tell(entry.hint, {refusal.argument}, telling.lang)};
}

std::optional<CodePage> code_page(std::string_view code, const Telling& telling) {
    CodePage page;
    page.code = code;
    page.docs = docs_of(code);
    std::string key = key_of_refusal(code);
    page.is_refusal = telling.texts.has(key, "en");
    if (page.is_refusal) {
        const auto all = core::all_refusals();
        const auto kind = std::find_if(all.begin(), all.end(), [&](const auto& k) { return k.slug == code; });
        page.status = kind == all.end() ? kDeclarationRejectedStatus : kind->http_status;
    } else {
        key = "finding." + page.code;
        if (!telling.texts.has(key, "en")) return std::nullopt;
        take_grade(page, telling);
    }
    const auto& entry = telling.texts.entry(key, telling.lang);
    const std::vector<std::string> any(kArguments, std::string(kAnyArgument));
    page.entry = {entry.title, telling.texts.tell(entry.text, any, telling.lang),
                  telling.texts.tell(entry.hint, any, telling.lang), entry.example};
    return page;
}

} // namespace postern::pipeline
