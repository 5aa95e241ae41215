// The pull-out list: the same rows in three forms. Item ids, codes and names of agencies; nothing of what was declared.
#include "http/pull_out_list.hpp"

#include "csv/writer.hpp"
#include "http/hindrance_json.hpp"
#include "http/json_forms.hpp"
#include "http/replies.hpp"

#include <vector>

namespace postern::http {

namespace {

constexpr std::string_view kPaperType = "text/html";

std::string title(std::string_view name, const pipeline::Telling& words) {
    return words.texts.entry("pull-out." + std::string(name), words.lang).title;
}

std::string since(const exchange::Hindrance& one) {
    return one.since ? core::to_rfc3339(*one.since) : std::string();
}

void write_items(json::Writer& out, std::string_view name, const std::vector<exchange::HinderedItem>& items,
                 const crypto::IdCipher& ids, const pipeline::Telling& words) {
    out.key(name);
    out.begin_array();
    for (const auto& item : items) {
        out.begin_object();
        out.member("item_id", item.departure.item_id);
        out.member("receptacle", item.receptacle);
        out.member_if("declaration_id", item.departure.declaration_id);
        write_hindrances(out, item.departure.answer.hindrances, ids, words);
        out.end_object();
    }
    out.end_array();
}

std::string summary(const exchange::DispatchCheck& check, const pipeline::Telling& words) {
    return words.texts.tell(words.texts.entry("pull-out.list", words.lang).text,
                            {check.head.dispatch, std::to_string(check.pull_out.size()), std::to_string(check.free),
                             std::to_string(check.waiting.size())},
                            words.lang);
}

void append_row(std::string& page, const std::vector<std::string>& cells, std::string_view tag) {
    page += "<tr>";
    for (const auto& cell : cells)
        page.append("<").append(tag).append(">").append(escaped(cell)).append("</").append(tag).append(">");
    page += "</tr>\n";
}

void append_table(std::string& page, const std::vector<exchange::HinderedItem>& items, const pipeline::Telling& words) {
    page += "<table>\n<thead>";
    append_row(page,
               {title("item", words), title("receptacle", words), title("reason", words), title("to-do", words),
                title("agency", words), title("since", words), "☐"},
               "th");
    page += "</thead>\n<tbody>\n";
    for (const auto& item : items)
        for (const auto& one : item.departure.answer.hindrances) {
            const auto& entry = words_of_hindrance(one.code, words);
            append_row(page,
                       {item.departure.item_id, item.receptacle,
                        entry.title + " (" + std::string(exchange::to_string(one.code)) + ")", entry.hint, one.by,
                        since(one), "☐"},
                       "td");
        }
    page += "</tbody>\n</table>\n";
}

constexpr std::string_view kStyle =
    "body{font:11pt sans-serif;margin:1.5em}h1{font-size:16pt}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #444;padding:3px 6px;text-align:start;vertical-align:top}"
    "td:first-child,td:nth-child(2){font-family:monospace;white-space:nowrap;direction:ltr}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "@media print{body{margin:0}@page{size:A4 landscape;margin:12mm}}";

void write_check(json::Writer& out, const exchange::DispatchCheck& check, const crypto::IdCipher& ids,
                 const pipeline::Telling& words) {
    out.member("dispatch", check.head.dispatch);
    out.member("state", exchange::state_of(check.head));
    out.member("at", core::to_rfc3339(check.at));
    out.member("may_depart", check.pull_out.empty());
    out.member("summary", summary(check, words));
    out.member("free", check.free);
    write_items(out, "pull_out", check.pull_out, ids, words);
    write_items(out, "waiting", check.waiting, ids, words);
}

std::string pull_out_csv(const exchange::DispatchCheck& check, const pipeline::Telling& words) {
    csv::Writer out;
    out.row({"item_id", "receptacle", "code", "title", "detail", "hint", "by", "reason", "since"});
    for (const auto& item : check.pull_out)
        for (const auto& one : item.departure.answer.hindrances) {
            const auto& entry = words_of_hindrance(one.code, words);
            out.row({item.departure.item_id, item.receptacle, std::string(exchange::to_string(one.code)), entry.title,
                     entry.text, entry.hint, one.by, one.reason, since(one)});
        }
    return out.take();
}

std::string pull_out_page(const exchange::DispatchCheck& check, const pipeline::Telling& words) {
    const auto& list = words.texts.entry("pull-out.list", words.lang);
    std::string page = "<!DOCTYPE html>\n<html lang=\"" + escaped(words.lang) + "\" dir=\"" +
                       std::string(text::direction_of(words.lang)) + "\">\n<head><meta charset=\"utf-8\"><title>" +
                       escaped(list.title) + " " + escaped(check.head.dispatch) + "</title>\n<style>" +
                       std::string(kStyle) + "</style></head>\n<body>\n<h1>" + escaped(list.title) + " <bdi>" +
                       escaped(check.head.dispatch) + "</bdi></h1>\n<p>" + escaped(summary(check, words)) +
                       "</p>\n<p><bdi>" + escaped(core::to_rfc3339(check.at)) + "</bdi></p>\n";
    if (check.pull_out.empty())
        page.append("<p><strong>").append(escaped(list.hint)).append("</strong></p>\n");
    else
        append_table(page, check.pull_out, words);
    if (!check.waiting.empty()) {
        page.append("<h2>").append(escaped(title("waiting", words))).append("</h2>\n");
        append_table(page, check.waiting, words);
    }
    return page + "</body>\n</html>\n";
}

} // namespace

void write_dispatch_head(json::Writer& out, const ports::DispatchHead& head) {
    out.member("dispatch", head.dispatch);
    out.member("state", exchange::state_of(head));
    out.member("told", core::to_rfc3339(head.told));
    out.member_if("carrier", head.carrier);
    out.member_if("flight", head.transport);
    if (head.planned) out.member("planned_departure", core::to_rfc3339(*head.planned));
    if (head.closed) out.member("closed", core::to_rfc3339(*head.closed));
    if (head.departed) out.member("departed", core::to_rfc3339(*head.departed));
    out.key("counts");
    out.begin_object();
    out.member("receptacles", head.receptacles);
    out.member("items", head.items);
    out.member("taken_out", head.removed);
    out.member("alarms", head.alarms);
    out.end_object();
}

Reply check_reply(const exchange::DispatchCheck& check, const Call& call, const crypto::IdCipher& ids,
                  const pipeline::Telling& words) {
    const auto form = form_beside_json(call.header("Accept"), {kCsvType, kPaperType});
    Reply reply;
    if (form == kCsvType) {
        reply = csv_reply(200, pull_out_csv(check, words));
    } else if (form == kPaperType) {
        reply.content_type = std::string(kPaperType) + "; charset=utf-8";
        reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri "
                                                              "'none'; form-action 'none'; frame-ancestors 'none'");
        reply.body = pull_out_page(check, words);
    } else {
        json::Writer out;
        out.begin_object();
        write_check(out, check, ids, words);
        out.end_object();
        reply = json_reply(200, out);
    }
    reply.headers.emplace_back("Content-Language", call.lang);
    reply.object = check.head.dispatch;
    return reply;
}

} // namespace postern::http
