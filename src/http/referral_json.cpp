// Referrals as JSON.
#include "http/referral_json.hpp"

#include "core/words_of.hpp"

namespace postern::http {

namespace {

void write_documents(json::Writer& out, std::string_view name,
                     const std::vector<exchange::ReferralDocument>& documents) {
    out.key(name);
    out.begin_array();
    for (const auto& document : documents)
        write_referral_document(out, document);
    out.end_array();
}

void write_words(json::Writer& out, const exchange::ReferralWords& words) {
    const auto& message = words.message;
    out.begin_object();
    out.member("kind", core::referral_word(message.kind));
    out.member("authority", message.authority);
    out.member("when", core::to_rfc3339(message.when));
    out.member("received", core::to_rfc3339(message.received));
    if (message.deadline) out.member("deadline", core::to_rfc3339(*message.deadline));
    out.member_if("reason", message.reason);
    out.member_if("text", words.text);
    if (!message.wanted.empty()) out.list("wanted", core::words_of(message.wanted));
    out.member("by", ports::to_string(message.source));
    out.member_if("message_reference", message.message_reference);
    out.member_if("sender", message.sender);
    out.member_if("recipient", message.recipient);
    out.end_object();
}

void write_answer_members(json::Writer& out, const exchange::AnswerView& answer) {
    out.member("referral_id", answer.referral_id);
    out.member("number", answer.number);
    out.member("kind", ports::to_string(answer.kind));
    out.member("when", core::to_rfc3339(answer.when));
    if (answer.version != 0) out.member("version", answer.version);
    if (!answer.fields.empty()) {
        out.key("fields");
        out.begin_object();
        for (const auto& [name, value] : answer.fields)
            out.member(name, value);
        out.end_object();
    }
    out.member_if("text", answer.text);
    if (answer.screening) {
        out.key("screening");
        out.begin_object();
        out.list("methods", answer.screening->methods);
        out.member("result", answer.screening->result);
        out.member("when", answer.screening->when);
        out.member_if("office", answer.screening->office);
        out.end_object();
    }
    if (!answer.documents.empty()) write_documents(out, "documents", answer.documents);
}

} // namespace

void write_referral_members(json::Writer& out, const exchange::ReferralView& view) {
    const auto& head = view.head;
    out.member("referral_id", view.referral_id);
    out.member("item_id", head.item_id);
    out.member_if("reference", head.reference);
    out.member("authority", head.authority);
    out.member("asked", core::referral_word(head.asked));
    out.member("state", core::to_string(head.state));
    out.member("since", core::to_rfc3339(head.since));
    out.member_if("reason", head.reason);
    if (head.deadline) out.member("deadline", core::to_rfc3339(*head.deadline));
    out.member("overdue", view.overdue);
    out.member("received", core::to_rfc3339(head.received));
}

void write_referral(json::Writer& out, const exchange::ReferralView& view) {
    out.begin_object();
    write_referral_members(out, view);
    out.end_object();
}

void write_referral_whole(json::Writer& out, const exchange::ReferralWhole& whole) {
    out.begin_object();
    write_referral_members(out, whole.referral);
    out.key("messages");
    out.begin_array();
    for (const auto& words : whole.messages)
        write_words(out, words);
    out.end_array();
    write_documents(out, "evidence", whole.evidence);
    out.key("answers");
    out.begin_array();
    for (const auto& answer : whole.answers)
        write_referral_answer(out, answer);
    out.end_array();
    out.end_object();
}

void write_referral_document(json::Writer& out, const exchange::ReferralDocument& document) {
    out.begin_object();
    out.member("document_id", document.document_id);
    out.member("media_type", document.media_type);
    out.member("bytes", document.bytes);
    out.member("sha256", document.hash);
    out.end_object();
}

void write_referral_answer(json::Writer& out, const exchange::AnswerView& answer) {
    out.begin_object();
    write_answer_members(out, answer);
    out.end_object();
}

void write_put_out_answer(json::Writer& out, const exchange::PutOutAnswer& one) {
    out.begin_object();
    out.member_if("to", one.to);
    out.member_if("from", one.from);
    out.member_if("message_reference", one.message_reference);
    out.member("item_id", one.item_id);
    out.member_if("reference", one.reference);
    out.member("authority", one.authority);
    write_answer_members(out, one.answer);
    out.end_object();
}

} // namespace postern::http
