// ElementWriter: start tags are written when their first content comes, so that empty groups leave nothing.
#include "support/generator/element_writer.hpp"

namespace postern::generator {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char sign : text) {
        switch (sign) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += sign;
        }
    }
    return out;
}

void ElementWriter::write_open_tags() {
    for (auto& element : open_) {
        if (element.written) continue;
        out_.append("<").append(element.name).append(">");
        element.written = true;
    }
}

void ElementWriter::close() {
    if (open_.back().written) {
        const std::string_view name = open_.back().name;
        out_.append("</").append(name.substr(0, name.find(' '))).append(">\n");
    }
    open_.pop_back();
}

void ElementWriter::leaf(std::string_view name, std::string_view attributes, std::string_view text) {
    if (text.empty()) return;
    write_open_tags();
    out_.append("<").append(name).append(attributes).append(">").append(escaped(text));
    out_.append("</").append(name).append(">\n");
}

void ElementWriter::leaf(std::string_view name, const std::optional<core::Decimal>& number) {
    if (number) leaf(name, number->to_string());
}

void ElementWriter::leaf(std::string_view name, const std::optional<core::Weight>& weight) {
    if (weight) leaf(name, weight->kilograms.to_string());
}

void ElementWriter::money(std::string_view name, const std::optional<core::Money>& money) {
    if (!money) return;
    open(name);
    leaf("amount", money->amount.to_string());
    leaf("currency", money->currency);
    close();
}

} // namespace postern::generator
