// REFRSP-shaped messages: the answers to referrals as a post's mail system sends them on.
#include "exchange/referral_answers.hpp"

#include "xml/document.hpp"

namespace postern::exchange {

namespace {

constexpr std::string_view kRefrsp = "urn:postern:refrsp:1";

void add_if_known(xml::Element& to, std::string_view name, const std::string& text) {
    if (!text.empty()) to.add(name, text);
}

void add_screening(xml::Element& response, const Screening& screening) {
    auto element = response.add("screening");
    for (const auto& method : screening.methods)
        element.add("method", method);
    element.add("result", screening.result);
    element.add("when", screening.when);
    add_if_known(element, "office", screening.office);
}

void add_documents(xml::Element& response, const std::vector<ReferralDocument>& documents) {
    if (documents.empty()) return;
    auto list = response.add("documents");
    for (const auto& document : documents) {
        auto element = list.add("document");
        element.add("document_id", document.document_id);
        element.add("media_type", document.media_type);
        element.add("bytes", std::to_string(document.bytes));
        element.add("sha256", document.hash);
    }
}

} // namespace

std::string refrsp_message(const std::vector<PutOutAnswer>& answers, core::Instant prepared) {
    const auto document = xml::Document::create("refrsp", kRefrsp);
    document.root().add("header").add("prepared", core::to_rfc3339(prepared));
    for (const auto& one : answers) {
        auto response = document.root().add("response");
        response.add("referral_id", one.answer.referral_id);
        response.add("number", std::to_string(one.answer.number));
        add_if_known(response, "to", one.to);
        add_if_known(response, "from", one.from);
        add_if_known(response, "message_reference", one.message_reference);
        response.add("item_id", one.item_id);
        add_if_known(response, "reference", one.reference);
        response.add("authority", one.authority);
        response.add("kind", ports::to_string(one.answer.kind));
        response.add("when", core::to_rfc3339(one.answer.when));
        if (one.answer.version != 0) response.add("version", std::to_string(one.answer.version));
        if (!one.answer.fields.empty()) {
            auto fields = response.add("fields");
            for (const auto& [name, value] : one.answer.fields)
                fields.add("field", value).set_attribute("name", name);
        }
        add_if_known(response, "text", one.answer.text);
        if (one.answer.screening) add_screening(response, *one.answer.screening);
        add_documents(response, one.answer.documents);
    }
    return document.serialise_document();
}

} // namespace postern::exchange
