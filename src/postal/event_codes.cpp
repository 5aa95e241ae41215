// EventCodes: reading the table, strictly.
#include "postal/event_codes.hpp"

#include "core/ascii.hpp"
#include "core/failure.hpp"
#include "csv/reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace postern::postal {

namespace {

constexpr auto kCategories = std::to_array<std::string_view>(
    {"accepted", "rejected", "assessing", "held", "payment-due", "released", "refused", "cancelled"});
constexpr auto kDecisions = std::to_array<std::string_view>({"1", "2", "3", "4", "5", "6", "7", "8", "99"});
constexpr std::size_t kCodeBytes = 3;
constexpr std::size_t kReasonBytes = 64;

std::optional<core::EventType> event_named(std::string_view name) {
    const auto types = core::all_event_types();
    const auto found = std::ranges::find_if(types, [&](auto type) { return core::to_string(type) == name; });
    return found == types.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string_view> words_in(std::string_view cell) {
    std::vector<std::string_view> words;
    while (!cell.empty()) {
        const auto blank = std::min(cell.find(' '), cell.size());
        if (blank > 0) words.push_back(cell.substr(0, blank));
        cell.remove_prefix(std::min(blank + 1, cell.size()));
    }
    return words;
}

/// It stands in a file of lines and cells without quotes.
bool is_reason(std::string_view text) {
    return text.size() <= kReasonBytes && std::ranges::all_of(text, [](char c) {
               return core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '-';
           });
}

/// One row of the table, and where it stands.
class CodeRow {
public:
    CodeRow(const csv::Table& table, const csv::Row& row, const std::string& path)
        : table_(table), row_(row), path_(path) {}

    const std::string& cell(std::string_view column) const { return row_.cells[table_.column(column)]; }
    void expect(bool right, std::string_view what) const {
        if (!right) throw core::Failure(path_ + ":" + std::to_string(row_.line) + ": " + std::string(what));
    }
    core::EventType event() const {
        const auto type = event_named(cell("event"));
        expect(type.has_value(), "there is no such event");
        return *type;
    }
    std::vector<bool> by_customs() const {
        std::vector<bool> all;
        for (const auto word : words_in(cell("by"))) {
            expect(word == "customs" || word == "gateway", "by is customs or gateway");
            all.push_back(word == "customs");
        }
        expect(!all.empty(), "it does not say by whom");
        return all;
    }
    std::vector<ports::Leg> legs() const {
        std::vector<ports::Leg> all;
        for (const auto word : words_in(cell("leg"))) {
            const auto before = all.size();
            for (const auto leg : {ports::Leg::export_leg, ports::Leg::import_leg, ports::Leg::return_leg})
                if (ports::to_string(leg) == word) all.push_back(leg);
            expect(all.size() > before, "leg is export, import or return");
        }
        expect(!all.empty(), "it does not say of which leg");
        return all;
    }
    EventCode code() const {
        EventCode code{cell("emsevt"), cell("reason"), cell("category"), cell("decision")};
        expect(!code.emsevt.empty() || !code.category.empty(), "it gives neither a code nor a category");
        expect(code.emsevt.empty() || (code.emsevt.size() == kCodeBytes && code.emsevt.front() == 'E' &&
                                       std::ranges::all_of(code.emsevt, [](char c) { return c >= 'A' && c <= 'Z'; })),
               "emsevt is E and two more capital letters");
        expect(is_reason(code.reason), "a reason has letters, digits and hyphens");
        expect(code.category.empty() || std::ranges::find(kCategories, code.category) != kCategories.end(),
               "there is no such category");
        expect(code.category.empty() || cell("event").starts_with("filing-"), "nobody decided about that event");
        expect(code.decision.empty() || std::ranges::find(kDecisions, code.decision) != kDecisions.end(),
               "decision is 1 to 8 or 99");
        return code;
    }

private:
    const csv::Table& table_;
    const csv::Row& row_;
    const std::string& path_;
};

bool is_told(const EventCode& code, ports::PostFileKind kind) {
    return kind == ports::PostFileKind::emsevt ? !code.emsevt.empty() : !code.category.empty();
}

} // namespace

EventCodes EventCodes::load(const std::string& path) {
    const auto table = csv::read_file(path);
    EventCodes codes;
    for (const auto& line : table.rows) {
        const CodeRow row(table, line, path);
        for (const bool by_customs : row.by_customs())
            for (const auto leg : row.legs())
                row.expect(codes.codes_.emplace(std::tuple(row.event(), by_customs, leg), row.code()).second,
                           "another row is of this event too");
    }
    return codes;
}

const EventCode* EventCodes::of(core::EventType type, bool by_customs, ports::Leg leg, ports::PostFileKind kind) const {
    const auto found = codes_.find({type, by_customs, leg});
    return found == codes_.end() || !is_told(found->second, kind) ? nullptr : &found->second;
}

bool EventCodes::tells(core::EventType type, ports::PostFileKind kind) const {
    return std::ranges::any_of(
        codes_, [&](const auto& row) { return std::get<0>(row.first) == type && is_told(row.second, kind); });
}

} // namespace postern::postal
