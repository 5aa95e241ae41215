// AgencyDesk: what a customs agency does here: reads its feed, leases, fetches documents, acknowledges, answers.
#pragma once

#include "clearance/answer_reader.hpp"
#include "clearance/decision_reader.hpp"
#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/dispatched_filings.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"
#include "profiles/editions.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

/// One offer as an agency sees it; ids are public.
struct OfferView {
    std::string cursor; ///< position of this entry, as the feed's cursor
    std::string filing_id;
    std::uint32_t version = 0;
    ports::OfferWhy why = ports::OfferWhy::fresh;
    core::Instant at;
    std::string reference;
    std::string profile;
    std::string media_type;
    core::FilingState state = core::FilingState::queued;
    bool acknowledged = false;
};
struct FeedView {
    std::vector<OfferView> offers;
    std::string next; ///< cursor to go on with; the one that was sent where nothing new was looked at
};
struct LeaseView {
    std::string lease_id;
    core::Instant until;
    std::vector<OfferView> offers;
};
/// An offer that is not handed out any more, because it was taken several times and nobody got it done.
struct SetAsideView {
    std::string cursor; ///< to go on after it
    std::string filing_id;
    std::uint32_t version = 0;
    std::string reference;
    std::uint32_t tries = 0;
    std::string reason; ///< "lease-ran-out", or the code that the last worker gave
    core::Instant since;
};
struct DocumentView {
    std::string bytes;
    std::string media_type;
    std::string hash; ///< hex SHA-256, for the ETag
};
struct AnswerView {
    std::string answer_id;
    bool repeat = false;                                            ///< this answer was known: its first result again
    std::vector<std::pair<std::string, core::FilingState>> filings; ///< public filing id, state after it
    std::vector<std::string> unknown; ///< what it named beside them and nobody knows here; the answer is kept whole
};

/// What became of one row of a table of decisions.
struct DecidedRow {
    std::uint32_t row = 0;                  ///< as a spreadsheet numbers it
    std::string filing;                     ///< as sent
    std::string filing_id;                  ///< public; empty: not known
    std::optional<core::FilingState> state; ///< after the answer; none: not known
    std::optional<core::Refusal> refused;   ///< why this row, and no other, was not taken
};
struct DecisionsView {
    std::string answer_id;
    bool repeat = false; ///< this table was known: its first result again, with the states of today
    std::vector<DecidedRow> rows;
};

/// Thread-safe. Every call takes the agency's principal; another agency's filings are not_found.
class AgencyDesk {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::FilingReader& filings;
        ports::FeedReader& feeds;
        ports::RegisterReader& registers;
        ports::Clock& clock;
        ports::KeySource& keys;
        /// For answers that name a dispatch; null: none is known.
        ports::DispatchedFilingReader* dispatched = nullptr;
    };
    /// Of a route, by its name: within how many days of the exit its declarations are to be regularised; nullopt: exit
    /// is the end.
    using RegularizationDays = std::function<std::optional<std::uint32_t>(std::string_view route)>;
    /// lease_tries: so often an offer is taken in vain before it is set aside.
    AgencyDesk(Ports ports, std::shared_ptr<const profiles::Editions> editions,
               std::shared_ptr<const crypto::IdCipher> ids, RegularizationDays regularization_days = {},
               std::uint32_t lease_tries = 5);

    /// after: empty for the beginning, else a cursor of ours (bad_cursor otherwise; cursor_expired with the oldest that
    /// serves, where entries after it are not kept any more). Waits up to wait_ms for news that
    /// the filter wants. A page may be empty and its cursor beyond `after`: there is more to look at.
    core::Result<FeedView> feed(const core::Principal& agency, std::string_view after, std::uint32_t limit,
                                std::uint32_t wait_ms, const ports::FeedFilter& filter = {});
    core::Result<DocumentView> document(const core::Principal& agency, std::string_view filing_id,
                                        std::uint32_t version); ///< version 0: the newest
    core::Result<LeaseView> take_lease(const core::Principal& agency, std::uint32_t max, std::uint32_t seconds,
                                       const std::string& request_id);
    /// What was taken with a lease of this client, from a cursor on (empty: all), as it stands now. lease_lost as for
    /// an extension.
    core::Result<LeaseView> lease(const core::Principal& agency, std::string_view lease_id, std::string_view after);
    core::Result<core::Instant> extend_lease(const core::Principal& agency, std::string_view lease_id,
                                             std::uint32_t seconds, const std::string& request_id);
    core::Result<void> return_lease(const core::Principal& agency, std::string_view lease_id,
                                    const std::string& request_id);
    /// The holder could not do what it holds with these filings, for a reason that is a code: free again, one try
    /// counted. Refusals: lease_lost, not_found (a filing that is not held with this lease).
    core::Result<void> fail_in_lease(const core::Principal& agency, std::string_view lease_id,
                                     const std::vector<std::string>& filing_ids, const std::string& reason,
                                     const std::string& request_id);
    /// after: empty, or the cursor of one of these (bad_cursor otherwise).
    core::Result<std::vector<SetAsideView>> set_aside(const core::Principal& agency, std::string_view after,
                                                      std::uint32_t limit);
    /// Handed out again, as if never tried. Refusal: not_found (it is not set aside).
    core::Result<void> offer_again(const core::Principal& agency, std::string_view filing_id,
                                   const std::string& request_id);
    /// A channel of ours brought what it holds with this lease to the agency; reason: where it was not taken, for good.
    /// Refusals: lease_lost, not_found (not held with this lease, or a newer version waits).
    core::Result<void> hand_over(const core::Principal& agency, std::string_view lease_id, std::string_view filing_id,
                                 const std::optional<std::string>& reason);
    /// A channel begins: what this client holds is of a run that was killed, and is free again.
    void reclaim_leases(const core::Principal& agency);
    /// The channel did not hear whether it was taken. Refusals as above.
    core::Result<void> note_unconfirmed(const core::Principal& agency, std::string_view lease_id,
                                        std::string_view filing_id, const std::string& reason);
    /// Whether that was ever so of a filing of the agency's.
    bool is_unconfirmed(const core::Principal& agency, std::string_view filing_id) const;
    core::Result<void> acknowledge(const core::Principal& agency, std::string_view lease_id,
                                   const std::vector<std::string>& filing_ids, const std::string& request_id);
    /// The agency's own XML (known by its root: profile's answer.xsl), our neutral XML (urn:postern:answer:1) or
    /// neutral JSON {"id"?, "events":[{"filing"|"reference"|"dispatch"|"receptacle", "row"?, "state", "when",
    /// "reason"?, "number"?, "lane"?}]}. What names a dispatch or receptacle is told to every filing of the agency that
    /// was lodged for an item in it and was not refused or withdrawn. too_many_items: it means more filings than one
    /// answer may.
    core::Result<AnswerView> answer(const core::Principal& agency, std::string_view bytes, bool is_json,
                                    const std::string& request_id);
    /// Keeps what nobody could read or place, for somebody to look at; the same again: nothing. answer() does so itself
    /// where it refuses with answer_filing_unknown.
    void keep_unplaced(const core::Principal& agency, std::string_view bytes, core::RefusalCode why,
                       const std::string& request_id);
    /// An answer of the agency's as it came. Refusal: not_found.
    core::Result<ports::AnswerRow> kept_answer(const core::Principal& agency, std::string_view answer_id) const;
    /// A table of decisions (CSV, as read_decisions reads it). Every row is answered, and one that says nothing or
    /// names no filing of the agency's sinks no other; the table is kept whole, even where no row was taken.
    core::Result<DecisionsView> decide(const core::Principal& agency, std::string_view bytes,
                                       const std::string& request_id);

private:
    /// Of a cursor in the feed; 0 of an empty one. Refusal: bad_cursor.
    core::Result<std::int64_t> position_of(std::string_view cursor) const;
    OfferView view(const ports::FeedEntry& entry) const;
    std::optional<ports::FilingHead> own_filing(const core::Principal& agency, std::string_view filing_id) const;

    /// What an event is told to: a filing, or a register with its rows.
    struct Told {
        const UnderstoodEvent* event;
        core::FilingKey filing;
    };
    /// Its events with the filings that they name, in their order, and the names that are not known. Nothing told: none
    /// is known, or another profile made them. exact: only by the edition of the profile that made the filings.
    struct Meaning {
        std::vector<Told> told;
        std::vector<std::string> unknown;
        bool too_many = false;
    };
    /// The filings that an event means which names a dispatch or receptacle; made by the profile, where one read it.
    std::vector<core::FilingKey> meant_in_dispatch(const core::Principal& agency, const UnderstoodEvent& event,
                                                   const profiles::Profile* profile, bool exact) const;
    /// A filing, or the rows of a register that an event means.
    std::vector<core::FilingKey> meant_by(const UnderstoodEvent& event, const ports::FilingHead& filing) const;
    Meaning meaning_of(const core::Principal& agency, const UnderstoodAnswer& answer, bool exact) const;
    std::optional<ports::FilingHead> filing_named(const core::Principal& agency, const UnderstoodEvent& event,
                                                  const profiles::Profile* profile) const;

    /// The deed's answer with its audit row; outcome.answer is the one that counts.
    ports::Outcome keep_answer(const core::Principal& agency, ports::AnswerApplied body, const std::string& request_id);
    ports::AnswerApplied answer_body(const core::Principal& agency, std::string_view bytes, std::string identity,
                                     std::string format) const;
    /// Whether the filing was here by then.
    bool was_there(core::FilingKey filing, core::Instant at) const;

    /// Who decides from a table says with it that he has what he decided on: what he holds is acknowledged.
    void take_over(const core::Principal& agency, const std::vector<core::FilingKey>& decided);
    /// Its events that are new, into the deed. The filings that it names, in their order.
    std::vector<core::FilingKey> add_events(const Meaning& meaning, ports::AnswerApplied& body) const;
    /// What an exit begins where the route has a last step.
    std::optional<core::Event> closing_after(const core::Event& exit) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    RegularizationDays regularization_days_;
    std::uint32_t lease_tries_;
    AnswerReader answers_;
};

} // namespace postern::clearance
