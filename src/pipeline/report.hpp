// What a submission is answered with: one report, one row per item; and how it is written as JSON and as CSV.
#pragma once

#include "core/event.hpp"
#include "core/finding.hpp"
#include "core/refusal.hpp"
#include "core/time.hpp"
#include "csv/writer.hpp"
#include "pipeline/telling.hpp"
#include "ports/deeds.hpp"
#include "json/writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::pipeline {

/// As reports write it.
std::string_view name_of(ports::RouteOutcome outcome);

/// One filing, or another outcome of a route. Ids are public ids.
struct FilingReport {
    std::string filing_id;
    std::string route;
    ports::RouteOutcome outcome = ports::RouteOutcome::file;
    ports::Leg leg = ports::Leg::export_leg;
    std::string agency;
    std::string profile;
    std::string profile_version;
    std::string reference;
    std::string legal_basis;
    bool required = true;
    std::uint32_t version = 0;
    core::Verdict verdict = core::Verdict::accepted;
    core::FilingState state = core::FilingState::unknown;
    std::string returns_filing; ///< of the leg return: the export filing that it belongs to
};

struct ItemReport {
    std::uint32_t ordinal = 1;
    std::string declaration_id; ///< empty where nothing is kept (validation)
    std::string item_id;
    std::string return_item_id; ///< S10 under which the item comes back, where that is another one
    std::string sender_reference;
    std::string sender; ///< pseudonym; empty: none can be told, or nothing is kept
    std::uint32_t version = 0;
    core::Verdict verdict = core::Verdict::accepted;
    bool repeat = false;
    std::optional<core::Instant> cancelled;                  ///< withdrawn as a whole
    core::RefusalCode refusal = core::RefusalCode::internal; ///< only where refused is true
    bool refused = false;                                    ///< this item was refused as such (409)
    std::string object_id;                                   ///< then: the public id in the way
    std::vector<core::Finding> findings;                     ///< places filled in
    std::vector<FilingReport> filings;
};

struct SubmissionReport {
    std::string submission_id; ///< empty where nothing is kept
    std::string source;
    std::string message_reference;
    core::Instant at;
    bool batch = false;  ///< the source's messages carry many items
    bool repeat = false; ///< the Idempotency-Key was known: the first answer again
    std::vector<ItemReport> items;

    std::uint32_t count(core::Verdict verdict) const; ///< of items not refused
    std::uint32_t refused() const;
};

void write_finding(json::Writer& out, const core::Finding& finding, const Telling& telling);
void write_item(json::Writer& out, const ItemReport& item, const Telling& telling);
void write_submission(json::Writer& out, const SubmissionReport& report, const Telling& telling);
/// The members alone, into an object that the caller opened and may go on with.
void write_members(json::Writer& out, const SubmissionReport& report, const Telling& telling);

/// One row a finding, one for an item of which nothing is to be said; the items of several messages may follow each
/// other.
class ReportCsv {
public:
    /// With the column "file" where the items come out of files.
    explicit ReportCsv(const Telling& telling, bool of_files = false);
    void add(const ItemReport& item, const std::string& file = {});
    void add(const SubmissionReport& report, const std::string& file = {});
    /// A message that was refused as a whole.
    void add(const core::Refusal& refusal, const std::string& file);
    std::string take() { return out_.take(); }

private:
    void row(const std::string& file, std::vector<std::string> cells);
    Telling telling_;
    bool of_files_;
    csv::Writer out_;
};

} // namespace postern::pipeline
