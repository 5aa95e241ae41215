// The types handed from stage to stage: Received -> Read -> Checked -> Mapped -> Judged -> Offered.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "core/hash.hpp"
#include "core/keys.hpp"
#include "ports/dispatched_filings.hpp"
#include "ports/readers.hpp"
#include "profiles/source.hpp"
#include "steps/route.hpp"
#include "steps/step.hpp"
#include "xml/document.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::ingest {
class Intake;
class ItemReader;
} // namespace postern::ingest
namespace postern::validate {
class Checker;
}
namespace postern::map {
class Mapper;
}
namespace postern::judge {
class Judge;
}
namespace postern::dispatch {
class Offerer;
}

namespace postern::steps {

/// What the message says of itself.
struct MessageHead {
    std::string sender_operator;
    std::string recipient_operator;
    std::string reference;
    std::string prepared_at;
    bool test = false; ///< the message carries the test indicator
};

/// One item, cut out of its message as sent.
struct ReceivedContent {
    std::shared_ptr<const profiles::Source> source;
    std::shared_ptr<const MessageHead> head;
    std::uint32_t ordinal = 1;
    xml::Document item;
};
using Received = Step<ReceivedContent, ingest::Intake>;

/// Checked against its source's schema and read into a declaration as far as that goes.
struct ReadContent {
    Received received;
    std::string sent_text;          ///< the item as sent, XML or JSON, serialised by us
    core::ContentHash content_hash; ///< over source name and sent_text
    bool readable = true;           ///< false: schema faults; it is checked, but not mapped
    core::Declaration declaration;
    xml::Document canonical;
    std::vector<core::Finding> findings;
};
using Read = Step<ReadContent, ingest::ItemReader>;

/// Rules applied, routes chosen.
struct CheckedContent {
    Read read;
    std::vector<core::Finding> findings; ///< of the rules and of choosing routes
    std::vector<RouteChoice> routes;
    std::shared_ptr<const codelists::Codelists> lists; ///< by which it was judged; every later step keeps to them
};
using Checked = Step<CheckedContent, validate::Checker>;

/// An export filing that an agency knows of.
struct LodgedExport {
    ports::FilingHead filing;
    std::string number; ///< the authority's own; empty: none was told
};

/// The declaration's item comes back.
struct ItemReturn {
    std::string reason;                ///< a code of the post's, or empty
    bool renamed = false;              ///< it comes back under another S10 than the declaration's
    std::string previous_item_id;      ///< renamed: the one under which it left; empty: none was bound
    std::vector<LodgedExport> exports; ///< at least one
};

/// For which declaration and version this is done; found out between Read and Checked.
struct Occasion {
    core::DeclarationKey declaration;
    std::uint32_t version = 1;
    bool binds_item_id = false; ///< the version exists because an S10 was bound
    std::string item_id;        ///< the declaration's S10, upper case without blanks; empty: none yet
    std::string lodged_on;      ///< UTC date of the submission, yyyy-mm-dd
    std::string post;
    bool item_id_was_used =
        false; ///< another declaration has the S10 within the window in which it may not be used again
    std::vector<ports::FilingHead> known_filings; ///< of earlier versions
    PastUse past_use;                             ///< empty: not looked up
    /// How the item leaves, where the post told; asked only for profiles that read it. Empty: it is not looked up.
    std::function<std::optional<ports::PackedItem>()> packed;
    /// The same version's documents are made again, those that nobody was offered: known_filings alone.
    bool makes_anew = false;
    bool weighed_later = false;          ///< taken in at the door: weight and label come at the office
    std::optional<ItemReturn> returning; ///< then item_id is that of the return, and routes of that leg alone are taken
};

struct MappedFiling {
    RouteChoice choice;
    core::FilingKey known;     ///< the open filing that this amends, 0: a new one
    std::uint32_t version = 1; ///< of the filing's document
    std::string reference;     ///< what the authority knows the filing by
    std::string document;      ///< the national document; empty: none was made
    std::string row;           ///< where many items make one document: this one's row; document is then of it alone
    std::string together;      ///< what the row has in common with the other rows of its register
    bool awaits_item_id = false;
    core::FilingKey returns; ///< the export filing that it belongs to
    std::vector<core::Finding> findings;
};
struct MappedContent {
    Checked checked;
    std::vector<MappedFiling> filings; ///< one per route, in the same order
};
using Mapped = Step<MappedContent, map::Mapper>;

/// Policy applied to all findings; every finding has its place in the sender's document.
struct JudgedContent {
    Mapped mapped;
    core::Verdict verdict = core::Verdict::accepted;
    std::vector<core::Verdict> filing_verdicts; ///< one per mapped filing
    std::vector<core::Finding> findings;        ///< all, with the severity that policy gave; "off" ones left out
};
using Judged = Step<JudgedContent, judge::Judge>;

/// On its way to be recorded: the deed, and what it says. It counts as offered once the ledger has it.
struct OfferedContent {
    Judged judged;
    ports::Deed deed;
};
using Offered = Step<OfferedContent, dispatch::Offerer>;

} // namespace postern::steps
