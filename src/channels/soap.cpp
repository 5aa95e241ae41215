// SOAP envelopes.
#include "channels/soap.hpp"

#include "xml/document.hpp"

namespace postern::channels {

namespace {

constexpr std::string_view kEnvelope11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view kEnvelope12 = "http://www.w3.org/2003/05/soap-envelope";

std::string_view envelope_of(ports::Soap version) {
    return version == ports::Soap::v1_2 ? kEnvelope12 : kEnvelope11;
}

std::string_view without_declaration(std::string_view document) {
    if (!document.starts_with("<?xml")) return document;
    const auto end = document.find("?>");
    return end == std::string_view::npos ? document : document.substr(end + 2);
}

/// "soap:Client.Format" -> "Client": the first part, without its prefix (1.1 §4.4.1).
std::string_view fault_class(std::string_view code) {
    if (const auto colon = code.rfind(':'); colon != std::string_view::npos) code.remove_prefix(colon + 1);
    return code.substr(0, code.find('.'));
}

Unwrapped read_fault(xml::Element fault) {
    Unwrapped out;
    out.fault = true;
    const auto code = fault.child("Code"); // of 1.2
    const std::string text = code ? code.child("Value") ? code.child("Value").text() : std::string()
                             : fault.child("faultcode") ? fault.child("faultcode").text()
                                                        : std::string();
    const auto of = fault_class(text);
    out.fault_is_ours = of == "Client" || of == "Sender";
    return out;
}

} // namespace

std::string wrap(std::string_view document, ports::Soap version) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                      "\n<soap:Envelope xmlns:soap=\"";
    out.append(envelope_of(version)).append("\"><soap:Body>");
    out.append(without_declaration(document)).append("</soap:Body></soap:Envelope>");
    return out;
}

std::string soap_media_type(ports::Soap version, std::string_view action) {
    if (version != ports::Soap::v1_2) return "text/xml; charset=utf-8";
    std::string type = "application/soap+xml; charset=utf-8";
    if (!action.empty()) type.append("; action=\"").append(action).append("\"");
    return type;
}

core::Result<Unwrapped> unwrap(xml::ReaderPool& readers, std::string_view bytes) {
    auto loan = readers.borrow();
    const auto tree = (*loan).read_whole(bytes, {});
    if (!tree) return tree.refusal();
    const auto root = tree.value().root();
    const bool known = root.namespace_uri() == kEnvelope11 || root.namespace_uri() == kEnvelope12;
    const auto body = root.child("Body");
    if (!known || root.name() != "Envelope" || !body || body.namespace_uri() != root.namespace_uri())
        return core::Refusal{core::RefusalCode::message_structure, {}, 0, 0, {}};
    const auto content = body.first_child();
    if (!content) return Unwrapped{};
    if (content.name() == "Fault" && content.namespace_uri() == root.namespace_uri()) return read_fault(content);
    Unwrapped out;
    out.payload = xml::Document::of(content).serialise_document();
    return out;
}

} // namespace postern::channels
