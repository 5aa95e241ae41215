// Figures of advance data: of the items that left, how many had data, and had it before they left, and how good it was.
//
// An item counts in the UTC month of its first departure (EMC), by its current declaration. Shares are per cent with
// one decimal, cut and not rounded, so that 100.0 is all: with data and refused of the items that left, before
// departure of those with data, the rest of those whose data was marked.
#pragma once

#include "codelists/codelists.hpp"
#include "ports/advance_data.hpp"
#include "json/writer.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::statistics {

enum class AdvanceBy : std::uint8_t { destination, month, product, office };
inline constexpr std::array kAdvanceBy{AdvanceBy::destination, AdvanceBy::month, AdvanceBy::product, AdvanceBy::office};
std::string_view to_string(AdvanceBy by); ///< "destination", …
std::optional<AdvanceBy> parse_advance_by(std::string_view name);

/// What is set must fit.
struct AdvanceFilter {
    std::optional<std::string> destination; ///< country; empty: not known
    std::optional<std::string> product;     ///< mail class; empty: not known
    std::optional<std::string> office;      ///< folded; empty: not known
};

struct AdvanceRow {
    std::string post;
    std::vector<std::string> groups; ///< in the order in which they are asked
    ports::AdvanceCounts counts;
};

/// The mail class that was declared, else that of the S10's service indicator; empty: neither says.
std::string product_of(const ports::AdvanceGroup& group, const codelists::Codelists& lists);

inline constexpr std::size_t kAdvanceRows = 10'000;
/// By post and groups. nullopt: more than kAdvanceRows, or more items than the question allows.
std::optional<std::vector<AdvanceRow>> advance_figures(ports::AdvanceReader& reader,
                                                       const ports::AdvanceQuestion& question,
                                                       const std::vector<AdvanceBy>& by, const AdvanceFilter& filter,
                                                       const codelists::Codelists& lists);

/// n of all as per cent, cut to one decimal: "99.9"; of nothing: empty. 0 <= n <= of.
std::string per_cent(std::int64_t n, std::int64_t of);

/// The shares of counts by their names, in order; of nothing: empty.
std::vector<std::pair<std::string_view, std::string>> shares_of(const ports::AdvanceCounts& counts);

/// Which items are listed.
enum class AdvanceOnly : std::uint8_t { all, without_data, late, refused, without_hs6, without_contact, stop_listed };
std::optional<AdvanceOnly> parse_advance_only(std::string_view name); ///< "without-data", …; not "all"
bool fits(const ports::DepartedItem& item, AdvanceOnly only);

struct AdvanceItems {
    std::vector<ports::DepartedItem> items;
    std::optional<ports::AdvancePlace> next; ///< there may be more; a page may be empty all the same
};
/// At most limit items that fit, and at most kAdvanceLook looked at.
inline constexpr std::uint32_t kAdvanceLook = 20'000;
AdvanceItems advance_items(ports::AdvanceReader& reader, const ports::AdvanceQuestion& question,
                           const AdvanceFilter& filter, AdvanceOnly only,
                           const std::optional<ports::AdvancePlace>& after, std::uint32_t limit,
                           const codelists::Codelists& lists);

/// Of the months from and to ("2026-11").
void write_advance_data(json::Writer& out, const ports::AdvanceQuestion& question, const std::vector<AdvanceBy>& by,
                        const std::vector<AdvanceRow>& rows);
/// The same rows, with a header.
std::string advance_data_csv(const std::vector<AdvanceBy>& by, const std::vector<AdvanceRow>& rows);
/// "2026-11": the UTC month of an instant.
std::string month_of(core::Instant at);

} // namespace postern::statistics
