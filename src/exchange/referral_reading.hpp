// Reading of referrals: what a post was told of its items, from an ITMREF-shaped message or as it was typed in.
#pragma once

#include "core/result.hpp"
#include "core/time.hpp"
#include "ports/referrals.hpp"
#include "xml/reader_pool.hpp"
#include "xml/schema.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

inline constexpr std::size_t kMostReferrals = 1'000; ///< of one message

/// One referral as it was sent.
struct SentReferral {
    std::string item_id;                  ///< S10, blanks between its groups allowed
    std::string reference;                ///< the authority's, a code; may be empty
    std::string kind;                     ///< RFI, RFS, DNL or AC
    std::string authority;                ///< a code
    std::string when;                     ///< RFC 3339
    std::string deadline;                 ///< RFC 3339; may be empty
    std::string reason;                   ///< a code; may be empty
    std::string text;                     ///< at most 512 characters; may be empty
    std::vector<std::string> wanted;      ///< canonical fields and types of documents; at most 32
    std::optional<core::Refusal> refused; ///< it cannot even be read: why
};
/// A message of them.
struct SentReferrals {
    ports::ReferralSource source = ports::ReferralSource::message;
    std::string message_reference; ///< a code; may be empty, like the next two
    std::string sender;            ///< operator codes
    std::string recipient;
    std::vector<SentReferral> referrals;
};

/// Whether there is such a canonical field.
using IsField = std::function<bool(std::string_view name)>;

/// At most so many characters of text, without control characters but tab and line ends.
bool is_referral_text(std::string_view text, std::size_t most);

/// All but the key. Refusal: bad_parameter names the member: no S10, no such kind, no time or one that is to come by
/// more than an hour, no code, a text that is too long, nothing that can be wanted.
core::Result<ports::ToldReferral> told_referral(const SentReferral& sent, core::Instant now, const IsField& is_field);

/// Reads messages by schemas/itmref.xsd. Thread-safe.
class ItmrefReader {
public:
    explicit ItmrefReader(std::shared_ptr<const xml::Schema> schema)
        : schema_(std::move(schema)), readers_(std::make_unique<xml::ReaderPool>()) {}
    /// A referral that is not of the schema is refused by itself (bad_parameter names the element, message_structure
    /// where that is none of ours), and sinks no other. Refusals of the whole: those of xml::MessageReader,
    /// source_unknown (another root), message_structure (the header), too_many_items.
    core::Result<SentReferrals> read(std::string_view bytes) const;

private:
    std::shared_ptr<const xml::Schema> schema_;
    std::unique_ptr<xml::ReaderPool> readers_;
};

} // namespace postern::exchange
