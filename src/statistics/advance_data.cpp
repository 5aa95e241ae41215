// Figures of advance data: groups added up, and the two forms in which they are shown.
#include "statistics/advance_data.hpp"

#include "csv/writer.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <map>

namespace postern::statistics {

namespace {

constexpr std::array<std::pair<AdvanceOnly, std::string_view>, 6> kAdvanceOnly{
    {{AdvanceOnly::without_data, "without-data"},
     {AdvanceOnly::late, "late"},
     {AdvanceOnly::refused, "refused"},
     {AdvanceOnly::without_hs6, "without-hs6"},
     {AdvanceOnly::without_contact, "without-contact"},
     {AdvanceOnly::stop_listed, "stop-listed"}}};

constexpr std::uint32_t kAdvanceBatch = 1'000;

/// In the order in which they are shown.
constexpr std::array<std::pair<std::string_view, std::int64_t ports::AdvanceCounts::*>, 9> kAdvanceNumbers{
    {{"departed", &ports::AdvanceCounts::departed},
     {"with_data", &ports::AdvanceCounts::with_data},
     {"before_departure", &ports::AdvanceCounts::before_departure},
     {"refused", &ports::AdvanceCounts::refused},
     {"marked", &ports::AdvanceCounts::marked},
     {"hs6", &ports::AdvanceCounts::hs6},
     {"contact", &ports::AdvanceCounts::contact},
     {"stop_listed", &ports::AdvanceCounts::stop_listed},
     {"stop_hits", &ports::AdvanceCounts::stop_hits}}};

bool fits_filter(const ports::AdvanceGroup& group, const AdvanceFilter& filter, const codelists::Codelists& lists) {
    return (!filter.destination || *filter.destination == group.destination) &&
           (!filter.product || *filter.product == product_of(group, lists)) &&
           (!filter.office || *filter.office == text::fold(group.office));
}

std::string advance_group_name(AdvanceBy by, const ports::AdvanceGroup& group, const codelists::Codelists& lists) {
    switch (by) {
    case AdvanceBy::destination: return group.destination;
    case AdvanceBy::month: return group.month;
    case AdvanceBy::product: return product_of(group, lists);
    case AdvanceBy::office: return text::fold(group.office);
    }
    return {};
}

} // namespace

std::string_view to_string(AdvanceBy by) {
    switch (by) {
    case AdvanceBy::destination: return "destination";
    case AdvanceBy::month: return "month";
    case AdvanceBy::product: return "product";
    case AdvanceBy::office: return "office";
    }
    return {};
}

std::optional<AdvanceBy> parse_advance_by(std::string_view name) {
    const auto* const found = std::ranges::find(kAdvanceBy, name, [](AdvanceBy by) { return to_string(by); });
    return found == kAdvanceBy.end() ? std::nullopt : std::optional(*found);
}

std::optional<AdvanceOnly> parse_advance_only(std::string_view name) {
    const auto* const found = std::ranges::find(kAdvanceOnly, name, &decltype(kAdvanceOnly)::value_type::second);
    return found == kAdvanceOnly.end() ? std::nullopt : std::optional(found->first);
}

bool fits(const ports::DepartedItem& item, AdvanceOnly only) {
    switch (only) {
    case AdvanceOnly::without_data: return !item.declaration;
    case AdvanceOnly::late: return item.declaration && !item.is_before();
    case AdvanceOnly::refused: return item.refused;
    case AdvanceOnly::without_hs6: return item.marked && !item.hs6;
    case AdvanceOnly::without_contact: return item.marked && !item.contact;
    case AdvanceOnly::stop_listed: return item.stop_hits > 0;
    case AdvanceOnly::all: break;
    }
    return true;
}

std::string product_of(const ports::AdvanceGroup& group, const codelists::Codelists& lists) {
    return group.mail_class.empty() ? std::string(lists.mail_class_of(group.indicator)) : group.mail_class;
}

std::string per_cent(std::int64_t n, std::int64_t of) {
    if (of <= 0) return {};
    const auto tenths = n * 1000 / of;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::vector<std::pair<std::string_view, std::string>> shares_of(const ports::AdvanceCounts& counts) {
    return {{"with_data_share", per_cent(counts.with_data, counts.departed)},
            {"before_departure_share", per_cent(counts.before_departure, counts.with_data)},
            {"refused_share", per_cent(counts.refused, counts.departed)},
            {"hs6_share", per_cent(counts.hs6, counts.marked)},
            {"contact_share", per_cent(counts.contact, counts.marked)},
            {"stop_listed_share", per_cent(counts.stop_listed, counts.marked)}};
}

std::optional<std::vector<AdvanceRow>> advance_figures(ports::AdvanceReader& reader,
                                                       const ports::AdvanceQuestion& question,
                                                       const std::vector<AdvanceBy>& by, const AdvanceFilter& filter,
                                                       const codelists::Codelists& lists) {
    std::map<std::pair<std::string, std::vector<std::string>>, ports::AdvanceCounts> groups;
    bool fits_in = true;
    const bool whole =
        reader.groups(question, [&](const ports::AdvanceGroup& group, const ports::AdvanceCounts& counts) {
            if (!fits_filter(group, filter, lists)) return;
            std::pair<std::string, std::vector<std::string>> key{group.post, {}};
            for (const auto one : by)
                key.second.push_back(advance_group_name(one, group, lists));
            fits_in = fits_in && (groups.size() < kAdvanceRows || groups.contains(key));
            if (!fits_in) return;
            auto& sum = groups[std::move(key)];
            for (const auto& [name, number] : kAdvanceNumbers)
                sum.*number += counts.*number;
        });
    if (!whole || !fits_in) return std::nullopt;
    std::vector<AdvanceRow> rows;
    rows.reserve(groups.size());
    for (const auto& [key, counts] : groups)
        rows.push_back({key.first, key.second, counts});
    return rows;
}

AdvanceItems advance_items(ports::AdvanceReader& reader, const ports::AdvanceQuestion& question,
                           const AdvanceFilter& filter, AdvanceOnly only,
                           const std::optional<ports::AdvancePlace>& after, std::uint32_t limit,
                           const codelists::Codelists& lists) {
    AdvanceItems found;
    auto place = after;
    for (std::uint32_t looked = 0; looked < kAdvanceLook; looked += kAdvanceBatch) {
        auto batch = reader.items(question, place, kAdvanceBatch);
        for (auto& item : batch) {
            if (found.items.size() == limit) {
                found.next = place;
                return found;
            }
            place = ports::AdvancePlace{item.departed, item.item_id, item.group.post};
            if (fits(item, only) && fits_filter(item.group, filter, lists)) found.items.push_back(std::move(item));
        }
        if (batch.size() < kAdvanceBatch) return found;
    }
    found.next = place;
    return found;
}

std::string month_of(core::Instant at) {
    return core::to_string(core::date_of(at)).substr(0, 7);
}

void write_advance_data(json::Writer& out, const ports::AdvanceQuestion& question, const std::vector<AdvanceBy>& by,
                        const std::vector<AdvanceRow>& rows) {
    out.begin_object();
    out.member("from", month_of(question.from));
    out.member("to", month_of({question.before.ms - 1}));
    out.member("mode", core::to_string(question.mode));
    out.key("by");
    out.begin_array();
    for (const auto one : by)
        out.value(to_string(one));
    out.end_array();
    out.key("rows");
    out.begin_array();
    for (const auto& row : rows) {
        out.begin_object();
        out.member("post", row.post);
        for (std::size_t i = 0; i < by.size(); ++i)
            out.member(to_string(by.at(i)), row.groups.at(i));
        for (const auto& [name, number] : kAdvanceNumbers)
            out.member(name, row.counts.*number);
        for (const auto& [name, share] : shares_of(row.counts))
            out.member_if(name, share);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

std::string advance_data_csv(const std::vector<AdvanceBy>& by, const std::vector<AdvanceRow>& rows) {
    csv::Writer csv;
    std::vector<std::string> cells{"post"};
    for (const auto one : by)
        cells.emplace_back(to_string(one));
    for (const auto& [name, number] : kAdvanceNumbers)
        cells.emplace_back(name);
    for (const auto& [name, share] : shares_of({}))
        cells.emplace_back(name);
    csv.row(cells);
    for (const auto& row : rows) {
        cells = {row.post};
        cells.insert(cells.end(), row.groups.begin(), row.groups.end());
        for (const auto& [name, number] : kAdvanceNumbers)
            cells.push_back(std::to_string(row.counts.*number));
        for (auto& [name, share] : shares_of(row.counts))
            cells.push_back(std::move(share));
        csv.row(cells);
    }
    return csv.take();
}

} // namespace postern::statistics
