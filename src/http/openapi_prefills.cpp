// Components of the OpenAPI document: what is written before somebody comes to a counter.
#include "http/openapi.hpp"

namespace postern::http {

namespace {

constexpr std::string_view kDraftText = "Members as in a declaration (/schemas/declaration.json); any may be missing.";

std::vector<Component> draft_components() {
    return {
        {"PrefillRequest",
         "At least one of the three. What declaration says stands above the template, and that above the copy.",
         {{"declaration", "object", false, kDraftText},
          {"template", "string", false, "Id of a template: sender, addressee, lines, where they are not said."},
          {"copy_of", "string", false,
           "Id of a declaration of the post: its content, but for item id, sender's reference, dates, certification, "
           "postage, duties paid in advance and metadata."}}},
        {"PrefillChange", "", {{"declaration", "object", true, kDraftText}}},
        {"PrefillCodes",
         "QR codes that hold the link and nothing else.",
         {{"svg", "string", true, "Path of it."}, {"png", "string", true, "Path of it."}}},
        {"NewPrefill",
         "A draft that was made.",
         {{"id", "string", true, ""},
          {"reference", "string", true,
           "Eight characters for people, never 0, O, 1, I or L; the last one finds what is mistyped."},
          {"state", "open|taken|used|expired", true, ""},
          {"version", "integer", true, ""},
          {"made", "string", true, ""},
          {"expires", "string", true, "Then its content goes."},
          {"declaration", "object", true, "The draft as it is kept."},
          {"token", "string", true, "What the link ends with; it is shown this once."},
          {"link", "string", true, "The public page of the draft."},
          {"qr", "PrefillCodes", true, ""},
          {"gaps", "[Finding]", true, "What is still missing or wrong that the exporter can mend."}}},
        {"Prefill",
         "A draft as it stands.",
         {{"id", "string", true, ""},
          {"reference", "string", true, ""},
          {"state", "open|taken|used|expired", true, ""},
          {"version", "integer", true, ""},
          {"made", "string", true, ""},
          {"expires", "string", true, ""},
          {"office", "string", false, "The office that took it."},
          {"declaration_id", "string", false, "It was used by this declaration."},
          {"declaration", "object", false, "The draft; not once it is used or expired."},
          {"gaps", "[Finding]", true,
           "What is still missing or wrong: for the exporter what he can mend, for the counter that scans it all."}}},
        {"PrefillScan",
         "One of the two.",
         {{"token", "string", false, "What the scanner read: the token, or the link that ends with it."},
          {"reference", "string", false, "What was typed; case, blanks and hyphens do not matter."}}},
    };
}

std::vector<Component> table_components() {
    return {
        {"PrefillTable", "CSV; its columns are those of /v1/prefills/tables/columns.csv.", {}},
        {"PrefillCellFinding",
         "What is wrong in a row, or worth saying.",
         {{"column", "string", false, "None: it is of the row or the parcel."},
          {"code", "string", true, "Of a finding, of a refusal, or parcel-missing, cell-differs, cells-beyond."},
          {"severity", "info|warning|error", true, ""},
          {"title", "string", true, ""},
          {"detail", "string", true, ""},
          {"hint", "string", false, ""}}},
        {"PrefillRow",
         "",
         {{"row", "integer", true, "As a spreadsheet numbers it: the header is row 1."},
          {"findings", "[PrefillCellFinding]", true, "Empty: all is well."}}},
        {"PrefillParcel",
         "One parcel of the table; the last entry may be that of rows which name none.",
         {{"parcel", "string", false, "The shop's reference."},
          {"result", "made|refused", true, ""},
          {"id", "string", false, ""},
          {"reference", "string", false, "For the counter."},
          {"link", "string", false, "It is shown this once."},
          {"expires", "string", false, ""},
          {"rows", "[PrefillRow]", true, ""}}},
        {"PrefillCounts",
         "",
         {{"parcels", "integer", true, ""}, {"made", "integer", true, ""}, {"refused", "integer", true, ""}}},
        {"PrefillTableResult",
         "",
         {{"counts", "PrefillCounts", true, ""},
          {"parcels", "[PrefillParcel]", true, "In the order of their first rows."}}},
        {"TemplateRequest",
         "At least one of the parts.",
         {{"name", "string", true, "At most 200 bytes."},
          {"owner", "string", false, "What the post calls its customer; at most 64 bytes."},
          {"sender", "object", false, "As in a declaration."},
          {"addressee", "object", false, ""},
          {"lines", "[object]", false, ""}}},
        {"Template",
         "",
         {{"id", "string", true, ""},
          {"name", "string", true, ""},
          {"owner", "string", false, ""},
          {"version", "integer", true, ""},
          {"changed", "string", true, ""},
          {"sender", "object", false, ""},
          {"addressee", "object", false, ""},
          {"lines", "[object]", false, ""}}},
        {"TemplateList",
         "",
         {{"templates", "[Template]", true, "The newest first."},
          {"next", "string", false, "Cursor to go on with; left out: there is no more."}}},
    };
}

} // namespace

std::vector<Component> prefill_components() {
    auto all = draft_components();
    for (auto& component : table_components())
        all.push_back(std::move(component));
    return all;
}

} // namespace postern::http
