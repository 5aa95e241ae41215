// Parts of a request, read strictly: a parameter that is not ours is a mistake the client should hear of.
#include "http/request_parts.hpp"

#include "core/ascii.hpp"
#include "core/item_id.hpp"
#include "http/refuse.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace postern::http {

using core::RefusalCode;

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::string names_of(const Route& route) {
    std::string names;
    for (const Parameter& parameter : route.parameters)
        if (!parameter.in_header) names.append(names.empty() ? "" : ", ").append(parameter.name);
    return names.empty() ? "-" : names;
}

bool is_of(const Route& route, std::string_view name) {
    return std::any_of(route.parameters.begin(), route.parameters.end(),
                       [&](const Parameter& parameter) { return !parameter.in_header && parameter.name == name; });
}

struct MediaName {
    std::string_view name;
    BodyMedia form;
};
constexpr auto kMediaNames = std::to_array<MediaName>({{"application/xml", BodyMedia::xml},
                                                       {"text/xml", BodyMedia::xml},
                                                       {"application/json", BodyMedia::json},
                                                       {"text/csv", BodyMedia::csv},
                                                       {"application/pdf", BodyMedia::pdf},
                                                       {"image/jpeg", BodyMedia::jpeg},
                                                       {"image/png", BodyMedia::png},
                                                       {"application/octet-stream", BodyMedia::bytes}});

/// UTF-8 (of which ASCII is a part) is the only charset we promise; a table of ours has its header (RFC 4180).
bool is_known_parameter(std::string_view parameter, BodyMedia form) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view name = trimmed(parameter.substr(0, equals));
    std::string_view value = trimmed(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (form == BodyMedia::csv && core::equals_folded(name, "header")) return core::equals_folded(value, "present");
    return core::equals_folded(name, "charset") &&
           (core::equals_folded(value, "utf-8") || core::equals_folded(value, "us-ascii"));
}

} // namespace

bool takes(BodyKind kind, BodyMedia form) {
    switch (kind) {
    case BodyKind::none: return false;
    case BodyKind::xml: return form == BodyMedia::xml;
    case BodyKind::json: return form == BodyMedia::json;
    case BodyKind::xml_or_json: return form == BodyMedia::xml || form == BodyMedia::json;
    case BodyKind::xml_json_or_csv: return form == BodyMedia::xml || form == BodyMedia::json || form == BodyMedia::csv;
    case BodyKind::csv: return form == BodyMedia::csv;
    case BodyKind::attachment:
        return form == BodyMedia::pdf || form == BodyMedia::jpeg || form == BodyMedia::png || form == BodyMedia::bytes;
    }
    return false;
}

std::string_view media_type_named(BodyMedia form) {
    return std::ranges::find(kMediaNames, form, &MediaName::form)->name;
}

core::Result<Fields> read_query(std::string_view target, const Route& route) {
    Fields fields;
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) return fields;
    std::string_view rest = target.substr(mark + 1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        const bool known = name && value && is_of(route, *name) &&
                           std::none_of(fields.begin(), fields.end(), [&](const auto& f) { return f.first == *name; });
        if (!known) return refuse(RefusalCode::bad_parameter, names_of(route));
        fields.emplace_back(std::move(*name), std::move(*value));
    }
    return fields;
}

core::Result<BodyMedia> read_content_type(std::string_view content_type, BodyKind kind) {
    const std::size_t semicolon = std::min(content_type.find(';'), content_type.size());
    const std::string_view type = trimmed(content_type.substr(0, semicolon));
    std::string taken;
    std::optional<BodyMedia> form;
    for (const MediaName& known : kMediaNames) {
        if (!takes(kind, known.form)) continue;
        // the second name of XML is for those who take nothing else
        if (known.name != "text/xml" || kind == BodyKind::xml)
            taken.append(taken.empty() ? "" : ", ").append(known.name);
        if (core::equals_folded(type, known.name)) form = known.form;
    }
    const auto refusal = refuse(RefusalCode::unsupported_media_type, taken);
    if (!form) return refusal;

    std::string_view rest = content_type.substr(std::min(semicolon + 1, content_type.size()));
    while (!trimmed(rest).empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        if (!is_known_parameter(trimmed(rest.substr(0, end)), *form)) return refusal;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return *form;
}

bool is_plain(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

core::Result<std::uint32_t> read_number(std::string_view name, std::string_view text, std::uint32_t least,
                                        std::uint32_t greatest) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > greatest)
        return refuse(RefusalCode::bad_parameter,
                      std::string(name) + " (" + std::to_string(least) + "-" + std::to_string(greatest) + ")");
    return value;
}

core::Result<std::uint32_t> number_parameter(const Call& call, std::string_view name, std::uint32_t otherwise,
                                             std::uint32_t least, std::uint32_t greatest) {
    const auto text = call.parameter(name);
    if (!text) return otherwise;
    return read_number(name, *text, least, greatest);
}

core::Result<std::string> item_id_parameter(const Call& call) {
    const auto text = call.parameter("item_id");
    if (!text) return std::string();
    const auto id = core::ItemId::parse(*text);
    if (!id) return refuse(RefusalCode::bad_parameter, "item_id");
    return id->text();
}

core::Result<json::Value> read_object(const Call& call) {
    auto value = json::read(call.body.empty() ? std::string_view("{}") : std::string_view(call.body));
    if (value && value.value().kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "object");
    return value;
}

core::Result<std::string> string_member(const json::Value& body, std::string_view name) {
    const json::Value* member = body.find(name);
    if (member == nullptr) return std::string();
    if (member->kind() != json::Kind::string) return refuse(RefusalCode::bad_json, std::string(name));
    return std::string(member->text());
}

std::string cursor_since(const crypto::IdCipher& ids, const PlaceSince& place, crypto::IdKind kind) {
    return ids.seal(crypto::IdKind::cursor, place.since.ms) + "." + ids.seal(kind, place.key);
}

std::optional<PlaceSince> place_since(const crypto::IdCipher& ids, std::string_view cursor, crypto::IdKind kind) {
    const auto dot = cursor.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto since = ids.open(crypto::IdKind::cursor, cursor.substr(0, dot));
    const auto key = ids.open(kind, cursor.substr(dot + 1));
    if (!since || !key) return std::nullopt;
    return PlaceSince{{*since}, *key};
}

std::optional<core::Refusal>
take_members(const json::Value& row, std::string_view list,
             std::initializer_list<std::pair<std::string_view, std::reference_wrapper<std::string>>> members) {
    if (row.kind() != json::Kind::object) return refuse(RefusalCode::bad_json, std::string(list));
    std::optional<core::Refusal> wrong;
    for (const auto& [name, to] : members) {
        auto text = string_member(row, name);
        if (text)
            to.get() = std::move(text).value();
        else
            wrong = text.refusal();
    }
    return wrong;
}

core::Result<std::string> code_member(const json::Value& body, std::string_view name) {
    constexpr std::size_t kCodeCharacters = 64;
    auto code = string_member(body, name);
    if (code && body.find(name) != nullptr && !is_plain(code.value(), kCodeCharacters))
        return refuse(RefusalCode::bad_parameter, std::string(name));
    return code;
}

core::Result<std::vector<std::string>> read_filings(const json::Value& body) {
    const json::Value* list = body.find("filings");
    if (list == nullptr || list->kind() != json::Kind::array || list->items().empty())
        return refuse(RefusalCode::bad_json, "filings");
    std::vector<std::string> filings;
    for (const json::Value& id : list->items()) {
        if (id.kind() != json::Kind::string) return refuse(RefusalCode::bad_json, "filings");
        filings.push_back(id.text());
    }
    return filings;
}

} // namespace postern::http
