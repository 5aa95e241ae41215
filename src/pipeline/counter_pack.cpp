// Counter pack: each file by itself, then the statement that names them all with their hashes.
#include "pipeline/counter_pack.hpp"

#include "core/finding.hpp"
#include "crypto/digest.hpp"
#include "csv/reader.hpp"
#include "pipeline/report.hpp"
#include "pipeline/requirement_sheets.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

namespace postern::pipeline {

namespace {

struct Packing {
    const Parts& parts;
    const codelists::Codelists& lists;
    std::string_view origin;
    core::Date day;
    const text::Catalogue& texts;
    std::string_view lang;
};

csv::Table table_of(const Packing& p, std::string_view list) {
    return csv::read(p.lists.text_of(list), std::string(list));
}

void write_amount(json::Writer& out, std::string_view name, const core::Money& money) {
    out.key(name);
    out.begin_object();
    out.member("amount", money.amount.to_string());
    out.member("currency", money.currency);
    out.end_object();
}

/// A term a member, as it is folded: what a description must not be alone.
std::string stop_words(const Packing& p) {
    const auto table = table_of(p, "vague_descriptions");
    const auto term = table.column("term"), enabled = table.column("enabled");
    json::Writer out;
    out.begin_object();
    out.key("whole");
    out.begin_array();
    for (const auto& row : table.rows)
        if (row.cells[enabled] == "yes") out.value(row.cells[term]);
    out.end_array();
    out.end_object();
    return out.take();
}

/// Words of goods that may not be sent, or only with a permit; which of them count for a destination, and their codes,
/// stand in its sheet.
std::string prohibitions(const Packing& p) {
    const auto table = table_of(p, "restrictions");
    const auto id = table.column("id"), words = table.column("words");
    json::Writer out;
    out.begin_object();
    out.key("words");
    out.begin_array();
    for (const auto& row : table.rows) {
        if (row.cells[words].empty()) continue;
        out.begin_object();
        out.member("id", row.cells[id]);
        out.member("words", row.cells[words]);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

bool is_on(core::Date day, const std::string& from, const std::string& to) {
    const auto first = core::parse_date(from), last = core::parse_date(to);
    return first && *first <= day && (!last || day <= *last);
}

void write_cn22_ceilings(json::Writer& out, const Packing& p) {
    out.key("cn22");
    out.begin_object();
    const auto table = table_of(p, "mail_classes");
    const auto code = table.column("code");
    for (const auto& row : table.rows) {
        const std::string& mail_class = row.cells[code];
        const auto ceiling = p.lists.cn22_ceiling(p.origin, mail_class, p.day);
        if (ceiling) write_amount(out, mail_class, ceiling->amount);
    }
    out.end_object();
}

/// What one unit of a currency costs in special drawing rights, that day.
void write_rates(json::Writer& out, const Packing& p) {
    const auto table = table_of(p, "exchange_rates");
    const auto currency = table.column("currency"), per_unit = table.column("per_unit");
    const auto from = table.column("from"), to = table.column("to");
    const auto note = table.notes.find("valid-to");
    const std::string last = note == table.notes.end() ? std::string() : note->second;
    out.key("rates");
    out.begin_object();
    for (const auto& row : table.rows)
        if (is_on(p.day, row.cells[from], row.cells[to].empty() ? last : row.cells[to]))
            out.member(row.cells[currency], row.cells[per_unit]);
    out.end_object();
}

std::string_view period_name(steps::LimitPeriod period) {
    switch (period) {
    case steps::LimitPeriod::day: return "day";
    case steps::LimitPeriod::month: return "month";
    case steps::LimitPeriod::year: break;
    }
    return "year";
}

/// Up to which value a procedure may be used for one item, and by one sender in a time.
void write_procedures(json::Writer& out, const Packing& p) {
    out.key("procedures");
    out.begin_array();
    for (const auto& choice : p.parts.checker->routes().all()) {
        const auto& route = *choice.route;
        const auto& origins = route.when.origin;
        const bool is_ours = origins.empty() || std::ranges::find(origins, p.origin) != origins.end();
        if (!is_ours || (!route.when.value_up_to && route.limits.empty())) continue;
        out.begin_object();
        out.member("route", route.name);
        out.member("outcome", name_of(route.outcome));
        out.member_if("legal_basis", route.legal_basis);
        if (route.when.value_up_to) write_amount(out, "value_up_to", *route.when.value_up_to);
        out.key("limits");
        out.begin_array();
        for (const auto& limit : route.limits) {
            out.begin_object();
            out.member("period", period_name(limit.period));
            write_amount(out, "most", limit.most);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

std::string ceilings(const Packing& p) {
    json::Writer out;
    out.begin_object();
    write_cn22_ceilings(out, p);
    write_rates(out, p);
    write_procedures(out, p);
    out.end_object();
    return out.take();
}

/// What a clerk reads: findings, fields, and what hinders an item from leaving.
std::string words(const Packing& p) {
    constexpr std::array<std::string_view, 7> kWanted = {"finding.",     "field.",  "form.",     "sign.",
                                                         "restriction.", "danger.", "departure."};
    json::Writer out;
    out.begin_object();
    for (const auto& key : p.texts.keys()) {
        if (std::ranges::none_of(kWanted, [&](auto prefix) { return key.starts_with(prefix); })) continue;
        const auto& entry = p.texts.entry(key, p.lang);
        out.key(key);
        out.begin_object();
        out.member("title", entry.title);
        out.member_if("text", entry.text);
        out.member_if("hint", entry.hint);
        out.member_if("example", entry.example);
        out.end_object();
    }
    out.end_object();
    return out.take();
}

/// How an S10 is checked (UPU S10-12), and which mail class its indicator is of.
std::string item_ids(const Packing& p) {
    const auto table = table_of(p, "indicator_classes");
    const auto from = table.column("from"), to = table.column("to"), mail_class = table.column("class");
    json::Writer out;
    out.begin_object();
    out.member("pattern", "^[A-Z]{2}[0-9]{9}[A-Z]{2}$");
    out.key("weights");
    out.begin_array();
    for (const int weight : {8, 6, 4, 2, 3, 5, 9, 7})
        out.value(weight);
    out.end_array();
    out.key("classes");
    out.begin_array();
    for (const auto& row : table.rows) {
        out.begin_object();
        out.member("from", row.cells[from]);
        out.member("to", row.cells[to]);
        out.member("class", row.cells[mail_class]);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

std::string severities(const Packing& p) {
    json::Writer out;
    out.begin_object();
    for (const auto& key : p.texts.keys()) {
        constexpr std::string_view kPrefix = "finding.";
        if (!key.starts_with(kPrefix)) continue;
        const std::string code = key.substr(kPrefix.size());
        const auto* known = p.lists.findings().find(code);
        if (known != nullptr) out.member(code, core::to_string(known->severity));
    }
    out.end_object();
    return out.take();
}

std::string statement_of(const Packing& p, const CounterPack& pack) {
    json::Writer out;
    out.begin_object();
    out.member("form", "urn:postern:counter-pack:1");
    out.member("made", core::to_rfc3339(pack.made));
    out.member("until", core::to_rfc3339({pack.made.ms + kPackDays * core::kDayMs}));
    out.member("origin", p.origin);
    out.member("lang", p.lang);
    out.member("editions", p.lists.editions_text());
    out.key("files");
    out.begin_array();
    for (const auto& file : pack.files) {
        out.begin_object();
        out.member("name", file.name);
        out.member("sha256", crypto::sha256(file.bytes).hex());
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

} // namespace

CounterPack make_counter_pack(const Parts& parts, const codelists::Codelists& lists, std::string_view origin,
                              core::Date day, const text::Catalogue& texts, std::string_view lang) {
    const Packing p{parts, lists, origin, day, texts, lang};
    CounterPack pack;
    pack.made = core::start_of(day);
    pack.files = {{"requirements.json", requirement_sheets(parts, lists, origin, day, texts, lang)},
                  {"ceilings.json", ceilings(p)},
                  {"stop_words.json", stop_words(p)},
                  {"prohibitions.json", prohibitions(p)},
                  {"texts.json", words(p)},
                  {"severities.json", severities(p)},
                  {"item_ids.json", item_ids(p)}};
    // the curated list of goods, where there is one
    if (const auto& goods = lists.text_of("goods"); !goods.empty()) pack.files.push_back({"goods.csv", goods});
    pack.statement = statement_of(p, pack);
    return pack;
}

} // namespace postern::pipeline
