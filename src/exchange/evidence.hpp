// Evidence of export: what is proven of an item's export, from the facts; and its JSON, which is what gets signed.
#pragma once

#include "core/declaration.hpp"
#include "core/event.hpp"
#include "core/principal.hpp"
#include "exchange/accepted_version.hpp"
#include "ports/readers.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::exchange {

/// What a signature of one says it is (typ of its header).
inline constexpr std::string_view kEvidenceType = "evidence+jwt";
inline constexpr std::string_view kEvidenceForm = "urn:postern:evidence:1";

/// The authority's message that a fact came with.
struct SourceMessage {
    std::string answer_id; ///< public
    std::string sha256;    ///< hex, of the bytes as they came; empty: they are not kept any more
};
/// A line of goods in customs' own words; what is empty it left as it was.
struct CustomsLine {
    std::uint32_t line = 0; ///< from 1
    std::string hs_code;
    std::string description;
};
/// Customs changed what was declared.
struct CustomsRevision {
    core::Instant when;
    std::vector<CustomsLine> lines; ///< empty: it changed it and did not say how
};

struct EvidenceFiling {
    ports::FilingHead head;
    std::string filing_id;           ///< public
    std::vector<core::Event> events; ///< its own
    std::optional<AcceptedVersion> accepted;
    std::optional<core::Declaration> content; ///< of the version that was accepted, as far as the reader may read it
    std::vector<CustomsRevision> revisions;
};

/// How it was carried, where a dispatch is known.
struct Carriage {
    std::string receptacle_id;
    std::string dispatch_id;
    std::optional<core::Instant> departed; ///< the dispatch
};

struct EvidenceFacts {
    std::string issuer;   ///< who signs: this installation
    std::string made_for; ///< the post or agency that asked
    core::Mode mode = core::Mode::test;
    std::string declaration_id; ///< public; empty: the reader knows the filing alone
    std::string sender_reference;
    std::string item_id;
    std::string return_item_id;
    std::string destination; ///< country, where no accepted content says it; may be empty
    core::Instant received;  ///< the declaration, first
    std::optional<core::Instant> cancelled;
    std::vector<core::Event> item_events;           ///< those without a filing
    std::vector<EvidenceFiling> filings;            ///< of its export, lodged by us or by the exporter; at least one
    std::map<std::int64_t, SourceMessage> messages; ///< by key of the answer
    std::optional<Carriage> carriage;
    bool with_names = false; ///< the reader may read who sent it to whom
};

enum class EvidenceStatus : std::uint8_t {
    proven,    ///< it was exported, by customs' word or by a scan after customs' release
    partial,   ///< something of that is not there
    withdrawn, ///< whatever was proven, the goods came back or customs' word is taken back
};
std::string_view to_string(EvidenceStatus status);

enum class MissingProof : std::uint8_t { acceptance, release, exit };
std::string_view to_string(MissingProof missing); ///< "no-acceptance", …

enum class WithdrawalCause : std::uint8_t {
    item_returning,
    item_stopped,
    declaration_cancelled,
    filing_cancelled,
    filing_expired,
    release_refused,
};
std::string_view to_string(WithdrawalCause cause); ///< "item-returning", …
std::span<const WithdrawalCause> all_withdrawal_causes();

struct Withdrawal {
    WithdrawalCause cause = WithdrawalCause::item_returning;
    core::Instant since;
    bool by_customs = false;
    std::string reason;    ///< a code of the post's or the authority's; may be empty
    std::string filing_id; ///< empty: the item
};
struct Missing {
    MissingProof what = MissingProof::acceptance;
    std::string filing_id;
};

/// How customs' version of the content stands to what was declared.
enum class ContentStanding : std::uint8_t { as_declared, revised, not_in_hand };
std::string_view to_string(ContentStanding standing);

/// What is proven of one filing. Events are those of the facts.
struct FilingProof {
    const core::Event* acceptance = nullptr;
    const core::Event* release = nullptr; ///< one that still holds
    const core::Event* exit = nullptr;    ///< customs' own word
    bool counts = true;                   ///< for the status: it is required, and no other took its place
    ContentStanding standing = ContentStanding::as_declared;
    std::vector<CustomsLine> revised; ///< what counts of customs' lines, by line
};

struct Evidence {
    EvidenceStatus status = EvidenceStatus::partial;
    core::Instant issued;                  ///< when the newest of its facts was heard: nothing new, the same evidence
    const core::Event* departed = nullptr; ///< the first scan that shows it had left
    std::vector<FilingProof> filings;      ///< as those of the facts
    std::vector<Missing> missing;          ///< of those that count
    std::vector<Withdrawal> withdrawn;
};

/// Depends on its argument alone, and points into it.
Evidence weigh_evidence(const EvidenceFacts& facts);

/// What is signed: one line of JSON (schemas/evidence.schema.json). The same facts give the same bytes, and the id in
/// it, evd_…, is made of their hash.
struct EvidenceText {
    std::string evidence_id;
    std::string json;
};
EvidenceText write_evidence(const EvidenceFacts& facts, const Evidence& evidence);

} // namespace postern::exchange
