// AnswerReader: an agency's message, in its own format or ours, becomes the events it tells.
#pragma once

#include "core/event.hpp"
#include "core/money.hpp"
#include "core/result.hpp"
#include "profiles/editions.hpp"
#include "xml/reader_pool.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

/// The format of a kept answer that came as a table of decisions.
inline constexpr std::string_view kCsvFormat = "csv";

/// What an authority found wrong, in its own words.
struct AuthorityError {
    std::string code;
    std::string pointer; ///< in the authority's own coordinates; may be empty
    std::string text;    ///< may be empty
};
/// A line of goods as customs corrected it; what is empty it left as it was.
struct RevisedLine {
    std::uint32_t line = 0; ///< from 1
    std::string hs_code;
    std::string description;
};
struct AuthorityTax {
    std::string type; ///< the authority's code
    core::Money amount;
};

/// One event of an answer; the filing is named by our public id or by the authority's reference, many filings by the
/// dispatch or receptacle that their items are in.
struct UnderstoodEvent {
    std::string filing_id;
    std::string reference;
    std::string dispatch; ///< S8, or S9 of one receptacle; then the two above and row are empty
    std::string row;      ///< of a register: number or reference of the row that is meant; empty: all
    core::EventType type = core::EventType::filing_unknown;
    std::optional<core::Instant> when; ///< none: the receipt counts
    std::string lane;
    std::string reason;
    std::string number;
    core::AttachmentTypes documents; ///< it wants uploaded
    std::optional<core::Instant> deadline;
    std::vector<AuthorityError> errors;
    std::vector<AuthorityTax> taxes;
    std::vector<RevisedLine> revised;
};

/// An answer as we understood it (canonical form: urn:postern:answer:1).
struct UnderstoodAnswer {
    std::string identity;                             ///< its own id, or the hex SHA-256 of its bytes
    std::string format;                               ///< profile's name, or "neutral"
    std::shared_ptr<const profiles::Profile> profile; ///< whose answer.xsl read it; null for neutral ones
    std::vector<UnderstoodEvent> events;
};

/// Thread-safe.
class AnswerReader {
public:
    explicit AnswerReader(std::shared_ptr<const profiles::Editions> editions);

    /// Refusals: those of the XML reader, bad_json, answer_profile_unknown (no profile knows the root),
    /// answer_unreadable (it says nothing, or not what our schema of answers allows). Several systems may share a root:
    /// then it is read by each of their profiles, and the filings it names tell which one is meant. Those in force come
    /// first, then earlier editions.
    core::Result<std::vector<UnderstoodAnswer>> read_xml(std::string_view bytes);
    core::Result<UnderstoodAnswer> read_json(std::string_view bytes) const;
    /// A kept answer of a known format again; nullopt: the format is not loaded any more.
    std::optional<UnderstoodAnswer> read_kept(std::string_view bytes, std::string_view format);

private:
    core::Result<UnderstoodAnswer> from_tree(const xml::Document& answer, std::string_view bytes) const;

    std::shared_ptr<const profiles::Editions> editions_;
    std::unique_ptr<xml::ReaderPool> readers_;
};

/// Codes of types of attachments, parted by blanks, each once or more; nullopt: a word that is none.
std::optional<core::AttachmentTypes> attachment_types_named(std::string_view words);

/// The event that a person's table calls so, in any case; nullopt: none, for a slip of the pen must not pass as a word
/// that is kept as unknown.
std::optional<core::EventType> decision_named(std::string_view name);

/// "EE123456785NP-2" -> "EE123456785NP", by the profile's pattern for amended references; nullopt: not of that form.
std::optional<std::string> base_reference(std::string_view reference, std::string_view amended_pattern);

} // namespace postern::clearance
