// Quality of the data: what each judged version adds to the tallies of its day, and the port that reads them.
#pragma once

#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// How often something was found, by how grave it was.
struct FindingCounts {
    std::int64_t infos = 0;
    std::int64_t warnings = 0;
    std::int64_t errors = 0;
    std::int64_t all() const { return infos + warnings + errors; }
    bool operator==(const FindingCounts&) const = default;
};

/// What one version shows of one code or rule.
struct QualityHit {
    std::string name;
    FindingCounts findings;
};

/// How good one judged version was.
struct QualityMark {
    std::int64_t sender = 0; ///< pseudonym (crypto/pseudonym.hpp); 0: none can be told
    std::string office;      ///< office of origin as people compare it, at most 35 characters; empty: not stated
    std::uint32_t lines = 0;
    bool accurate = true, complete = true, consistent = true, timely = true;
    FindingCounts findings;
    // for the report of advance data, see ports/advance_data.hpp
    std::string mail_class;        ///< one capital letter as sent; empty: not stated as such
    bool has_hs6 = false;          ///< there are lines, and each has an HS code of six digits or more
    bool has_contact = false;      ///< the addressee's telephone or e-mail address is told
    std::uint32_t stop_hits = 0;   ///< descriptions and names that say nothing
    std::vector<QualityHit> codes; ///< each once
    std::vector<QualityHit> rules; ///< each once; "": findings of no rule
};

/// So many names of offices are kept of a post; what comes after them is counted under kOtherOffices.
inline constexpr std::int64_t kOfficesOfAPost = 20'000;
inline constexpr const char* kOtherOffices = "*";

enum class QualityBy : std::uint8_t { nothing, sender, office, source, code, rule };
enum class QualityPer : std::uint8_t { whole, day, week, month };

/// Which tallies are asked for; all that is set must fit.
struct QualityQuestion {
    core::TenantKey tenant; ///< 0: all posts
    std::string post;       ///< a post's name; empty: not asked
    core::Mode mode = core::Mode::test;
    core::Date from; ///< UTC days, both counted
    core::Date to;
    QualityBy by = QualityBy::nothing;
    QualityPer per = QualityPer::whole;
    std::int64_t sender = 0;           ///< 0: not asked; only with by nothing or sender
    std::optional<std::string> source; ///< not with sender, code, rule
    std::optional<std::string> office; ///< not with sender
    std::int64_t at_least = 1;         ///< declarations of a row
    std::uint32_t max_rows = 10'000;
    std::uint32_t max_tallies = 500'000; ///< read for the answer
};

/// One group in one stretch of time.
struct QualityRow {
    std::string post;
    core::Date bucket;       ///< its first day; `from` where the whole is one
    std::string group;       ///< name of the office, source, code or rule
    std::int64_t sender = 0; ///< by sender: whose
    std::int64_t declarations = 0;
    FindingCounts findings;
    // by code and rule these stay 0
    std::int64_t accepted = 0, held = 0, rejected = 0, lines = 0;
    std::int64_t accurate = 0, complete = 0, consistent = 0, timely = 0;
    bool operator==(const QualityRow&) const = default;
};

class QualityReader {
public:
    virtual ~QualityReader() = default;
    /// By post, bucket and group, in this order; only what has a declaration. nullopt: more than max_rows or
    /// max_tallies. Thread-safe.
    virtual std::optional<std::vector<QualityRow>> rows(const QualityQuestion& question) = 0;
};

} // namespace postern::ports
