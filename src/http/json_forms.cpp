// JSON values in other forms.
#include "http/json_forms.hpp"

#include <charconv>

namespace postern::http {

namespace {

void write_xml(std::string& out, std::string_view name, const json::Value& value) {
    out.append("<").append(name).append(">");
    switch (value.kind()) {
    case json::Kind::object:
        for (const auto& [member, inner] : value.members())
            write_xml(out, member, inner);
        break;
    case json::Kind::array:
        for (const json::Value& inner : value.items())
            write_xml(out, "i", inner);
        break;
    case json::Kind::boolean: out.append(value.boolean() ? "true" : "false"); break;
    case json::Kind::null: break;
    default: out.append(escaped(value.text())); break;
    }
    out.append("</").append(name).append(">");
}

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

void write_value(json::Writer& out, const json::Value& value) {
    switch (value.kind()) {
    case json::Kind::object:
        out.begin_object();
        for (const auto& [name, inner] : value.members()) {
            out.key(name);
            write_value(out, inner);
        }
        out.end_object();
        break;
    case json::Kind::array:
        out.begin_array();
        for (const json::Value& inner : value.items())
            write_value(out, inner);
        out.end_array();
        break;
    case json::Kind::boolean: out.value(value.boolean()); break;
    case json::Kind::null: out.null(); break;
    case json::Kind::number: {
        std::int64_t number = 0;
        const std::string& text = value.text();
        std::from_chars(text.data(), text.data() + text.size(), number);
        out.value(number);
        break;
    }
    case json::Kind::string: out.value(value.text()); break;
    }
}

std::string problem_xml(const json::Value& problem) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<problem xmlns=\"urn:ietf:rfc:7807\">";
    for (const auto& [name, value] : problem.members())
        write_xml(out, name, value);
    return out + "</problem>\n";
}

} // namespace postern::http
