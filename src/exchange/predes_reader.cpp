// PredesReader: three formats, one way of checking what they say.
#include "exchange/predes_reader.hpp"

#include "core/dispatch_id.hpp"
#include "core/item_id.hpp"
#include "csv/sent_table.hpp"
#include "exchange/told_times.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kPredesNamespace = "urn:postern:predes:1";
constexpr std::size_t kPredesBytes = 2u << 20;

enum PredesColumn : std::size_t { p_dispatch, p_receptacle, p_item, p_carrier, p_flight, p_planned, p_when };
constexpr auto kPredesColumns = std::to_array<std::string_view>(
    {"dispatch", "receptacle", "item_id", "carrier", "flight", "planned_departure", "when"});
constexpr std::size_t kNeededColumns = 3;

/// Puts a dispatch together; the first thing that is wrong is kept, and ends it.
class Assembly {
public:
    explicit Assembly(core::Instant now) : now_(now) {}

    bool dispatch(std::string_view id, std::uint64_t line) {
        if (told_.dispatch.empty() && core::DispatchId::parse(id)) told_.dispatch = id;
        return told_.dispatch == id && !id.empty() ? true : wrong("dispatch", line);
    }
    /// Of the whole dispatch; empty: not told. What was told twice must be the same.
    bool fact(PredesColumn what, const std::string& text, std::uint64_t line) {
        if (text.empty()) return true;
        auto& known = facts_.at(what);
        if (!known.empty()) return known == text ? true : wrong(kPredesColumns.at(what), line);
        known = text;
        switch (what) {
        case p_carrier: told_.carrier = text; return is_code(text) ? true : wrong("carrier", line);
        case p_flight: told_.transport = text; return is_code(text) ? true : wrong("flight", line);
        case p_planned:
            told_.planned = core::parse_rfc3339(text);
            return told_.planned ? true : wrong("planned_departure", line);
        default: told_.packed = read_past(text, now_); return told_.packed ? true : wrong("when", line);
        }
    }
    bool receptacle(std::string_view id, std::uint64_t line) {
        const auto parsed = core::ReceptacleId::parse(id);
        if (!parsed || parsed->dispatch().text() != told_.dispatch) return wrong("receptacle", line);
        const auto [found, is_new] = places_.try_emplace(parsed->text(), told_.receptacles.size());
        place_ = found->second;
        if (!is_new) return true;
        told_.receptacles.push_back({parsed->text(), {}});
        return told_.receptacles.size() <= kDispatchReceptacles ? true : too_many(kDispatchReceptacles);
    }
    /// In the receptacle named last.
    bool item(std::string_view id, std::uint64_t line) {
        if (++ordinal_ > ports::kDispatchItems) return too_many(ports::kDispatchItems);
        auto& into = told_.receptacles.at(place_);
        const auto parsed = core::ItemId::parse(id);
        if (!parsed)
            told_.refused.push_back({into.receptacle, ordinal_, line});
        else if (seen_.insert(into.receptacle + parsed->text()).second)
            into.items.push_back(parsed->text());
        return true;
    }
    bool fail(Refusal why) {
        refused_ = std::move(why);
        return false;
    }
    Result<ToldDispatch> done() && {
        if (refused_) return std::move(*refused_);
        return std::move(told_);
    }

private:
    bool wrong(std::string_view member, std::uint64_t line) { return fail(wrong_member(member, line)); }
    bool too_many(std::size_t most) {
        return fail(Refusal{RefusalCode::too_many_items, std::to_string(most), 0, 0, {}});
    }

    core::Instant now_;
    ToldDispatch told_;
    std::optional<Refusal> refused_;
    std::array<std::string, kPredesColumns.size()> facts_;
    std::map<std::string, std::size_t> places_;
    std::set<std::string> seen_;
    std::size_t place_ = 0;
    std::uint32_t ordinal_ = 0;
};

/// The facts of the whole, by the name of the column.
template <class Member>
bool take_facts(Assembly& assembly, const Member& member, std::uint64_t line) {
    for (const auto what : {p_carrier, p_flight, p_planned, p_when})
        if (!assembly.fact(what, member(kPredesColumns.at(what)), line)) return false;
    return true;
}

bool take_tree(Assembly& assembly, const xml::Element& root) {
    const auto attribute = [](const xml::Element& of, std::string_view name) {
        return of.attribute(name).value_or("");
    };
    if (!assembly.dispatch(attribute(root, "dispatch"), root.line())) return false;
    if (!take_facts(
            assembly, [&](std::string_view name) { return attribute(root, name); }, root.line()))
        return false;
    for (const auto& receptacle : root.children("receptacle")) {
        if (!assembly.receptacle(attribute(receptacle, "id"), receptacle.line())) return false;
        for (const auto& item : receptacle.children("item"))
            if (!assembly.item(attribute(item, "id"), item.line())) return false;
    }
    return true;
}

bool take_row(Assembly& assembly, const csv::SentRow& row) {
    if (row.is_beyond)
        return assembly.fail({RefusalCode::message_structure, std::string(kPredesColumns.back()), row.line, 0, {}});
    const auto& cells = row.cells;
    if (!assembly.dispatch(cells[p_dispatch], row.line)) return false;
    for (const auto what : {p_carrier, p_flight, p_planned, p_when})
        if (!assembly.fact(what, cells[what], row.line)) return false;
    return assembly.receptacle(cells[p_receptacle], row.line) &&
           (cells[p_item].empty() || assembly.item(cells[p_item], row.line));
}

bool not_json(Assembly& assembly, std::string_view what) {
    return assembly.fail({RefusalCode::bad_json, std::string(what), 0, 0, {}});
}

/// The string of a member; not there: empty. nullopt: something else stands there.
std::optional<std::string> text_of(const json::Value& value, std::string_view name) {
    const auto* member = value.find(name);
    if (member == nullptr) return std::string();
    return member->kind() == json::Kind::string ? std::optional(member->text()) : std::nullopt;
}

bool take_receptacle(Assembly& assembly, const json::Value& value) {
    const auto id = text_of(value, "receptacle");
    if (value.kind() != json::Kind::object || !id) return not_json(assembly, "receptacles");
    if (!assembly.receptacle(*id, value.place().line)) return false;
    const auto* items = value.find("items");
    if (items == nullptr) return true;
    if (items->kind() != json::Kind::array) return not_json(assembly, "items");
    for (const auto& item : items->items()) {
        if (item.kind() != json::Kind::string) return not_json(assembly, "items");
        if (!assembly.item(item.text(), item.place().line)) return false;
    }
    return true;
}

bool take_object(Assembly& assembly, const json::Value& value) {
    if (value.kind() != json::Kind::object) return not_json(assembly, "object");
    for (const auto what : {p_dispatch, p_carrier, p_flight, p_planned, p_when})
        if (!text_of(value, kPredesColumns.at(what))) return not_json(assembly, kPredesColumns.at(what));
    const auto member = [&](std::string_view name) { return value.string(name).value_or(""); };
    if (!assembly.dispatch(member("dispatch"), 0) || !take_facts(assembly, member, 0)) return false;
    const auto* receptacles = value.find("receptacles");
    if (receptacles == nullptr || receptacles->kind() != json::Kind::array || receptacles->items().empty())
        return not_json(assembly, "receptacles");
    return std::ranges::all_of(receptacles->items(), [&](const auto& one) { return take_receptacle(assembly, one); });
}

} // namespace

Result<ToldDispatch> PredesReader::read_xml(std::string_view bytes, core::Instant now) {
    xml::ReadLimits limits;
    limits.message_bytes = kPredesBytes;
    limits.elements = limits.item_elements = ports::kDispatchItems + kDispatchReceptacles + 2;
    auto reader = readers_->borrow();
    const auto document = (*reader).read_whole(bytes, limits);
    if (!document) return document.refusal();
    const auto root = document.value().root();
    if (root.namespace_uri() != kPredesNamespace || root.name() != "predes")
        return Refusal{RefusalCode::source_unknown, {}, 0, 0, {}};
    if (const auto faults = schema_->check(document.value()); !faults.empty())
        return Refusal{RefusalCode::message_structure, faults.front().element, faults.front().line, 0, {}};
    Assembly assembly(now);
    take_tree(assembly, root);
    return std::move(assembly).done();
}

Result<ToldDispatch> PredesReader::read_csv(std::string_view bytes, core::Instant now) const {
    const auto rows = csv::read_sent_table(bytes, {kPredesColumns, kNeededColumns, ports::kDispatchItems});
    if (!rows) return rows.refusal();
    Assembly assembly(now);
    for (const auto& row : rows.value())
        if (!take_row(assembly, row)) break;
    return std::move(assembly).done();
}

Result<ToldDispatch> PredesReader::read_json(std::string_view bytes, core::Instant now) const {
    json::ReadLimits limits;
    limits.bytes = kPredesBytes;
    limits.values = 4 * (ports::kDispatchItems + kDispatchReceptacles);
    const auto value = json::read(bytes, limits);
    if (!value) return value.refusal();
    Assembly assembly(now);
    take_object(assembly, value.value());
    return std::move(assembly).done();
}

} // namespace postern::exchange
