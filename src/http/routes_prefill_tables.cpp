// Routes of a shop that writes its parcels as a table: each becomes a draft or is answered with its faults.
#include "counter/draft.hpp"
#include "counter/gaps.hpp"
#include "counter/prefill_reference.hpp"
#include "counter/prefill_table.hpp"
#include "csv/writer.hpp"
#include "http/counter_call.hpp"
#include "http/prefill_forms.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint64_t kPrefillTableBytes = 4u << 20;

/// One thing that is said of a row.
struct RowWords {
    std::string column, code, severity, title, detail, hint;
};
using RowsWords = std::map<std::uint32_t, std::vector<RowWords>>;

/// What became of one parcel.
struct TableParcelResult {
    const counter::TableParcel* parcel = nullptr;
    std::string declaration;
    std::vector<core::Finding> findings;
    std::optional<core::Refusal> refused;
    std::optional<counter::MadePrefill> made;
    bool fit = false; ///< to be a draft
};

RowWords words_of_fault(const counter::RowFault& fault, const pipeline::Telling& words) {
    const std::string code(counter::to_string(fault.fault));
    const auto& entry = words.texts.entry("table." + code, words.lang);
    return {fault.column, code, "error", entry.title, entry.text, entry.hint};
}

RowsWords words_of_parcel(const TableParcelResult& result, const pipeline::Telling& words) {
    RowsWords rows;
    for (const auto row : result.parcel->rows)
        rows[row];
    for (const auto& fault : result.parcel->faults)
        rows[fault.row].push_back(words_of_fault(fault, words));
    if (result.refused) {
        const auto told = pipeline::tell(*result.refused, words);
        rows[result.parcel->rows.front()].push_back({{}, told.slug, "error", told.title, told.detail, told.hint});
    }
    for (const auto& finding : result.findings) {
        const auto place = counter::place_in_table(*result.parcel, finding);
        const auto told = pipeline::tell(finding, words);
        rows[place.row].push_back(
            {std::string(place.column), told.code, told.severity, told.title, told.detail, told.hint});
    }
    return rows;
}

/// The parcel's own cells over the template; looked through. A cell that a declaration cannot hold makes no draft.
void look_at_parcel(Context& context, const Call& call, const json::Value* under, TableParcelResult& result) {
    const auto own = counter::kept_draft(result.parcel->declaration);
    std::vector<const json::Value*> layers{&own};
    if (under != nullptr) layers.push_back(under);
    result.declaration = counter::merged_draft(layers);
    // it runs in a lane already
    pipeline::SubmitOptions options;
    options.wording = ingest::Wording::json;
    auto report = context.services.submissions->validate(result.declaration, call.who, options);
    if (!report) {
        result.refused = report.refusal();
        return;
    }
    result.findings = counter::gaps_of(std::move(report.value().items.front().findings), false);
    const bool is_unreadable = std::ranges::any_of(
        result.findings, [](const core::Finding& finding) { return finding.code.starts_with("SCHEMA-"); });
    result.fit = !is_unreadable && result.parcel->faults.empty();
}

void make_drafts(Context& context, const counter::Caller& caller, std::vector<TableParcelResult>& results) {
    std::vector<std::string> drafts;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i].fit) continue;
        drafts.push_back(results[i].declaration);
        owners.push_back(i);
    }
    if (drafts.empty()) return;
    auto made = context.services.prefills->make(caller, drafts);
    for (std::size_t i = 0; i < made.size(); ++i) {
        if (made[i])
            results[owners[i]].made = std::move(made[i]).value();
        else
            results[owners[i]].refused = made[i].refusal();
    }
}

void write_row_words(json::Writer& out, const RowWords& words) {
    out.begin_object();
    out.member_if("column", words.column);
    out.member("code", words.code);
    out.member("severity", words.severity);
    out.member("title", words.title);
    out.member("detail", words.detail);
    out.member_if("hint", words.hint);
    out.end_object();
}

void write_rows(json::Writer& out, const RowsWords& rows) {
    out.key("rows");
    out.begin_array();
    for (const auto& [row, all] : rows) {
        out.begin_object();
        out.member("row", row);
        out.key("findings");
        out.begin_array();
        for (const auto& words : all)
            write_row_words(out, words);
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

void write_parcel(json::Writer& out, const Context& context, const TableParcelResult& result,
                  const pipeline::Telling& words) {
    out.begin_object();
    out.member("parcel", result.parcel->reference);
    out.member("result", result.made ? "made" : "refused");
    if (const auto& made = result.made) {
        out.member("id", made->prefill.id);
        out.member("reference", counter::shown_reference(made->prefill.head.reference));
        out.member("link", link_of(context, made->token));
        out.member("expires", core::to_rfc3339(made->prefill.head.expires));
    }
    write_rows(out, words_of_parcel(result, words));
    out.end_object();
}

RowsWords words_without_parcel(const counter::PrefillTable& table, const pipeline::Telling& words) {
    RowsWords rows;
    for (const auto& fault : table.without_parcel)
        rows[fault.row].push_back(words_of_fault(fault, words));
    return rows;
}

Reply table_as_json(const Context& context, const counter::PrefillTable& table,
                    const std::vector<TableParcelResult>& results, const pipeline::Telling& words) {
    const auto made = std::ranges::count_if(results, [](const auto& one) { return one.made.has_value(); });
    json::Writer out;
    out.begin_object();
    out.key("counts");
    out.begin_object();
    out.member("parcels", static_cast<std::uint64_t>(results.size()));
    out.member("made", static_cast<std::uint64_t>(made));
    out.member("refused", static_cast<std::uint64_t>(results.size()) - static_cast<std::uint64_t>(made));
    out.end_object();
    out.key("parcels");
    out.begin_array();
    for (const auto& result : results)
        write_parcel(out, context, result, words);
    if (const auto rows = words_without_parcel(table, words); !rows.empty()) {
        out.begin_object();
        out.member("result", "refused");
        write_rows(out, rows);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

void add_rows(csv::Writer& out, const std::vector<std::string>& head, const RowsWords& rows) {
    for (const auto& [row, all] : rows) {
        auto said = all;
        if (said.empty()) said.emplace_back();
        for (const auto& words : said) {
            std::vector<std::string> cells{std::to_string(row)};
            cells.insert(cells.end(), head.begin(), head.end());
            cells.insert(cells.end(),
                         {words.column, words.code, words.severity, words.title, words.detail, words.hint});
            out.row(cells);
        }
    }
}

Reply table_as_csv(const Context& context, const counter::PrefillTable& table,
                   const std::vector<TableParcelResult>& results, const pipeline::Telling& words) {
    csv::Writer out;
    out.row({"row", "parcel", "result", "reference", "id", "link", "expires", "column", "code", "severity", "title",
             "detail", "hint"});
    for (const auto& result : results) {
        std::vector<std::string> head{result.parcel->reference, "refused", "", "", "", ""};
        if (const auto& made = result.made)
            head = {result.parcel->reference,
                    "made",
                    counter::shown_reference(made->prefill.head.reference),
                    made->prefill.id,
                    link_of(context, made->token),
                    core::to_rfc3339(made->prefill.head.expires)};
        add_rows(out, head, words_of_parcel(result, words));
    }
    add_rows(out, {"", "refused", "", "", "", ""}, words_without_parcel(table, words));
    return csv_reply(200, out.take());
}

Result<Reply> make_prefills(Context& context, const Call& call) {
    const counter::Caller caller{call.who, call.request_id};
    if (call.body.empty()) return refuse(RefusalCode::message_empty); // the wrapper asks for no Content-Type then
    std::optional<json::Value> under;
    if (const auto id = call.parameter("template")) {
        const auto found = context.services.templates->one(call.who, *id);
        if (!found) return found.refusal();
        under = counter::kept_draft(found.value().parts);
    }
    Result<counter::PrefillTable> table = refuse(RefusalCode::busy);
    std::vector<TableParcelResult> results;
    const auto job = [&] {
        table = counter::read_prefill_table(call.body);
        if (!table) return;
        for (const auto& parcel : table.value().parcels) {
            auto& result = results.emplace_back();
            result.parcel = &parcel;
            look_at_parcel(context, call, under ? &*under : nullptr, result);
        }
    };
    if (!context.services.lanes.run(workers::Lane::bulk, job)) return refuse(RefusalCode::busy);
    if (!table) return table.refusal();
    make_drafts(context, caller, results);
    const auto words = words_of(context, call);
    Reply reply = wants_csv(call.header("Accept")) ? table_as_csv(context, table.value(), results, words)
                                                   : table_as_json(context, table.value(), results, words);
    reply.headers.emplace_back("Cache-Control", "no-store");
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Result<Reply> table_columns(Context&, const Call&) {
    return csv_reply(200, counter::prefill_table_columns());
}

} // namespace

std::vector<Route> prefill_table_routes() {
    Route post;
    post.method = "POST";
    post.path = "/v1/prefills/tables";
    post.action = "prefills.make";
    post.id = "makePrefills";
    post.summary =
        "Up to 1,000 parcels of a shop as CSV, a row a line of goods, the rows of one parcel under one "
        "reference of the shop's own. Each parcel becomes a draft or is answered with what is wrong in which "
        "row and column; one never sinks the others.";
    post.handler = make_prefills;
    post.body = BodyKind::csv;
    post.body_bytes = kPrefillTableBytes;
    post.body_schema = "PrefillTable";
    post.audit = Audit::in_deed;
    post.parameters = {
        {"template", false, false, "A template that stands under every row."},
        kLanguage,
        kOfficeOfCall,
        {"Accept", true, false, "text/csv: the answer as CSV, a row for each thing that is said of a row."}};
    post.answers = {{200, kJson, "PrefillTableResult", "What became of each parcel, in their order."},
                    {200, kCsvType, "", "The same as a table."}};
    post.refusals = {RefusalCode::message_empty,     RefusalCode::invalid_encoding, RefusalCode::nul_byte,
                     RefusalCode::message_structure, RefusalCode::too_many_items,   RefusalCode::not_found};
    return {post, reading_route("/v1/prefills/tables/columns.csv", "prefills.read", "getPrefillTableColumns",
                                "The columns of such a table, with one parcel of two lines as an example. Only parcel "
                                "must be there; order and case do not matter.",
                                table_columns, {200, kCsvType, "", "Header and example."})};
}

} // namespace postern::http
