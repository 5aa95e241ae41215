// Components of the OpenAPI document: documents beside a declaration.
#include "http/openapi.hpp"

namespace postern::http {

std::vector<Component> attachment_components() {
    return {
        {"AttachmentContent", "The bytes of a PDF, JPEG or PNG.", {}},
        {"Attachment",
         "A document that was uploaded beside a declaration.",
         {{"document_id", "string", true, ""},
          {"type", "invoice|licence|certificate|mandate|photo", true, ""},
          {"media_type", "string", true, "Told by its bytes."},
          {"bytes", "integer", true, ""},
          {"sha256", "string", true, "Of its bytes, in hexadecimal digits."},
          {"at", "string", true, "When it was uploaded first."},
          {"filing_id", "string", false, "Where a register is read: the row that it is beside."}}},
        {"Attachments", "", {{"documents", "[Attachment]", true, "In the order in which they came."}}},
        {"AttachmentGiven",
         "",
         {{"document", "Attachment", true, ""},
          {"repeat", "boolean", true, "The same content was uploaded as this type before."},
          {"answers", "[string]", true, "Filings whose agency asked for it and had not got it."}}},
    };
}

} // namespace postern::http
