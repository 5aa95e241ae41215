// Components of the OpenAPI document: the look-up of tariff numbers.
#include "http/openapi.hpp"

namespace postern::http {

std::vector<Component> hs_code_components() {
    return {
        {"SenderNumber",
         "",
         {{"scheme", "string", false, ""}, {"value", "string", false, ""}, {"side", "origin|destination", false, ""}}},
        {"HsCodeSender",
         "Who sends, as the declaration will say it; kept nowhere.",
         {{"name", "string", false, ""},
          {"first_name", "string", false, ""},
          {"last_name", "string", false, ""},
          {"business", "string", false, ""},
          {"postcode", "string", false, ""},
          {"country", "string", false, "ISO 3166-1 alpha-2."},
          {"numbers", "[SenderNumber]", false, "The first of side origin says who he is."}}},
        {"HsCodeSearch",
         "",
         {{"q", "string", false, "What the goods are; needed where no sender is named."},
          {"lang", "string", false, ""},
          {"sender", "HsCodeSender", false, "What he declared before comes first."},
          {"limit", "integer", false, "1 to 20; without it 10."}}},
        {"HsCodeProposal",
         "A tariff number that may be meant; whoever declares decides.",
         {{"code", "string", false, "Six digits; left out where no more than the heading is known."},
          {"heading", "string", true, "Its first four digits."},
          {"title", "string", false, "Of the nomenclature."},
          {"words", "string", false, "Everyday words of the list that fitted."},
          {"note", "string", false, "What the code depends on."},
          {"from", "history|list|nomenclature", true, "Where it comes from."},
          {"used", "integer", false, "How many declarations of this sender had it."}}},
        {"HsCodes",
         "",
         {{"results", "[HsCodeProposal]", true, "The likeliest first."},
          {"lang", "string", true, "Language of the list that was looked through first."}}},
    };
}

} // namespace postern::http
