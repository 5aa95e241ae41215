// Routes of figures: advance data of items that left, and which items they were; for a post its own, for operators all.
#include "http/period.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"

#include "core/item_id.hpp"
#include "statistics/advance_data.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace postern::http {

using core::RefusalCode;
using core::Result;
using crypto::IdKind;
using ports::AdvanceQuestion;
using statistics::AdvanceBy;
using statistics::AdvanceFilter;

namespace {

constexpr std::size_t kFilterBytes = 140; // 35 characters of any script

core::Refusal wrong_advance(std::string_view parameter) {
    return refuse(RefusalCode::bad_parameter, parameter);
}

/// Names parted by commas, each once.
Result<std::vector<AdvanceBy>> read_advance_by(const Call& call) {
    std::vector<AdvanceBy> by;
    const auto text = call.parameter("by");
    if (!text) return by;
    std::string_view rest = *text;
    for (;;) {
        const auto comma = rest.find(',');
        const auto one = statistics::parse_advance_by(rest.substr(0, comma));
        if (!one || std::ranges::find(by, *one) != by.end())
            return wrong_advance("by (destination, month, product, office)");
        by.push_back(*one);
        if (comma == std::string_view::npos) return by;
        rest.remove_prefix(comma + 1);
    }
}

bool is_capitals(std::string_view text, std::size_t length) {
    return text.empty() ||
           (text.size() == length && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }));
}

Result<AdvanceFilter> read_advance_filter(const Call& call) {
    AdvanceFilter filter;
    if (const auto destination = call.parameter("destination")) {
        if (!is_capitals(*destination, 2)) return wrong_advance("destination");
        filter.destination = std::string(*destination);
    }
    if (const auto product = call.parameter("product")) {
        if (!is_capitals(*product, 1)) return wrong_advance("product");
        filter.product = std::string(*product);
    }
    if (const auto office = call.parameter("office")) {
        if (office->size() > kFilterBytes || !text::is_utf8(*office)) return wrong_advance("office");
        filter.office = text::fold(*office);
    }
    return filter;
}

Result<AdvanceQuestion> read_advance_question(const Call& call, core::Instant now) {
    AdvanceQuestion question;
    const auto months = read_months(call, now);
    if (!months) return months.refusal();
    question.from = months.value().from;
    question.before = months.value().before;
    question.mode = call.who.mode;
    const auto post = call.parameter("post");
    if (call.who.role == core::Role::admin) {
        if (!post) return question;
        if (!is_plain(*post, kFilterBytes)) return wrong_advance("post");
        question.post = std::string(*post);
        return question;
    }
    if (!call.who.tenant) return refuse(RefusalCode::forbidden); // 0 would ask for everybody's
    if (post && *post != call.who.post) return wrong_advance("post");
    question.tenant = call.who.tenant;
    return question;
}

Result<Reply> advance_data(Context& context, const Call& call) {
    const auto question = read_advance_question(call, context.services.clock.now());
    if (!question) return question.refusal();
    const auto by = read_advance_by(call);
    if (!by) return by.refusal();
    const auto filter = read_advance_filter(call);
    if (!filter) return filter.refusal();
    const auto rows = statistics::advance_figures(*context.services.advance_data, question.value(), by.value(),
                                                  filter.value(), *context.services.codelists->current());
    if (!rows)
        return wrong_advance("from, to (at most " + std::to_string(question.value().max_items) + " items and " +
                             std::to_string(statistics::kAdvanceRows) +
                             " rows: ask for fewer months or larger groups)");
    if (wants_csv(call.header("Accept"))) return csv_reply(200, statistics::advance_data_csv(by.value(), *rows));
    json::Writer out;
    statistics::write_advance_data(out, question.value(), by.value(), *rows);
    return json_reply(200, out);
}

/// The place after an item: when it left, its id, its post.
std::string cursor_after(const crypto::IdCipher& ids, const ports::AdvancePlace& place) {
    return ids.seal(IdKind::cursor, place.departed.ms) + "." + place.item_id + "." + place.post;
}

Result<std::optional<ports::AdvancePlace>> advance_place(const crypto::IdCipher& ids, std::string_view cursor) {
    std::optional<ports::AdvancePlace> place;
    if (cursor.empty()) return place;
    const auto first = cursor.find('.');
    const auto second = first == std::string_view::npos ? first : cursor.find('.', first + 1);
    if (second == std::string_view::npos) return refuse(RefusalCode::bad_cursor);
    const auto departed = ids.open(IdKind::cursor, cursor.substr(0, first));
    const auto item_id = core::ItemId::parse(cursor.substr(first + 1, second - first - 1));
    const auto post = cursor.substr(second + 1);
    if (!departed || !item_id || !is_plain(post, kFilterBytes)) return refuse(RefusalCode::bad_cursor);
    place = ports::AdvancePlace{{*departed}, item_id->text(), std::string(post)};
    return place;
}

void write_advance_item(json::Writer& out, const Services& services, const ports::DepartedItem& item,
                        bool for_operator) {
    out.begin_object();
    out.member("post", item.group.post);
    out.member("item_id", item.item_id);
    if (item.declaration && !for_operator) // an operator reads nobody's declarations
        out.member("declaration_id", services.ids->seal(IdKind::declaration, item.declaration.value));
    out.member("destination", item.group.destination);
    out.member("product", statistics::product_of(item.group, *services.codelists->current()));
    out.member("office", text::fold(item.group.office));
    out.member("departed", core::to_rfc3339(item.departed));
    if (item.received) out.member("received", core::to_rfc3339(*item.received));
    out.member("before_departure", item.is_before());
    out.member("refused", item.refused);
    if (item.marked) {
        out.member("hs6", item.hs6);
        out.member("contact", item.contact);
        out.member("stop_hits", item.stop_hits);
    }
    out.end_object();
}

Result<Reply> advance_data_items(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto question = read_advance_question(call, services.clock.now());
    if (!question) return question.refusal();
    const auto filter = read_advance_filter(call);
    if (!filter) return filter.refusal();
    auto only = statistics::AdvanceOnly::all;
    if (const auto named = call.parameter("only")) {
        const auto parsed = statistics::parse_advance_only(*named);
        if (!parsed)
            return wrong_advance("only (without-data, late, refused, without-hs6, without-contact, stop-listed)");
        only = *parsed;
    }
    const auto limit = number_parameter(call, "limit", context.settings.feed_page, 1, context.settings.feed_page_limit);
    if (!limit) return limit.refusal();
    const auto after = advance_place(*services.ids, call.parameter("after").value_or(""));
    if (!after) return after.refusal();
    const auto found = statistics::advance_items(*services.advance_data, question.value(), filter.value(), only,
                                                 after.value(), limit.value(), *services.codelists->current());
    json::Writer out;
    out.begin_object();
    out.key("items");
    out.begin_array();
    for (const auto& item : found.items)
        write_advance_item(out, services, item, call.who.role == core::Role::admin);
    out.end_array();
    if (found.next) out.member("next", cursor_after(*services.ids, *found.next));
    out.end_object();
    return json_reply(200, out);
}

const Parameter kDestinationFilter{"destination", false, false, "A country; empty: not known."};
const Parameter kProductFilter{"product", false, false, "A mail class; empty: not known."};
const Parameter kOfficeFilter{"office", false, false, "An office; empty: not known."};
const Parameter kPostFilter{"post", false, false, "Operators: one post."};

} // namespace

std::vector<Route> advance_data_routes() {
    constexpr std::string_view kText = "The figures: JSON, or CSV where Accept is text/csv.";
    Route figures = reading_route(
        "/v1/statistics/advance-data", "statistics.advance-data", "getAdvanceData",
        "Advance data of the items that left (EMC): how many had a declaration, and had it before they left, how many "
        "were refused, and how good the data was. An item counts in the UTC month in which it left first, by its "
        "current declaration; one that nobody declared counts too. Shares are per cent with one decimal, cut: 100.0 is "
        "all. A post sees its own, an operator every post's.",
        advance_data, {200, kJson, "AdvanceData", kText});
    figures.answers.push_back({200, "text/csv", "", kText});
    figures.lane = workers::Lane::bulk;
    figures.parameters = {
        kFromMonth,
        kToMonth,
        {"by", false, false, "destination, month, product, office: some of these, parted by commas; without: in all."},
        kDestinationFilter,
        kProductFilter,
        kOfficeFilter,
        kPostFilter,
        {"Accept", true, false, "text/csv for CSV."},
    };
    Route items = reading_route("/v1/statistics/advance-data/items", "statistics.advance-data", "listAdvanceDataItems",
                                "The items of which the figures of advance data are, by when they left.",
                                advance_data_items, {200, kJson, "AdvanceItems", "A page."});
    items.lane = workers::Lane::bulk;
    items.parameters = {
        kFromMonth,
        kToMonth,
        {"only", false, false, "without-data, late, refused, without-hs6, without-contact or stop-listed."},
        kDestinationFilter,
        kProductFilter,
        kOfficeFilter,
        kPostFilter,
        {"after", false, false, "The `next` of the page before."},
        {"limit", false, true, "Items of a page."},
    };
    items.refusals = {RefusalCode::bad_cursor};
    return {figures, items};
}

} // namespace postern::http
