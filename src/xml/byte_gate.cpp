// The byte gate: a light scan of the markup, bounded and linear, before Xerces. It sees the same tokens as the parser
// up to the first fault, because all four encodings agree with ASCII on the bytes of markup.
#include "xml/byte_gate.hpp"

#include "xml/encoding_check.hpp"
#include "xml/xml_declaration.hpp"

#include <cstring>
#include <optional>

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

    /// What is wrong at position(); nullopt: nothing.
    std::optional<RefusalCode> run() {
        while ((at_ = bytes_.find('<', at_)) != std::string_view::npos) {
            const char next = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
            const auto fault = next == '/' || opens_name(next) ? pass_tag() : pass_other(bytes_.substr(at_));
            if (fault) return fault;
        }
        return std::nullopt;
    }
    std::size_t position() const { return at_; }

private:
    std::optional<RefusalCode> pass_other(std::string_view rest) {
        if (rest.starts_with("<!--")) return skip_past("-->", 4);
        if (rest.starts_with("<![CDATA[")) return skip_past("]]>", 9);
        if (rest.starts_with("<!DOCTYPE")) return RefusalCode::doctype_forbidden;
        // an XML declaration that does not come first is no processing instruction (XML 1.0, production 17)
        if (opens_declaration(rest) || !rest.starts_with("<?")) return RefusalCode::not_well_formed;
        return RefusalCode::processing_instruction_forbidden;
    }

    std::optional<RefusalCode> skip_past(std::string_view end, std::size_t opening) {
        const std::size_t found = bytes_.find(end, at_ + opening);
        if (found == std::string_view::npos) return RefusalCode::not_well_formed;
        at_ = found + end.size();
        return std::nullopt;
    }

    std::optional<RefusalCode> pass_tag() {
        const std::string_view tag = bytes_.substr(at_, tag_bytes_);
        const char* const end = tag.data() + tag.size();
        const char* c = tag.data() + 1;
        while (c != end && *c != '>') {
            if (*c == '<') return RefusalCode::not_well_formed;
            if (*c == '"' || *c == '\'') {
                c = static_cast<const char*>(std::memchr(c + 1, *c, static_cast<std::size_t>(end - c - 1)));
                if (c == nullptr) c = end - 1;
            }
            ++c;
        }
        if (c == end) return tag.size() == tag_bytes_ ? RefusalCode::tag_too_large : RefusalCode::not_well_formed;
        at_ += static_cast<std::size_t>(c - tag.data()) + 1;
        return std::nullopt;
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
    MarkupScan scan(bytes, declaration.value().length, limits.tag_bytes);
    if (const auto fault = scan.run()) {
        Refusal refusal = refusal_at(*fault, bytes, scan.position());
        if (*fault == RefusalCode::tag_too_large) refusal.argument = std::to_string(limits.tag_bytes);
        return refusal;
    }
    return Passed{encoding, bytes};
}

} // namespace postern::xml
