// Components of the OpenAPI document: referrals of destinations' authorities, and what is said to them.
#include "http/openapi.hpp"

namespace postern::http {

namespace {

constexpr std::string_view kKinds = "RFI|RFS|DNL|AC";
constexpr std::string_view kStates = "OPEN|ANSWERED|CLEARED_TO_LOAD|DO_NOT_LOAD";
constexpr std::string_view kAnswers = "information|screening-done|not-loaded|already-departed";

std::vector<Property> referral_properties() {
    return {{"referral_id", "string", true, ""},
            {"item_id", "string", true, "S10."},
            {"reference", "string", false, "The authority's own."},
            {"authority", "string", true, "Its code."},
            {"asked", kKinds, true, "The newest."},
            {"state", kStates, true, "After all that was said; do not load is final."},
            {"since", "string", true, "When that state was entered."},
            {"reason", "string", false, "The authority's code."},
            {"deadline", "string", false, "For the answer, while it is open."},
            {"overdue", "boolean", true, "It is open, and its deadline passed."},
            {"received", "string", true, "When it was learned here first."}};
}

std::vector<Property> answer_properties() {
    return {{"referral_id", "string", true, ""},
            {"number", "integer", true, "Of the answers to this referral, from 1."},
            {"kind", kAnswers, true, ""},
            {"when", "string", true, ""},
            {"version", "integer", false, "Of the item's declaration in which it is said."},
            {"fields", "object", false, "Values by canonical field."},
            {"text", "string", false, ""},
            {"screening", "ReferralScreening", false, ""},
            {"documents", "[ReferralDocument]", false, "What is sent beside."}};
}

std::vector<Property> with(std::vector<Property> first, const std::vector<Property>& more) {
    first.insert(first.end(), more.begin(), more.end());
    return first;
}

std::vector<Component> sent_components() {
    return {
        {"ReferralReport",
         "One referral, or several in `referrals` with what holds for all of them beside; an ITMREF-shaped message "
         "(schemas/itmref.xsd) says the same.",
         {{"by", "message|officer", false, "Whether somebody typed it in."},
          {"message_reference", "string", false, "The message's own."},
          {"sender", "string", false, "Operator code of the destination's post."},
          {"recipient", "string", false, "Operator code of the post whose items they are."},
          {"referrals", "[SentReferral]", false, "At most 1,000."}}},
        {"SentReferral",
         "What is said of one item.",
         {{"item_id", "string", true, "S10."},
          {"reference", "string", false, "The authority's own; an AC without one clears all of the item."},
          {"kind", kKinds, true, ""},
          {"authority", "string", true, "A code, at most 64 visible ASCII characters without blanks."},
          {"when", "string", true, "RFC 3339; not to come."},
          {"deadline", "string", false, "For the answer."},
          {"reason", "string", false, "The authority's code."},
          {"text", "string", false, "The question in words, at most 512 characters; kept sealed."},
          {"wanted", "[string]", false, "Canonical fields and types of documents, at most 32."}}},
        {"ReferralResult",
         "What became of one referral.",
         {{"item_id", "string", false, "As sent."},
          {"referral_id", "string", false, ""},
          {"result", "accepted|repeat|refused", true, "repeat: known already, and nothing changes."},
          {"code", "string", false, "Why it was refused."},
          {"detail", "string", false, "The same, in the client's language."}}},
        {"ReferralResults", "", {{"referrals", "[ReferralResult]", true, "In the order in which they were sent."}}},
        {"ReferralAnswerRequest",
         "",
         {{"kind", kAnswers, true, ""},
          {"version", "integer", false, "Of the item's declaration that has the corrected data."},
          {"fields", "object", false, "Values by canonical field, at most 64; of a line: lines[2].hs_code."},
          {"text", "string", false, "At most 2,000 characters; kept sealed."},
          {"screening", "ReferralScreening", false, "With screening-done, and only then."},
          {"documents", "[string]", false, "Ids of documents beside the referral or the item's declaration."}}},
        {"ReferralScreening",
         "What was done to be sure of an item.",
         {{"methods", "[string]", true, "Codes, at least one and at most 8."},
          {"result", "clear|not-clear|inconclusive", true, ""},
          {"when", "string", true, "RFC 3339; not to come."},
          {"office", "string", false, "A code."}}},
    };
}

} // namespace

std::vector<Component> referral_components() {
    auto all = sent_components();
    const std::vector<Component> shown{
        {"Referral", "What a destination's authority asks of an item before it is loaded.", referral_properties()},
        {"ReferralList",
         "",
         {{"referrals", "[Referral]", true, ""}, {"next", "string", false, "Cursor to go on with."}}},
        {"ReferralMessage",
         "What was said, and in whose words.",
         {{"kind", kKinds, true, ""},
          {"authority", "string", true, ""},
          {"when", "string", true, "By the authority's word."},
          {"received", "string", true, "When it was learned here."},
          {"deadline", "string", false, ""},
          {"reason", "string", false, "The authority's code."},
          {"text", "string", false, "The question in words."},
          {"wanted", "[string]", false, "Canonical fields and types of documents."},
          {"by", "message|officer", true, ""},
          {"message_reference", "string", false, ""},
          {"sender", "string", false, ""},
          {"recipient", "string", false, ""}}},
        {"ReferralDocument",
         "A document beside a referral or its item's declaration.",
         {{"document_id", "string", true, ""},
          {"media_type", "string", true, "Told by its bytes."},
          {"bytes", "integer", true, ""},
          {"sha256", "string", true, "Of its bytes, in hexadecimal digits."}}},
        {"ReferralWhole", "",
         with(referral_properties(), {{"messages", "[ReferralMessage]", true, "By when they happened."},
                                      {"evidence", "[ReferralDocument]", true, "In the order in which they came."},
                                      {"answers", "[ReferralAnswer]", true, ""}})},
        {"EvidenceGiven",
         "",
         {{"document", "ReferralDocument", true, ""},
          {"repeat", "boolean", true, "The same content was uploaded before."}}},
        {"ReferralAnswer", "What the post said to a referral.", answer_properties()},
        {"ReferralAnswerGiven",
         "",
         {{"answer", "ReferralAnswer", true, ""}, {"repeat", "boolean", true, "The same was said before."}}},
        {"PutOutReferralAnswer", "An answer with what it answers.",
         with({{"to", "string", false, "Operator code of who handed the referral on."},
               {"from", "string", false, "Operator code of the post that answers."},
               {"message_reference", "string", false, "Of the message that asked."},
               {"item_id", "string", true, "S10."},
               {"reference", "string", false, "The authority's own of the referral."},
               {"authority", "string", true, ""}},
              answer_properties())},
        {"ReferralAnswerList",
         "",
         {{"answers", "[PutOutReferralAnswer]", true, "In the order in which they were given."},
          {"next", "string", false, "Cursor to go on with; none where there never was one."}}},
    };
    all.insert(all.end(), shown.begin(), shown.end());
    return all;
}

} // namespace postern::http
