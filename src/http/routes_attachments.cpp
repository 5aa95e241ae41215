// Routes of documents beside a declaration: a post uploads and reads them, an agency reads them beside its filing.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/uploads.hpp"

#include <string>

namespace postern::http {

using clearance::AttachmentView;
using core::RefusalCode;
using core::Result;

namespace {

Result<core::AttachmentType> type_parameter(const Call& call) {
    const auto type = core::attachment_type_named(call.parameter("type").value_or(""));
    if (type) return *type;
    std::string codes;
    for (const auto known : core::kAttachmentTypes)
        codes.append(codes.empty() ? "" : ", ").append(core::to_string(known));
    return refuse(RefusalCode::bad_parameter, "type (" + codes + ")");
}

void write_attachment(json::Writer& out, const AttachmentView& view) {
    out.begin_object();
    out.member("document_id", view.document_id);
    out.member("type", core::to_string(view.type));
    out.member("media_type", view.media_type);
    out.member("bytes", view.bytes);
    out.member("sha256", view.hash);
    out.member("at", core::to_rfc3339(view.at));
    out.member_if("filing_id", view.row_filing);
    out.end_object();
}

Reply list_reply(const std::vector<AttachmentView>& views) {
    json::Writer out;
    out.begin_object();
    out.key("documents");
    out.begin_array();
    for (const auto& view : views)
        write_attachment(out, view);
    out.end_array();
    out.end_object();
    return json_reply(200, out);
}

Reply content_reply(const Call& call, clearance::AttachmentContent content) {
    const auto& view = content.document;
    return saved_document({view.document_id, view.media_type, view.hash}, std::move(content.bytes), call);
}

Result<Reply> give(Context& context, const Call& call) {
    if (call.body.empty()) return refuse(RefusalCode::message_empty); // the wrapper asks for no Content-Type then
    const auto type = type_parameter(call);
    if (!type) return type.refusal();
    clearance::AttachmentUpload upload{type.value(), media_type_named(call.media), call.body, call.request_id};
    upload.on_cpu = on_submit_lane(context);
    const auto given = context.services.attachments->give(call.who, call.path.front(), upload);
    if (!given) return given.refusal();
    const auto& [document, repeat, answered] = given.value();
    json::Writer out;
    out.begin_object();
    out.key("document");
    write_attachment(out, document);
    out.member("repeat", repeat);
    out.list("answers", answered);
    out.end_object();
    return uploaded(out, repeat, document.document_id, "/v1/declarations/" + call.path.front() + "/documents/");
}

Result<Reply> list(Context& context, const Call& call) {
    const auto found = context.services.attachments->of_declaration(call.who, call.path.front());
    if (!found) return found.refusal();
    return list_reply(found.value());
}

Result<Reply> read(Context& context, const Call& call) {
    auto found = context.services.attachments->read(call.who, call.path[0], call.path[1]);
    if (!found) return found.refusal();
    return content_reply(call, std::move(found).value());
}

Result<Reply> list_beside(Context& context, const Call& call) {
    const auto found = context.services.attachments->of_filing(call.who, call.path[1]);
    if (!found) return found.refusal();
    return list_reply(found.value());
}

Result<Reply> read_beside(Context& context, const Call& call) {
    auto found = context.services.attachments->read_beside(call.who, call.path[1], call.path[2]);
    if (!found) return found.refusal();
    return content_reply(call, std::move(found).value());
}

} // namespace

std::vector<Route> attachment_routes() {
    Route post;
    post.method = "POST";
    post.path = "/v1/declarations/{id}/documents";
    post.action = "declarations.attach";
    post.id = "giveDocument";
    post.summary =
        "Upload a document beside a declaration: a PDF, JPEG or PNG of at most 5 MB, all of a declaration at "
        "most 20 MB together. It is kept as it is, and never read. Where an agency asks for such a "
        "document, it is told. The same content and type again changes nothing.";
    post.handler = give;
    post.body = BodyKind::attachment;
    post.body_bytes = ports::kAttachmentBytes;
    post.body_schema = "AttachmentContent";
    post.audit = Audit::in_deed;
    post.parameters = {
        {"type", false, false, "What it is (required): invoice, licence, certificate, mandate or photo."}};
    post.answers = {{200, kJson, "AttachmentGiven", "It was known: the first one."},
                    {201, kJson, "AttachmentGiven", "Kept; Location names it."}};
    post.refusals = {RefusalCode::message_empty, RefusalCode::declaration_cancelled, RefusalCode::documents_full};

    Route beside =
        reading_route("/v1/agencies/{agency}/filings/{id}/attachments", "filings.attachments", "getAttachments",
                      "Documents that the post uploaded beside the declaration of a filing, or of the rows "
                      "of a register; where the route lets the agency read them.",
                      list_beside, {200, kJson, "Attachments", "All of them."});
    return {post,
            reading_route("/v1/declarations/{id}/documents", "declarations.read", "getDocuments",
                          "Documents that were uploaded beside a declaration.", list,
                          {200, kJson, "Attachments", "All of them."}),
            content_route("/v1/declarations/{id}/documents/{document}", "declarations.read", "getUploadedDocument",
                          "A document that was uploaded beside a declaration.", read),
            beside,
            content_route("/v1/agencies/{agency}/filings/{id}/attachments/{document}", "filings.attachments",
                          "getAttachment", "A document that was uploaded beside the declaration of a filing.",
                          read_beside)};
}

} // namespace postern::http
