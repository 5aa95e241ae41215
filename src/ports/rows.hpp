// Rows: what deeds consist of: audit, documents, filings, versions of declarations.
#pragma once

#include "core/event.hpp"
#include "core/finding.hpp"
#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/position.hpp"
#include "core/principal.hpp"
#include "ports/counter.hpp"
#include "ports/quality.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::ports {

/// One line of the audit: who did what to which thing, when, with which outcome. No personal data.
struct AuditRow {
    core::Instant at;
    core::ClientKey client; ///< 0: nobody known
    core::Role role = core::Role::post;
    std::string action; ///< "declarations.submit", "filings.document", …
    std::string object; ///< public id or name; at most 64 bytes
    int status = 0;     ///< HTTP status or 0
    std::string code;   ///< refusal slug, empty: done
    std::string request_id;
    std::string office = {}; ///< at a counter: where, by the post's own code
    std::string clerk = {};  ///< and who sat there
};

/// The row of what was done; a deed writes it with itself.
inline AuditRow audit_of(const core::Principal& who, std::string action, std::string object, core::Instant at,
                         std::string request_id) {
    return {at,         who.client, who.role, std::move(action), std::move(object), 0, {}, std::move(request_id),
            who.office, who.clerk};
}

enum class RouteOutcome : std::uint8_t { file = 1, form = 2, elsewhere = 3, refuse = 4 };
enum class Leg : std::uint8_t { export_leg = 1, import_leg = 2, return_leg = 3 };
/// "export", "import", "return": as routes and documents write it.
constexpr std::string_view to_string(Leg leg) {
    switch (leg) {
    case Leg::import_leg: return "import";
    case Leg::return_leg: return "return";
    case Leg::export_leg: break;
    }
    return "export";
}
enum class OfferWhy : std::uint8_t { fresh = 1, amended = 2, cancelled = 3, reply = 4 };
/// "new", "amended", "cancelled", "reply": as feeds and tables write it.
constexpr std::string_view to_string(OfferWhy why) {
    switch (why) {
    case OfferWhy::amended: return "amended";
    case OfferWhy::cancelled: return "cancelled";
    case OfferWhy::reply: return "reply";
    case OfferWhy::fresh: break;
    }
    return "new";
}

/// The national document of one version of a filing.
struct DocumentRow {
    core::SealedBytes sealed;
    core::ContentHash hash; ///< of the plain bytes
    std::string media_type;
    std::uint64_t plain_bytes = 0;
};

/// Rows of one register: those of one post, mode, route and profile that have the same in common.
struct GatheredRow {
    std::string together;
    std::uint8_t reissue = 0; ///< 0: once the register was handed over, the row cannot be amended
};

/// What a filing takes of the limits of its procedure.
struct LimitUse {
    std::int64_t sender = 0; ///< pseudonym, 0: nobody known
    core::Instant day;       ///< its first minute, UTC
    std::string amount;      ///< exact, in the currency of the route's limits
};

/// When a filing is offered. Until then its state is awaiting_position.
struct LodgingTerms {
    core::Position on = core::Position::captured; ///< once the item was there, or farther; captured: at once
    /// Filings of the same version that are asked first: those of agencies whose consent is needed. What one of them
    /// refuses is held.
    std::vector<core::FilingKey> after;
    bool at_once() const { return on == core::Position::captured && after.empty(); }
};

/// One filing as the chain made it for one version of a declaration.
struct FilingRow {
    core::FilingKey key; ///< new, or the open filing that this amends
    std::string route;   ///< route's name
    RouteOutcome outcome = RouteOutcome::file;
    Leg leg = Leg::export_leg;
    std::string agency; ///< empty where outcome is not file
    std::string profile;
    std::string profile_version;
    std::string profile_hash;
    /// What the authority knows it by (LRN). While a filing of another post is open under it with that agency and mode,
    /// the deed's answer is reference_taken: an answer that names only the reference must find one filing.
    std::string reference;
    std::string legal_basis; ///< for form, elsewhere, refuse
    core::Verdict verdict = core::Verdict::accepted;
    bool required = true;
    core::FilingState state = core::FilingState::queued; ///< queued (offered, or when its terms are met), held,
                                                         ///< awaiting_item_id, form_suffices, rejected
    std::optional<DocumentRow> document;                 ///< none: nothing to hand over
    std::optional<LimitUse> use;                         ///< of a route with limits
    std::optional<GatheredRow> gathered; ///< document is a row that waits for its register; nobody is offered it
    LodgingTerms lodging;                ///< of what has a document; the store tells what is met
    core::FilingKey returns;             ///< of the leg return: the export filing that it belongs to; else 0
};

/// One version of a declaration with everything judged about it.
struct VersionRow {
    std::uint32_t version = 1;
    core::ContentHash content_hash;
    core::SubmissionKey submission;
    std::uint32_t ordinal = 1; ///< of the item in its submission
    std::string source;
    core::Verdict verdict = core::Verdict::accepted;
    std::string judged_by;              ///< editions of the code lists
    core::SealedBytes sealed_source;    ///< the item's tree as sent
    core::SealedBytes sealed_canonical; ///< the canonical declaration; empty where it could not be made
    std::vector<core::Finding> findings;
    std::vector<FilingRow> filings;
    std::vector<core::Event> events;     ///< filing = 0: of the item; key is given by the store
    QualityMark quality;                 ///< counted with the version, on the day it was received
    std::string destination;             ///< country, two capital letters; empty: not stated as such
    CounterFigures figures = {};         ///< for the totals of the counter that took the item in
    std::vector<std::uint32_t> hs_codes; ///< subheadings (six digits) of its lines, each once (ports/goods_history.hpp)
};

} // namespace postern::ports
