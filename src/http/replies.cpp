// Replies: what the client has already is not sent again; CSV where it is asked for.
#include "http/replies.hpp"

#include "core/ascii.hpp"
#include "crypto/digest.hpp"
#include "http/framing.hpp"
#include "text/fold.hpp"

namespace postern::http {

namespace {

/// RFC 9110 13.1.2: a list of tags, weak ones compare like strong ones, "*" is any.
bool names_tag(std::string_view list, std::string_view quoted) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view tag = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (!tag.empty() && tag.front() == ' ')
            tag.remove_prefix(1);
        while (!tag.empty() && tag.back() == ' ')
            tag.remove_suffix(1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == quoted || tag == "*") return true;
    }
    return false;
}

} // namespace

Reply with_etag(Reply reply, std::string_view tag, const Call& call) {
    const std::string quoted = "\"" + std::string(tag) + "\"";
    reply.headers.emplace_back("ETag", quoted);
    reply.headers.emplace_back("Cache-Control", "private, no-cache");
    if (!names_tag(call.header("If-None-Match"), quoted)) return reply;
    reply.status = 304;
    reply.content_type.clear();
    reply.body.clear();
    return reply;
}

Reply with_etag_of_body(Reply reply, const Call& call) {
    const std::string tag = crypto::sha256(reply.body).hex().substr(0, 32);
    return with_etag(std::move(reply), tag, call);
}

std::string_view form_beside_json(std::string_view accept, std::initializer_list<std::string_view> forms) {
    std::string_view first;
    while (!accept.empty()) {
        const std::size_t comma = std::min(accept.find(','), accept.size());
        const std::string_view entry = accept.substr(0, comma);
        accept.remove_prefix(std::min(comma + 1, accept.size()));
        const std::string_view media = text::trim(entry.substr(0, std::min(entry.find(';'), entry.size())));
        if (core::equals_folded(media, kJson)) return {};
        if (!first.empty()) continue;
        for (const std::string_view form : forms)
            if (core::equals_folded(media, form)) first = form;
    }
    return first;
}

pipeline::SubmitOptions submit_options(Context& context, const Call& call, workers::Lane lane) {
    pipeline::SubmitOptions options;
    options.idempotency_key = call.header("Idempotency-Key");
    options.request_id = call.request_id;
    options.wording = call.media == BodyMedia::json ? ingest::Wording::json : ingest::Wording::xml;
    options.on_cpu = [&lanes = context.services.lanes, lane](const std::function<void()>& job) {
        return lanes.run(lane, job);
    };
    return options;
}

Reply item_reply(int status, const Context& context, const Call& call, const pipeline::ItemReport& item) {
    json::Writer out;
    pipeline::write_item(out, item, words_of(context, call));
    Reply reply = json_reply(status, out);
    reply.object = item.declaration_id;
    return reply;
}

Reply csv_reply(int status, std::string body) {
    Reply reply;
    reply.status = status;
    reply.content_type = std::string(kCsvType) + "; charset=utf-8";
    reply.body = std::move(body);
    return reply;
}

Reply submission_reply(int status, const Context& context, const Call& call, const pipeline::SubmissionReport& report) {
    const auto words = words_of(context, call);
    Reply reply;
    if (wants_csv(call.header("Accept"))) {
        pipeline::ReportCsv csv(words);
        csv.add(report);
        reply = csv_reply(status, csv.take());
    } else {
        json::Writer out;
        pipeline::write_submission(out, report, words);
        reply = json_reply(status, out);
    }
    reply.headers.emplace_back("Content-Language", call.lang);
    return reply;
}

Reply answer_of_submission(const Context& context, const Call& call, const pipeline::SubmissionReport& report,
                           const std::function<void(json::Writer&, const pipeline::ItemReport&)>& more) {
    for (const auto& item : report.items) {
        if (item.refused)
            context.metrics.item_refused();
        else
            context.metrics.item(item.verdict);
    }
    // a test message under a live key was judged only: there is nothing to point to
    const bool is_one = !report.batch && report.items.size() == 1 && !report.submission_id.empty();
    if (is_one) {
        const auto& item = report.items.front();
        if (item.refused || item.verdict == core::Verdict::rejected) return problem_of(item, telling_of(context, call));
    }
    const bool again = is_one && (report.items.front().repeat || report.repeat);
    Reply reply = submission_reply(is_one && !again ? 201 : 200, context, call, report);
    reply.object = report.submission_id;
    if (!is_one) return reply;
    const auto& item = report.items.front();
    if (more) {
        json::Writer out;
        out.begin_object();
        pipeline::write_members(out, report, words_of(context, call));
        more(out, item);
        out.end_object();
        reply.body = out.take();
        reply.content_type = kJson;
    }
    reply.object = item.declaration_id;
    reply.headers.emplace_back(again ? "Content-Location" : "Location", "/v1/declarations/" + item.declaration_id);
    return reply;
}

} // namespace postern::http
