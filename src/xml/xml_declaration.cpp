// The XML declaration, read by our own letter: the parser is told the encoding, so both can never see different ones.
#include "xml/xml_declaration.hpp"

#include "xml/encoding_check.hpp"

#include <optional>

namespace postern::xml {

namespace {

using core::RefusalCode;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kOpening = "<?xml";

class Cursor {
public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes), at_(kOpening.size()) {}

    bool skip_blanks() {
        const std::size_t before = at_;
        while (at_ < bytes_.size() && kBlanks.find(bytes_[at_]) != std::string_view::npos)
            ++at_;
        return at_ != before;
    }
    bool skip(std::string_view word) {
        if (!bytes_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    /// name = "value"; nullopt: another thing stands here, and nothing was taken.
    std::optional<std::string_view> value_of(std::string_view name) {
        const std::size_t before = at_;
        if (skip(name)) {
            skip_blanks();
            if (skip("=")) {
                skip_blanks();
                if (const auto value = quoted()) return value;
            }
        }
        at_ = before;
        return std::nullopt;
    }
    std::size_t position() const { return at_; }

private:
    std::optional<std::string_view> quoted() {
        if (at_ >= bytes_.size() || (bytes_[at_] != '"' && bytes_[at_] != '\'')) return std::nullopt;
        const std::size_t end = bytes_.find(bytes_[at_], at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view value = bytes_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return value;
    }

    std::string_view bytes_;
    std::size_t at_;
};

} // namespace

bool opens_declaration(std::string_view bytes) {
    return bytes.starts_with(kOpening) && bytes.size() > kOpening.size() &&
           kBlanks.find(bytes[kOpening.size()]) != std::string_view::npos;
}

core::Result<XmlDeclaration> read_declaration(std::string_view bytes) {
    XmlDeclaration declaration;
    if (!opens_declaration(bytes)) return declaration;
    Cursor cursor(bytes);
    const auto refuse = [&](RefusalCode code) { return refusal_at(code, bytes, cursor.position()); };

    cursor.skip_blanks();
    const auto version = cursor.value_of("version");
    if (!version) return refuse(RefusalCode::not_well_formed);
    if (*version != "1.0") return refuse(RefusalCode::xml_version_forbidden);
    bool blank = cursor.skip_blanks();
    if (const auto name = blank ? cursor.value_of("encoding") : std::nullopt) {
        const auto encoding = encoding_named(*name);
        if (!encoding) return refuse(RefusalCode::encoding_not_allowed);
        declaration.encoding = *encoding;
        blank = cursor.skip_blanks();
    }
    if (const auto standalone = blank ? cursor.value_of("standalone") : std::nullopt) {
        if (*standalone != "yes" && *standalone != "no") return refuse(RefusalCode::not_well_formed);
        cursor.skip_blanks();
    }
    if (!cursor.skip("?>")) return refuse(RefusalCode::not_well_formed);
    declaration.length = cursor.position();
    return declaration;
}

} // namespace postern::xml
