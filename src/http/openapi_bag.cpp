// Components of the OpenAPI document: what exporters see of their items, and what offices keep out of their bags.
#include "http/openapi.hpp"

namespace postern::http {

std::vector<Component> bag_components() {
    return {
        {"PublicPaper",
         "",
         {{"type", "invoice|licence|certificate|mandate|photo", true, ""}, {"title", "string", true, ""}}},
        {"PublicStep",
         "",
         {{"state", "string", true, "As in PublicStatus."},
          {"title", "string", true, "In the reader's language."},
          {"at", "string", true, "When."}}},
        {"PublicStatus",
         "How an item stands, for its exporter.",
         {{"item_id", "string", true, "S10."},
          {"test", "boolean", true, "A trial: nothing is really sent."},
          {"lang", "string", true, ""},
          {"state",
           "data-received|not-accepted|posted|post-checks|waiting-for-customs|customs-checks|documents-asked|"
           "question-asked|payment-due|number-awaited|customs-refused|customs-released|on-its-way|arrived|"
           "customs-abroad|delivered|comes-back|stopped|cancelled",
           true, ""},
          {"title", "string", true, "In the reader's language."},
          {"text", "string", true, ""},
          {"hint", "string", false, "What the exporter should do."},
          {"since", "string", true, ""},
          {"asks", "[PublicPaper]", true, "Papers that customs wants to see."},
          {"steps", "[PublicStep]", true, "Oldest first."}}},
        {"BagStop",
         "An item that must not leave with the office's next bag.",
         {{"item_id", "string", true, "S10."},
          {"declaration_id", "string", false, "Missing: it was refused before it was one."},
          {"code", "string", true, "Why: the gravest of its hindrances."},
          {"title", "string", true, "In the reader's language."},
          {"detail", "string", true, ""},
          {"hint", "string", false, "What to do."},
          {"reason", "string", false, "A state or a code."},
          {"since", "string", true, "When the gateway learned it."},
          {"captured_at", "string", true, "When the sender certified it, by the counter's clock."},
          {"sent_at", "string", false, "It was captured offline, and sent then."},
          {"clerk", "string", false, ""}}},
        {"StopList",
         "",
         {{"office", "string", true, "The post's own code."},
          {"items", "[BagStop]", true, "Oldest news first."},
          {"more", "boolean", true, "There are more of them: ask on with next."},
          {"next", "string", false, "Where to go on; only news comes after it."}}},
    };
}

} // namespace postern::http
