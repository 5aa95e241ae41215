// The requirements of all destinations: each is told as it is told alone, and taken apart into values that are shared.
#include "pipeline/requirement_sheets.hpp"

#include "core/failure.hpp"
#include "csv/reader.hpp"
#include "pipeline/requirements.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace postern::pipeline {

namespace {

constexpr std::array<std::string_view, 5> kAsked = {"origin", "destination", "category", "mail_class", "day"};

void write_again(json::Writer& out, const json::Value& value) {
    switch (value.kind()) {
    case json::Kind::null: out.null(); return;
    case json::Kind::boolean: out.value(value.boolean()); return;
    case json::Kind::number: out.number(value.text()); return;
    case json::Kind::string: out.value(value.text()); return;
    case json::Kind::array:
        out.begin_array();
        for (const auto& one : value.items())
            write_again(out, one);
        out.end_array();
        return;
    case json::Kind::object:
        out.begin_object();
        for (const auto& [name, one] : value.members()) {
            out.key(name);
            write_again(out, one);
        }
        out.end_object();
        return;
    }
}

/// Things that stand once, in the order in which they came first.
template <class Thing>
class Pool {
public:
    std::size_t place_of(Thing thing) {
        const auto [at, is_new] = places_.emplace(std::move(thing), places_.size());
        if (is_new) order_.push_back(&at->first);
        return at->second;
    }
    const std::vector<const Thing*>& in_order() const { return order_; }

private:
    std::map<Thing, std::size_t> places_;
    std::vector<const Thing*> order_;
};

using PooledSheet = std::vector<std::pair<std::string, std::size_t>>;

/// Pools for the members of all sheets.
class SheetPools {
public:
    std::size_t place_of(const json::Value& told) {
        PooledSheet sheet;
        for (const auto& [name, value] : told.members()) {
            if (std::ranges::find(kAsked, name) != kAsked.end()) continue;
            json::Writer text;
            write_again(text, value);
            sheet.emplace_back(name, values_[name].place_of(text.take()));
        }
        return sheets_.place_of(std::move(sheet));
    }
    void write(json::Writer& out) const {
        out.key("values");
        out.begin_object();
        for (const auto& [name, pool] : values_) {
            out.key(name);
            out.begin_array();
            for (const auto* text : pool.in_order())
                out.number(*text); // JSON already
            out.end_array();
        }
        out.end_object();
        out.key("sheets");
        out.begin_array();
        for (const auto* sheet : sheets_.in_order()) {
            out.begin_object();
            for (const auto& [name, place] : *sheet)
                out.member(name, static_cast<std::int64_t>(place));
            out.end_object();
        }
        out.end_array();
    }

private:
    std::map<std::string, Pool<std::string>> values_;
    Pool<PooledSheet> sheets_;
};

json::Value told_requirements(const Parts& parts, const codelists::Codelists& lists,
                              const RequirementsQuestion& question, core::Date day, const text::Catalogue& texts,
                              std::string_view lang) {
    json::Writer out;
    write_requirements(out, parts, lists, question, day, texts, lang);
    auto read = json::read(out.text());
    if (!read) throw core::Failure("counter pack: the requirements are no JSON");
    return std::move(read).value();
}

std::vector<std::string> codes_of(const codelists::Codelists& lists, const std::string& name) {
    const auto table = csv::read(lists.text_of(name), name);
    const auto code = table.column("code");
    std::vector<std::string> codes;
    codes.reserve(table.rows.size());
    for (const auto& row : table.rows)
        codes.push_back(row.cells[code]);
    return codes;
}

std::vector<std::string> destinations_of(const codelists::Codelists& lists) {
    std::vector<std::string> codes;
    for (char a = 'A'; a <= 'Z'; ++a)
        for (char b = 'A'; b <= 'Z'; ++b)
            if (std::string code{a, b}; lists.is_address_country(code)) codes.push_back(std::move(code));
    return codes;
}

} // namespace

std::string requirement_sheets(const Parts& parts, const codelists::Codelists& lists, std::string_view origin,
                               core::Date day, const text::Catalogue& texts, std::string_view lang) {
    SheetPools pools;
    json::Writer where;
    where.begin_object();
    RequirementsQuestion question;
    question.origin = origin;
    const auto mail_classes = codes_of(lists, "mail_classes");
    const auto natures = codes_of(lists, "natures");
    for (const auto& destination : destinations_of(lists)) {
        question.destination = destination;
        where.key(destination);
        where.begin_object();
        for (const auto& mail_class : mail_classes) {
            question.mail_class = mail_class;
            where.key(mail_class);
            where.begin_object();
            for (const auto& nature : natures) {
                question.nature = nature;
                const auto told = told_requirements(parts, lists, question, day, texts, lang);
                where.member(nature, static_cast<std::int64_t>(pools.place_of(told)));
            }
            where.end_object();
        }
        where.end_object();
    }
    where.end_object();
    json::Writer out;
    out.begin_object();
    out.member("origin", origin);
    out.member("day", core::to_string(day));
    pools.write(out);
    out.key("destinations");
    out.number(where.text());
    out.end_object();
    return out.take();
}

} // namespace postern::pipeline
