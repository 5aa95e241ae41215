// Store: everything that keeps, as app wires it.
#pragma once

#include "ports/advance_data.hpp"
#include "ports/bag.hpp"
#include "ports/counter_acts.hpp"
#include "ports/departure.hpp"
#include "ports/dispatched_filings.hpp"
#include "ports/dispatches.hpp"
#include "ports/goods_history.hpp"
#include "ports/item_ids.hpp"
#include "ports/ledger.hpp"
#include "ports/marks.hpp"
#include "ports/open_filings.hpp"
#include "ports/post_events.hpp"
#include "ports/post_files.hpp"
#include "ports/prefills.hpp"
#include "ports/public_items.hpp"
#include "ports/readers.hpp"
#include "ports/referrals.hpp"
#include "ports/release_times.hpp"
#include "ports/reviews.hpp"
#include "ports/templates.hpp"
#include "ports/unplaced.hpp"
#include "ports/webhook_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::ports {

/// What is asked of a store before a gateway says it is ready.
struct StoreHealth {
    bool writable = false;
    std::string engine;       ///< "sqlite 3.40.1"
    std::uint32_t schema = 0; ///< number of the newest migration
    std::uint64_t queued = 0; ///< deeds waiting
    std::uint64_t declarations = 0;
    std::string trouble; ///< for the operator; empty: none
};

/// A store, whole: everything that app wires together. Adapters implement it; nobody below app sees it.
class Store {
public:
    virtual ~Store() = default;
    virtual Ledger& ledger() = 0;
    virtual DeclarationReader& declarations() = 0;
    virtual FilingReader& filings() = 0;
    virtual FeedReader& feeds() = 0;
    virtual OpenFilingReader& open_filings() = 0;
    virtual UnplacedReader& unplaced() = 0;
    virtual EventReader& events() = 0;
    virtual SubmissionReader& submissions() = 0;
    virtual KeyReader& keys() = 0;
    virtual QualityReader& quality() = 0;
    virtual ReleaseReader& releases() = 0;
    virtual RegisterReader& registers() = 0;
    virtual UseReader& uses() = 0;
    virtual ListReader& lists() = 0;
    virtual AttachmentReader& attachments() = 0;
    virtual WebhookReader& webhooks() = 0;
    virtual PostFileReader& post_files() = 0;
    virtual DepartureReader& departures() = 0;
    virtual DispatchReader& dispatches() = 0;
    virtual AdvanceReader& advance_data() = 0;
    virtual ReferralReader& referrals() = 0;
    virtual MarkReader& marks() = 0;
    virtual ReviewReader& reviews() = 0;
    virtual DispatchedFilingReader& dispatched_filings() = 0;
    virtual ItemIdReader& item_ids() = 0;
    virtual PrefillReader& prefills() = 0;
    virtual TemplateReader& templates() = 0;
    virtual CounterActReader& counter_acts() = 0;
    virtual BagReader& bags() = 0;
    virtual PublicItemReader& public_items() = 0;
    virtual GoodsHistoryReader& goods_history() = 0;
    virtual StoreHealth health() = 0;
    virtual std::int64_t newest_key() = 0; ///< greatest key in use, for the KeySource
    /// Keys of names, made where they are new.
    virtual core::TenantKey tenant(std::string_view name) = 0;
    virtual core::AgencyKey agency(std::string_view name) = 0;
};

} // namespace postern::ports
