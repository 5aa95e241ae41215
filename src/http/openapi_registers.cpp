// Components of the OpenAPI document: registers.
#include "http/openapi.hpp"

namespace postern::http {

std::vector<Component> register_components() {
    return {
        {"WaitingRows",
         "Rows that wait for one register.",
         {{"route", "string", true, ""},
          {"profile", "string", true, ""},
          {"together", "string", false, "The country of destination, where a register has one."},
          {"rows", "integer", true, ""},
          {"oldest", "string", true, "Since when the first of them waits."},
          {"max_rows", "integer", false, "So many close it."},
          {"closes", "string", false, "When it is closed at the latest; left out: by number or by hand only."}}},
        {"Register",
         "Rows of many items in one document.",
         {{"register_id", "string", true, "Also the id of its filing."},
          {"reference", "string", true, "What the agency knows it by."},
          {"route", "string", true, ""},
          {"agency", "string", true, ""},
          {"profile", "string", true, ""},
          {"together", "string", false, "The country of destination, where a register has one."},
          {"version", "integer", true, "Of its newest document."},
          {"rows", "integer", true, "That stand."},
          {"closed", "string", true, ""},
          {"state", "string", true, "Of the register as a whole; its rows have their own."}}},
        {"Registers",
         "",
         {{"waiting", "[WaitingRows]", true, "Not closed yet, the oldest first."},
          {"registers", "[Register]", true, "The newest first."}}},
        {"RegisterRow",
         "",
         {{"row", "integer", true, "Number in the register."},
          {"filing_id", "string", true, ""},
          {"declaration_id", "string", true, ""},
          {"item_id", "string", false, ""},
          {"reference", "string", true, ""},
          {"state", "string", true, ""},
          {"taken_out", "boolean", true, ""}}},
        {"RegisterDetail",
         "",
         {{"register", "Register", true, ""}, {"rows", "[RegisterRow]", true, "All it ever had, by number."}}},
        {"ClosingRequest",
         "",
         {{"route", "string", false, "Only what waits on this route; without: all."},
          {"items", "[string]", false, "Only these items, by their S10, as those of a dispatch; without: all."}}},
        {"ClosingResult", "", {{"registers", "[Register]", true, "What was closed; none: nothing waited."}}},
        {"RemovalRequest", "", {{"reason", "late|refused|not-presented|withdrawn", true, ""}}},
        {"RemovalResult",
         "",
         {{"filing_id", "string", true, ""},
          {"state", "string", true, ""},
          {"register_id", "string", false, "The register that is told anew, where its format can be."}}},
    };
}

} // namespace postern::http
