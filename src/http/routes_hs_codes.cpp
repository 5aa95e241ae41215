// Routes of the look-up of tariff numbers: proposals for what somebody types. Nothing is ever filled in from here.
#include "core/party.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "text/fold.hpp"
#include "json/value.hpp"

#include <algorithm>

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::uint32_t kUsualHits = 10;
constexpr std::size_t kLangBytes = 35;
constexpr std::size_t kMostNumbers = 20;
constexpr std::size_t kMostPartyBytes = 512;

struct Looked {
    std::string words;
    std::string lang;
    std::uint32_t limit = kUsualHits;
    std::vector<codelists::UsedCode> used;
};

bool is_query(std::string_view words) {
    const auto characters =
        std::ranges::count_if(words, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return static_cast<std::size_t>(characters) <= codelists::kMostQueryCharacters && text::is_utf8(words);
}

/// As asked for where the list has it, else English, in which the titles are.
std::string_view language_of(std::string_view lang) {
    const auto primary = lang.substr(0, lang.find('-'));
    const auto found = std::ranges::find(codelists::kGoodsLanguages, primary);
    return found == codelists::kGoodsLanguages.end() ? codelists::kGoodsLanguages.front() : *found;
}

void write_hit(json::Writer& out, const codelists::GoodsHit& hit) {
    out.begin_object();
    out.member_if("code", hit.code);
    out.member("heading", hit.heading);
    out.member_if("title", hit.title);
    out.member_if("words", hit.words);
    out.member_if("note", hit.note);
    out.member("from", to_string(hit.from));
    if (hit.used != 0) out.member("used", hit.used);
    out.end_object();
}

Reply answer(const Context& context, const Looked& looked) {
    const auto lists = context.services.codelists->current();
    const std::string_view primary = std::string_view(looked.lang).substr(0, looked.lang.find('-'));
    json::Writer out;
    out.begin_object();
    out.key("results");
    out.begin_array();
    for (const auto& hit : lists->goods().find(looked.words, primary, looked.limit, looked.used))
        write_hit(out, hit);
    out.end_array();
    out.member("lang", language_of(looked.lang));
    out.end_object();
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", language_of(looked.lang));
    reply.headers.emplace_back("Vary", "Accept-Language");
    return reply;
}

Result<Reply> look_up(Context& context, const Call& call) {
    Looked looked;
    looked.words = std::string(text::trim(call.parameter("q").value_or("")));
    if (looked.words.empty() || !is_query(looked.words)) return refuse(RefusalCode::bad_parameter, "q");
    looked.lang = std::string(call.parameter("lang").value_or(call.lang));
    if (looked.lang.size() > kLangBytes) return refuse(RefusalCode::bad_parameter, "lang");
    const auto limit = number_parameter(call, "limit", kUsualHits, 1, codelists::kMostGoodsHits);
    if (!limit) return limit.refusal();
    looked.limit = limit.value();
    return answer(context, looked);
}

Result<core::Party> read_sender(const json::Value& sender) {
    core::Party party;
    if (sender.kind() != json::Kind::object) return refuse(RefusalCode::bad_json, "sender");
    const auto refused = take_members(sender, "sender",
                                      {{"name", party.name},
                                       {"first_name", party.first_name},
                                       {"last_name", party.last_name},
                                       {"business", party.business},
                                       {"postcode", party.postcode},
                                       {"country", party.country}});
    if (refused) return *refused;
    for (const auto* text :
         {&party.name, &party.first_name, &party.last_name, &party.business, &party.postcode, &party.country})
        if (text->size() > kMostPartyBytes) return refuse(RefusalCode::bad_parameter, "sender");
    const json::Value* numbers = sender.find("numbers");
    if (numbers == nullptr) return party;
    if (numbers->kind() != json::Kind::array || numbers->items().size() > kMostNumbers)
        return refuse(RefusalCode::bad_json, "numbers");
    for (const json::Value& row : numbers->items()) {
        core::PartyNumber number;
        const auto wrong =
            take_members(row, "numbers", {{"scheme", number.scheme}, {"value", number.value}, {"side", number.side}});
        if (wrong) return *wrong;
        party.numbers.push_back(std::move(number));
    }
    return party;
}

/// The sender is personal data, so that he stands in a body and in no address.
Result<Reply> search(Context& context, const Call& call) {
    const auto body = read_object(call);
    if (!body) return body.refusal();
    const auto words = string_member(body.value(), "q");
    if (!words) return words.refusal();
    const auto lang = string_member(body.value(), "lang");
    if (!lang) return lang.refusal();
    Looked looked;
    looked.words = std::string(text::trim(words.value()));
    const json::Value* sender = body.value().find("sender");
    if (!is_query(looked.words) || (looked.words.empty() && sender == nullptr))
        return refuse(RefusalCode::bad_parameter, "q");
    looked.lang = lang.value().empty() ? call.lang : lang.value();
    if (looked.lang.size() > kLangBytes) return refuse(RefusalCode::bad_parameter, "lang");
    if (const json::Value* limit = body.value().find("limit")) {
        const auto number = read_number("limit", limit->text(), 1, codelists::kMostGoodsHits);
        if (!number) return number.refusal();
        looked.limit = number.value();
    }
    if (sender != nullptr) {
        const auto party = read_sender(*sender);
        if (!party) return party.refusal();
        if (context.services.goods_history)
            for (const auto& row : context.services.goods_history(call.who, party.value()))
                looked.used.push_back({row.hs, row.uses});
    }
    return answer(context, looked);
}

} // namespace

std::vector<Route> hs_code_routes() {
    Route plain;
    plain.method = "GET";
    plain.path = "/v1/hs-codes";
    plain.action = "requirements.read";
    plain.id = "findHsCodes";
    plain.summary = "Tariff numbers for goods in everyday words: proposals, the likeliest first.";
    plain.handler = look_up;
    plain.audit = Audit::none;
    plain.parameters = {
        {"q", false, false, "What the goods are, at most 100 characters; the last word may be half typed."},
        {"lang", false, false, "Language of the words; stands above Accept-Language."},
        {"limit", false, true, "1 to 20; without it 10."},
        kLanguage};
    plain.answers = {{200, kJson, "HsCodes", "One result for each code; none where nothing fits."}};
    Route of_sender = plain;
    of_sender.method = "POST";
    of_sender.path = "/v1/hs-codes/search";
    of_sender.id = "searchHsCodes";
    of_sender.summary = "The same with what this sender declared before in front; without words his own codes.";
    of_sender.handler = search;
    of_sender.body = BodyKind::json;
    of_sender.body_schema = "HsCodeSearch";
    of_sender.parameters = {kLanguage};
    return {plain, of_sender};
}

} // namespace postern::http
