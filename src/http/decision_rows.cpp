// Decisions: each row with the state of its filing, or with why it was not taken.
#include "http/decision_rows.hpp"

#include "csv/writer.hpp"
#include "http/replies.hpp"

#include <string>

namespace postern::http {

namespace {

using clearance::DecidedRow;
using clearance::DecisionsView;

std::string state_word(const DecidedRow& row) {
    return row.state ? std::string(core::to_string(*row.state)) : std::string();
}

Reply decided_json(int status, const DecisionsView& decided, const pipeline::Telling& words) {
    json::Writer out;
    out.begin_object();
    out.member("answer_id", decided.answer_id);
    out.member("repeat", decided.repeat);
    out.key("rows");
    out.begin_array();
    for (const DecidedRow& row : decided.rows) {
        out.begin_object();
        out.member("row", row.row);
        out.member("filing", row.filing);
        out.member("result", row.refused ? "refused" : "taken");
        out.member_if("filing_id", row.filing_id);
        out.member_if("state", state_word(row));
        if (row.refused) {
            const auto told = pipeline::tell(*row.refused, words);
            out.member("code", told.slug);
            out.member("detail", told.detail);
            out.member_if("hint", told.hint);
        }
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return json_reply(status, out);
}

Reply decided_csv(int status, const DecisionsView& decided, const pipeline::Telling& words) {
    csv::Writer out;
    out.row({"row", "filing", "result", "filing_id", "state", "code", "detail", "hint"});
    for (const DecidedRow& row : decided.rows) {
        const auto told = row.refused ? pipeline::tell(*row.refused, words) : pipeline::ToldRefusal();
        out.row({std::to_string(row.row), row.filing, row.refused ? "refused" : "taken", row.filing_id, state_word(row),
                 told.slug, told.detail, told.hint});
    }
    return csv_reply(status, out.take());
}

} // namespace

core::Result<Reply> decide(Context& context, const Call& call) {
    const auto decided = context.services.agencies.decide(call.who, call.body, call.request_id);
    if (!decided) return decided.refusal();
    const int status = decided.value().repeat ? 200 : 201;
    const auto words = words_of(context, call);
    Reply reply = wants_csv(call.header("Accept")) ? decided_csv(status, decided.value(), words)
                                                   : decided_json(status, decided.value(), words);
    reply.headers.emplace_back("Content-Language", call.lang);
    reply.object = decided.value().answer_id;
    return reply;
}

} // namespace postern::http
