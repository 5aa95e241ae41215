// The byte gate: a light scan of the markup, bounded and linear, before Xerces. It sees the same tokens as the parser
// up to the first fault, because all four encodings agree with ASCII on the bytes of markup.
#include "xml/byte_gate.hpp"

#include "xml/encoding_check.hpp"
#include "xml/xml_declaration.hpp"

#include <cstring>

namespace postern::xml {

namespace {

using core::Refusal;
using core::RefusalCode;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool starts_with_wide_encoding(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4);
    const auto is = [&](std::string_view mark) { return head.starts_with(mark); };
    using namespace std::string_view_literals;
    return is("\xFE\xFF"sv) || is("\xFF\xFE"sv) || is("\0\0\xFE\xFF"sv) || is("<\0"sv) || is("\0<"sv) ||
           is("\0\0\0<"sv);
}

Refusal without_place(RefusalCode code) {
    Refusal refusal;
    refusal.code = code;
    return refusal;
}

bool opens_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (c & 0x80) != 0;
}

/// Walks the tokens of the whole message.
class MarkupScan {
public:
    MarkupScan(std::string_view bytes, std::size_t start, std::size_t tag_bytes)
        : bytes_(bytes), at_(start), tag_bytes_(tag_bytes) {}

    core::Result<void> run() {
        while ((at_ = bytes_.find('<', at_)) != std::string_view::npos) {
            core::Result<void> token = pass_token(bytes_.substr(at_));
            if (!token) return token;
        }
        return {};
    }

private:
    Refusal refuse(RefusalCode code) const { return refusal_at(code, bytes_, at_); }

    core::Result<void> pass_token(std::string_view rest) {
        if (rest.starts_with("<!--")) return skip_past("-->", 4);
        if (rest.starts_with("<![CDATA[")) return skip_past("]]>", 9);
        if (rest.starts_with("<!DOCTYPE")) return refuse(RefusalCode::doctype_forbidden);
        // an XML declaration that does not come first is no processing instruction (XML 1.0, production 17)
        if (opens_declaration(rest)) return refuse(RefusalCode::not_well_formed);
        if (rest.starts_with("<?")) return refuse(RefusalCode::processing_instruction_forbidden);
        const char next = rest.size() > 1 ? rest[1] : '\0';
        if (next != '/' && !opens_name(next)) return refuse(RefusalCode::not_well_formed);
        return pass_tag();
    }

    core::Result<void> skip_past(std::string_view end, std::size_t opening) {
        const std::size_t found = bytes_.find(end, at_ + opening);
        if (found == std::string_view::npos) return refuse(RefusalCode::not_well_formed);
        at_ = found + end.size();
        return {};
    }

    core::Result<void> pass_tag() {
        char quote = '\0';
        for (std::size_t i = at_ + 1;; ++i) {
            if (i - at_ >= tag_bytes_) return too_large();
            if (i >= bytes_.size() || bytes_[i] == '<') return refuse(RefusalCode::not_well_formed);
            const char c = bytes_[i];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                at_ = i + 1;
                return {};
            }
        }
    }

    Refusal too_large() const {
        Refusal refusal = refuse(RefusalCode::tag_too_large);
        refusal.argument = std::to_string(tag_bytes_);
        return refusal;
    }

    std::string_view bytes_;
    std::size_t at_;
    std::size_t tag_bytes_;
};

} // namespace

core::Refusal refusal_at(core::RefusalCode code, std::string_view bytes, std::size_t offset) {
    Refusal refusal;
    refusal.code = code;
    refusal.line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        const bool ends_line =
            bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
        if (!ends_line) continue;
        ++refusal.line;
        start = i + 1;
    }
    refusal.column = offset - start + 1;
    return refusal;
}

std::uint64_t column_in_bytes(const Passed& message, std::uint64_t line, std::uint64_t column) {
    if (message.encoding != Encoding::utf_8 || line == 0 || column == 0) return column;
    std::size_t at = 0;
    for (std::uint64_t passed = 1; passed < line && at < message.bytes.size(); ++at) {
        const bool pair = message.bytes.substr(at).starts_with("\r\n");
        if (message.bytes[at] == '\n' || (message.bytes[at] == '\r' && !pair)) ++passed;
    }
    const std::size_t start = at;
    for (std::uint64_t unit = 1; unit < column && at < message.bytes.size(); ++unit) {
        const auto lead = static_cast<unsigned char>(message.bytes[at]);
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead >= 0xF0) ++unit; // two units of UTF-16
    }
    return at - start + 1;
}

core::Result<Passed> pass_gate(std::string_view bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.message_bytes) {
        Refusal refusal = without_place(RefusalCode::message_too_large);
        refusal.argument = std::to_string(limits.message_bytes);
        return refusal;
    }
    if (starts_with_wide_encoding(bytes)) return refusal_at(RefusalCode::encoding_not_allowed, bytes, 0);
    const bool marked = bytes.starts_with(kByteOrderMark);
    if (marked) bytes.remove_prefix(kByteOrderMark.size());
    if (bytes.find_first_not_of(kBlanks) == std::string_view::npos) return without_place(RefusalCode::message_empty);
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
        return refusal_at(RefusalCode::nul_byte, bytes, nul);
    }
    core::Result<XmlDeclaration> declaration = read_declaration(bytes);
    if (!declaration) return declaration.refusal();
    const Encoding encoding = declaration.value().encoding;
    if (marked && encoding != Encoding::utf_8) return refusal_at(RefusalCode::encoding_not_allowed, bytes, 0);
    if (const std::size_t foreign = first_foreign_byte(bytes, encoding); foreign != std::string_view::npos) {
        return refusal_at(RefusalCode::invalid_encoding, bytes, foreign);
    }
    core::Result<void> scanned = MarkupScan(bytes, declaration.value().length, limits.tag_bytes).run();
    if (!scanned) return scanned.refusal();
    return Passed{encoding, bytes};
}

} // namespace postern::xml
