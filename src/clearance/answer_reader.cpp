// AnswerReader: XML through the profile's answer.xsl and our schema of answers, JSON directly.
#include "clearance/answer_reader.hpp"

#include "core/dispatch_id.hpp"
#include "core/words_of.hpp"
#include "crypto/digest.hpp"
#include "profiles/pack_functions.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace postern::clearance {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kNeutral = "urn:postern:answer:1";
constexpr std::size_t kMaxWord = 64; // of a code or number that is kept as such
constexpr std::size_t kMaxEvents = 1'000;

Refusal unreadable(std::string where, std::uint64_t line = 0) {
    return Refusal{RefusalCode::answer_unreadable, std::move(where), line, 0, {}};
}

/// The events that change no state by themselves; referrals also by the abbreviations of pre-loading.
constexpr auto kEventNames = std::to_array<std::pair<std::string_view, core::EventType>>({
    {"PAID", core::EventType::filing_paid},
    {"TAX_CALCULATED", core::EventType::filing_tax_calculated},
    {"CUSTOMS_AMENDED", core::EventType::filing_customs_amended},
    {"HANDLED_EXTERNALLY", core::EventType::filing_handled_externally},
    {"ALIVE", core::EventType::filing_alive},
    {"REQUEST_GRANTED", core::EventType::filing_request_granted},
    {"REQUEST_DENIED", core::EventType::filing_request_denied},
    {"INVALIDATED", core::EventType::filing_invalidated},
    {"REQUEST_FOR_INFORMATION", core::EventType::filing_request_for_information},
    {"RFI", core::EventType::filing_request_for_information},
    {"REQUEST_FOR_SCREENING", core::EventType::filing_request_for_screening},
    {"RFS", core::EventType::filing_request_for_screening},
    {"DO_NOT_LOAD", core::EventType::filing_do_not_load},
    {"DNL", core::EventType::filing_do_not_load},
    {"ASSESSMENT_COMPLETE", core::EventType::filing_assessment_complete},
    {"AC", core::EventType::filing_assessment_complete},
});

core::EventType event_named(std::string_view name) {
    if (const auto known = core::filing_event_named(name)) return *known;
    const auto* const found =
        std::ranges::find(kEventNames, name, &std::pair<std::string_view, core::EventType>::first);
    // nothing is dropped: what we do not know is kept as such
    return found == kEventNames.end() ? core::EventType::filing_unknown : found->second;
}

/// The strings of a list, parted by blanks; empty: there is no list. What is no string is no word of ours.
std::string words_in(const json::Value* list) {
    std::string words;
    if (list == nullptr) return words;
    if (list->kind() != json::Kind::array) return "?";
    for (const auto& word : list->items())
        words.append(words.empty() ? "" : " ").append(word.kind() == json::Kind::string ? word.text() : "?");
    return words;
}

/// 0: it is none, or too great.
std::uint32_t whole_number(std::string_view digits) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

std::string bounded(std::string text) {
    if (text.size() > kMaxWord) text.resize(kMaxWord);
    return text;
}

using Member = std::function<std::string(std::string_view)>;

/// Whom it is told: a filing, a row of it, or all that is in a dispatch or receptacle.
Result<void> read_names(const Member& member, UnderstoodEvent& event) {
    event.filing_id = bounded(member("filing"));
    event.reference = bounded(member("reference"));
    event.row = bounded(member("row"));
    const std::string dispatch = member("dispatch");
    const std::string receptacle = member("receptacle");
    const bool names_one = !event.filing_id.empty() || !event.reference.empty();
    if (dispatch.empty() && receptacle.empty()) {
        if (!names_one) return unreadable("filing");
        return {};
    }
    if (!dispatch.empty() && (!receptacle.empty() || !core::DispatchId::parse(dispatch))) return unreadable("dispatch");
    if (!receptacle.empty() && !core::ReceptacleId::parse(receptacle)) return unreadable("receptacle");
    // both would leave open whether all are meant or one
    if (names_one || !event.row.empty()) return unreadable(dispatch.empty() ? "receptacle" : "dispatch");
    event.dispatch = dispatch + receptacle;
    return {};
}

Result<UnderstoodEvent> event_of(const Member& member) {
    UnderstoodEvent event;
    if (const auto named = read_names(member, event); !named) return named.refusal();
    const std::string state = member("state");
    if (state.empty()) return unreadable("state");
    event.type = event_named(state);
    if (const std::string when = member("when"); !when.empty()) {
        event.when = core::parse_rfc3339(when);
        if (!event.when) return unreadable("when");
    }
    const auto documents = attachment_types_named(member("documents"));
    if (!documents) return unreadable("documents");
    event.documents = *documents;
    if (const std::string deadline = member("deadline"); !deadline.empty()) {
        event.deadline = core::parse_rfc3339(deadline);
        if (!event.deadline) return unreadable("deadline");
    }
    event.lane = bounded(member("lane"));
    event.reason = bounded(member("reason"));
    event.number = bounded(member("number"));
    return event;
}

constexpr std::size_t kMaxText = 512; // of what an authority says, as schemas/answer.xsd has it
constexpr std::size_t kMaxDetails = 200;
constexpr std::uint32_t kMaxLine = 9'999;

/// nullopt: longer than it may be.
std::optional<std::string> text_member(const json::Value& row, std::string_view name, std::size_t most) {
    auto text = row.string(name).value_or("");
    return text.size() > most ? std::nullopt : std::optional(std::move(text));
}

bool take_error(const json::Value& row, UnderstoodEvent& event) {
    const auto code = text_member(row, "code", kMaxWord);
    const auto pointer = text_member(row, "pointer", kMaxText);
    const auto text = text_member(row, "text", kMaxText);
    if (!code || code->empty() || !pointer || !text) return false;
    event.errors.push_back({*code, *pointer, *text});
    return true;
}

bool take_tax(const json::Value& row, UnderstoodEvent& event) {
    const auto type = text_member(row, "type", kMaxWord);
    const auto amount = core::Decimal::parse(text_member(row, "amount", kMaxWord).value_or(""));
    const auto currency = text_member(row, "currency", 3);
    if (!type || type->empty() || !amount || !currency || currency->size() != 3) return false;
    event.taxes.push_back({*type, {*amount, *currency}});
    return true;
}

bool take_revised(const json::Value& row, UnderstoodEvent& event) {
    const auto* line = row.find("line");
    const auto number = line != nullptr && line->kind() == json::Kind::number ? whole_number(line->text()) : 0;
    const auto hs_code = text_member(row, "hs_code", kMaxWord);
    const auto description = text_member(row, "description", kMaxText);
    if (number == 0 || number > kMaxLine || !hs_code || !description) return false;
    event.revised.push_back({number, *hs_code, *description});
    return true;
}

/// errors, taxes and revised of JSON, by the same bounds as the schema has for XML.
Result<void> take_details(const json::Value& item, UnderstoodEvent& event) {
    constexpr std::array<std::pair<const char*, bool (*)(const json::Value&, UnderstoodEvent&)>, 3> kDetails{
        {{"errors", take_error}, {"taxes", take_tax}, {"revised", take_revised}}};
    for (const auto& [name, take] : kDetails) {
        const auto* list = item.find(name);
        if (list == nullptr) continue;
        if (list->kind() != json::Kind::array || list->items().size() > kMaxDetails) return unreadable(name);
        for (const auto& row : list->items())
            if (!take(row, event)) return unreadable(name);
    }
    return {};
}

/// Checked against our schema of answers already.
void take_details(const xml::Element& element, UnderstoodEvent& event) {
    const auto text_of = [](const xml::Element& parent, std::string_view name) {
        const auto child = parent.child(name);
        return child ? child.text() : std::string();
    };
    for (const auto& error : element.children("error"))
        event.errors.push_back({text_of(error, "code"), text_of(error, "pointer"), text_of(error, "text")});
    for (const auto& tax : element.children("tax")) {
        const auto amount = core::Decimal::parse(text_of(tax, "amount"));
        if (amount)
            event.taxes.push_back(
                {text_of(tax, "type"), {*amount, tax.child("amount").attribute("currency").value_or("")}});
    }
    for (const auto& revised : element.children("revised"))
        event.revised.push_back({whole_number(revised.attribute("line").value_or("")), text_of(revised, "hs_code"),
                                 text_of(revised, "description")});
}

} // namespace

AnswerReader::AnswerReader(std::shared_ptr<const profiles::Editions> editions)
    : editions_(std::move(editions)), readers_(std::make_unique<xml::ReaderPool>()) {}

Result<UnderstoodAnswer> AnswerReader::from_tree(const xml::Document& answer, std::string_view bytes) const {
    if (const auto faults = editions_->current()->answer_schema().check(answer); !faults.empty()) {
        return unreadable(faults.front().element, faults.front().line);
    }
    UnderstoodAnswer out;
    out.identity = answer.root().attribute("id").value_or("");
    if (out.identity.empty()) out.identity = crypto::sha256(bytes).hex();
    for (const auto& element : answer.root().children("event")) {
        auto event = event_of([&](std::string_view name) {
            if (auto attribute = element.attribute(name)) return *attribute;
            const auto child = element.child(name);
            return child ? child.text() : std::string();
        });
        if (!event) return event.refusal();
        out.events.push_back(std::move(event).value());
        take_details(element, out.events.back());
    }
    if (out.events.empty()) return unreadable("event");
    return out;
}

std::optional<UnderstoodAnswer> AnswerReader::read_kept(std::string_view bytes, std::string_view format) {
    if (format == kCsvFormat) return std::nullopt; // a table of decisions tells nothing but its events
    if (bytes.starts_with('{')) {
        auto read = read_json(bytes);
        return read ? std::optional(std::move(read).value()) : std::nullopt;
    }
    auto read = read_xml(bytes);
    if (!read) return std::nullopt;
    for (auto& answer : read.value())
        if (answer.format == format) return std::move(answer);
    return std::nullopt;
}

Result<std::vector<UnderstoodAnswer>> AnswerReader::read_xml(std::string_view bytes) {
    auto reader = readers_->borrow();
    auto document = (*reader).read_whole(bytes, {});
    if (!document) return document.refusal();
    const auto root = document.value().root();
    if (root.namespace_uri() == kNeutral && root.name() == "answer") {
        auto answer = from_tree(document.value(), bytes);
        if (!answer) return answer.refusal();
        answer.value().format = "neutral";
        return std::vector{std::move(answer).value()};
    }
    std::vector<UnderstoodAnswer> understood;
    std::optional<Refusal> refusal;
    for (const auto& profile : editions_->all()) {
        const auto& roots = profile->answer_roots;
        const bool known = std::any_of(roots.begin(), roots.end(), [&](const auto& r) {
            return r.first == root.namespace_uri() && r.second == root.name();
        });
        if (!known || !profile->to_answer) continue;
        profiles::PackFunctions functions(*profile, [](std::string_view) { return std::string(); });
        auto answer = from_tree(
            profile->to_answer->transform(document.value(), profile->stylesheet_parameters(), &functions), bytes);
        if (!answer) {
            if (!refusal) refusal = answer.refusal();
            continue;
        }
        answer.value().format = profile->name;
        answer.value().profile = profile;
        understood.push_back(std::move(answer).value());
    }
    if (!understood.empty()) return understood;
    return refusal.value_or(Refusal{RefusalCode::answer_profile_unknown, {}, 0, 0, {}});
}

Result<UnderstoodAnswer> AnswerReader::read_json(std::string_view bytes) const {
    const auto value = json::read(bytes);
    if (!value) return value.refusal();
    UnderstoodAnswer out;
    out.format = "neutral";
    out.identity = value.value().string("id").value_or("");
    if (out.identity.size() > kMaxWord) return unreadable("id");
    if (out.identity.empty()) out.identity = crypto::sha256(bytes).hex();
    const auto* events = value.value().find("events");
    if (!events || events->kind() != json::Kind::array || events->items().empty()) return unreadable("events");
    if (events->items().size() > kMaxEvents) return unreadable("events");
    for (const auto& item : events->items()) {
        auto event = event_of([&](std::string_view name) {
            return name == "documents" ? words_in(item.find(name)) : item.string(name).value_or("");
        });
        if (!event) return event.refusal();
        out.events.push_back(std::move(event).value());
        if (const auto taken = take_details(item, out.events.back()); !taken) return taken.refusal();
    }
    return out;
}

std::optional<core::AttachmentTypes> attachment_types_named(std::string_view words) {
    core::AttachmentTypes types;
    for (const auto& word : core::words_of(words)) {
        const auto type = core::attachment_type_named(word);
        if (!type) return std::nullopt;
        types.add(*type);
    }
    return types;
}

std::optional<core::EventType> decision_named(std::string_view name) {
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    const auto type = event_named(upper);
    return type == core::EventType::filing_unknown ? std::nullopt : std::optional(type);
}

std::optional<std::string> base_reference(std::string_view reference, std::string_view amended_pattern) {
    constexpr std::string_view kReference = "{reference}";
    constexpr std::string_view kVersion = "{version}";
    if (!amended_pattern.starts_with(kReference) || !amended_pattern.ends_with(kVersion)) return std::nullopt;
    const auto between =
        amended_pattern.substr(kReference.size(), amended_pattern.size() - kReference.size() - kVersion.size());
    const auto digits = reference.find_last_not_of("0123456789");
    if (digits == std::string_view::npos || digits + 1 == reference.size()) return std::nullopt;
    const auto head = reference.substr(0, digits + 1);
    if (between.empty() || !head.ends_with(between)) return std::nullopt;
    return std::string(head.substr(0, head.size() - between.size()));
}

} // namespace postern::clearance
