// JSON messages: item after item becomes a tree.
#include "ingest/json_message.hpp"

#include "ingest/json_survey.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace postern::ingest {

using core::Refusal;
using core::RefusalCode;
using core::Result;
using json::Kind;
using xml::Element;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kLongestName = 64; ///< of a member that is an element of that name

/// A name that an element has as its own; every other one is a member's attribute. "item" and "member" are ours.
bool is_element_name(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto is_name_character = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= kLongestName && is_letter(name.front()) &&
           std::ranges::all_of(name, is_name_character) && name != "item" && name != "member";
}

std::string_view type_of(Kind kind) {
    switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "boolean";
    case Kind::number: return "number";
    case Kind::array: return "array";
    case Kind::object: return "object";
    case Kind::string: break;
    }
    return {};
}

/// Fills elements with values; base is where the text of the values begins in the message.
class TreeFiller {
public:
    explicit TreeFiller(json::Place base) : base_(base) {}

    // depth is bounded by the survey
    void fill(Element element, const json::Value& value) const { // NOLINT(misc-no-recursion)
        place(element, value);
        if (const auto type = type_of(value.kind()); !type.empty()) element.set_attribute("type", type);
        element.set_text(value.text());
        for (const auto& entry : value.items())
            fill(element.add("item"), entry);
        for (const auto* member : in_order(value))
            add_member(element, member->first, member->second);
    }

    void add_member(Element object, std::string_view name,
                    const json::Value& value) const { // NOLINT(misc-no-recursion)
        // what the sender calls its own things is no vocabulary of ours
        if (object.name() == "metadata" || !is_element_name(name)) {
            Element member = object.add("member");
            member.set_attribute("name", name);
            return fill(member, value);
        }
        Element member = object.add(name);
        if (name != "descriptions" || value.kind() != Kind::string) return fill(member, value);
        // one text, where texts with their languages may stand
        place(member, value);
        member.set_attribute("type", "text");
        Element entry = member.add("item");
        entry.set_attribute("type", "object");
        place(entry, value);
        fill(entry.add("text"), value);
    }

private:
    using Member = std::pair<std::string, json::Value>;

    void place(Element element, const json::Value& value) const {
        const auto at = value.place();
        element.set_place(base_.line + at.line - 1, at.line == 1 ? base_.column + at.column - 1 : at.column);
    }

    /// The order in which a sender writes members says nothing: the same content is the same tree.
    static std::vector<const Member*> in_order(const json::Value& object) {
        std::vector<const Member*> members;
        members.reserve(object.members().size());
        for (const auto& member : object.members())
            members.push_back(&member);
        std::ranges::sort(members, {}, [](const Member* member) -> const std::string& { return member->first; });
        return members;
    }

    json::Place base_;
};

/// Makes trees of pieces of a message, which the survey has found to be sound.
class Carver {
public:
    Carver(std::string_view text, const xml::ReadLimits& limits) : text_(text), cursor_(text) {
        bounds_.bytes = text.size();
        bounds_.depth = limits.depth;
        bounds_.values = std::size_t{limits.item_elements} + 1;
    }

    /// In order of the text: the places of one are counted from those of the one before.
    Result<xml::Document> item(json::Span span) {
        const auto base = cursor_.advance(span.begin);
        const auto value = json::read(text_.substr(span.begin, span.end - span.begin), bounds_);
        if (!value) return value.refusal();
        auto document = xml::Document::create("declaration", kJsonNamespace);
        TreeFiller(base).fill(document.root(), value.value());
        return document;
    }

    Result<xml::Document> head(const JsonSurvey& survey) const {
        auto document = xml::Document::create("head", kJsonNamespace);
        document.root().set_attribute("type", "object");
        auto members = survey.head;
        std::ranges::sort(members, {}, [](const auto& member) -> const std::string& { return member.first; });
        for (const auto& [name, span] : members) {
            const auto value = json::read(text_.substr(span.begin, span.end - span.begin), bounds_);
            if (!value) return value.refusal();
            // a batch has few of them: each may be walked to by itself
            TreeFiller(json::PlaceCursor(text_).advance(span.begin)).add_member(document.root(), name, value.value());
        }
        return document;
    }

private:
    std::string_view text_;
    json::PlaceCursor cursor_;
    json::ReadLimits bounds_;
};

Result<void> hand_over_batch(std::string_view text, const JsonSurvey& survey, const xml::ReadLimits& limits,
                             xml::MessageSink& sink) {
    if (const auto shape = sink.on_root(kJsonNamespace, "batch"); !shape) return shape.refusal();
    Carver carver(text, limits);
    auto head = carver.head(survey);
    if (!head) return head.refusal();
    if (auto done = sink.on_header(std::move(head).value()); !done) return done;
    std::uint32_t ordinal = 0;
    for (const auto& span : survey.items) {
        auto item = carver.item(span);
        if (!item) return item.refusal();
        item.value().set_context("/declarations", ++ordinal);
        if (auto done = sink.on_item(std::move(item).value(), ordinal); !done) return done;
    }
    return {};
}

/// The message without a byte order mark, if there is anything in it.
Result<std::string_view> text_of(std::string_view bytes, const xml::ReadLimits& limits) {
    if (bytes.size() > limits.message_bytes)
        return Refusal{RefusalCode::message_too_large, std::to_string(limits.message_bytes), 0, 0, {}};
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (bytes.find_first_not_of(kBlanks) == std::string_view::npos)
        return Refusal{RefusalCode::message_empty, {}, 0, 0, {}};
    return bytes;
}

void write_value(json::Writer& out, const Element& element) { // NOLINT(misc-no-recursion)
    const std::string type = element.attribute("type").value_or("");
    if (type.empty()) return out.value(element.text());
    if (type == "null") return out.null();
    if (type == "boolean") return out.value(element.text() == "true");
    if (type == "number") return out.number(element.text());
    if (type == "text") return out.value(element.text());
    const bool is_array = type == "array";
    is_array ? out.begin_array() : out.begin_object();
    for (auto child = element.first_child(); child; child = child.next_sibling()) {
        if (!is_array) out.key(child.name() == "member" ? child.attribute("name").value_or("") : child.name());
        write_value(out, child);
    }
    is_array ? out.end_array() : out.end_object();
}

} // namespace

bool looks_like_json(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    const auto first = bytes.find_first_not_of(kBlanks);
    return first != std::string_view::npos && bytes[first] == '{';
}

Result<void> read_json_message(std::string_view bytes, const xml::ReadLimits& limits, xml::MessageSink& sink) {
    const auto text = text_of(bytes, limits);
    if (!text) return text.refusal();
    const auto survey = survey_json(text.value(), limits);
    if (!survey) return survey.refusal();
    if (survey.value().batch) return hand_over_batch(text.value(), survey.value(), limits, sink);
    if (const auto shape = sink.on_root(kJsonNamespace, "declaration"); !shape) return shape.refusal();
    auto item = Carver(text.value(), limits).item({0, text.value().size()});
    if (!item) return item.refusal();
    return sink.on_item(std::move(item).value(), 1);
}

Result<xml::Document> read_json_item(std::string_view bytes, const xml::ReadLimits& limits) {
    const auto text = text_of(bytes, limits);
    if (!text) return text.refusal();
    return Carver(text.value(), limits).item({0, text.value().size()});
}

std::string write_json_item(const xml::Document& item) {
    json::Writer out;
    write_value(out, item.root());
    return out.take();
}

} // namespace postern::ingest
