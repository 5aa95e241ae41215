// The first look through a JSON message.
#include "ingest/json_survey.hpp"

#include "core/utf8.hpp"

namespace postern::ingest {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kItems = "declarations";

/// Depth counts the brackets that are open: a member of the root stands at 1, an item of a batch at 2.
class Surveyor : public json::Listener {
public:
    Surveyor(std::string_view text, const xml::ReadLimits& limits) : text_(text), limits_(limits) {}

    JsonSurvey take() { return std::move(survey_); }
    const Refusal& refusal() const { return refusal_; }

    bool on_scalar(json::Kind, std::string_view, json::Span span) override {
        return begin_value(span.begin, json::Kind::null) && end_value(span.end);
    }

    bool on_open(json::Kind kind, std::size_t offset) override {
        if (!begin_value(offset, kind)) return false;
        ++depth_;
        return true;
    }

    bool on_key(std::string_view name, std::size_t) override {
        if (depth_ != 1) return true;
        in_items_ = name == kItems;
        survey_.batch = survey_.batch || in_items_;
        if (!in_items_) survey_.head.emplace_back(name, json::Span());
        return true;
    }

    bool on_close(std::size_t end) override {
        --depth_;
        return end_value(end);
    }

private:
    bool refuse(std::size_t offset, RefusalCode code, const std::string& argument) {
        refusal_ = json::refusal_at(text_, offset, code, argument);
        return false;
    }

    bool at_item() const { return depth_ == 2 && in_items_; }
    bool at_head() const { return depth_ == 1 && !in_items_; }

    bool begin_value(std::size_t offset, json::Kind kind) {
        if (depth_ == 0 && kind != json::Kind::object)
            return refuse(offset, RefusalCode::message_structure, std::string(kItems));
        if (depth_ == 1 && in_items_ && kind != json::Kind::array)
            return refuse(offset, RefusalCode::message_structure, std::string(kItems));
        if (at_item()) {
            if (survey_.items.size() == limits_.items)
                return refuse(offset, RefusalCode::too_many_items, std::to_string(limits_.items));
            survey_.items.push_back({offset, offset});
            values_of_item_ = 0;
        }
        if (at_head()) survey_.head.back().second.begin = offset;
        if (++(depth_ >= 2 && in_items_ ? values_of_item_ : values_beside_) > limits_.item_elements)
            return refuse(offset, RefusalCode::too_many_elements, std::to_string(limits_.item_elements));
        return true;
    }

    bool end_value(std::size_t end) {
        if (at_item()) survey_.items.back().end = end;
        if (at_head()) survey_.head.back().second.end = end;
        return true;
    }

    std::string_view text_;
    const xml::ReadLimits& limits_;
    JsonSurvey survey_;
    Refusal refusal_;
    bool in_items_ = false;
    std::size_t depth_ = 0;
    std::uint32_t values_of_item_ = 0;
    std::uint32_t values_beside_ = 0;
};

Refusal refusal_of(const json::Fault& fault, std::string_view text, const xml::ReadLimits& limits) {
    const auto at = [&](RefusalCode code, std::string_view argument) {
        return json::refusal_at(text, fault.offset, code, argument);
    };
    switch (fault.kind) {
    case json::FaultKind::empty: return Refusal{RefusalCode::message_empty, {}, 0, 0, {}};
    case json::FaultKind::depth: return at(RefusalCode::too_deep, std::to_string(limits.depth));
    case json::FaultKind::values: return at(RefusalCode::too_many_elements, std::to_string(limits.elements));
    default: return at(RefusalCode::bad_json, json::to_string(fault.kind));
    }
}

} // namespace

Result<JsonSurvey> survey_json(std::string_view text, const xml::ReadLimits& limits) {
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return json::refusal_at(text, nul, RefusalCode::nul_byte, {});
    const std::size_t fine = core::well_formed_bytes(text);
    if (fine < text.size()) return json::refusal_at(text, fine, RefusalCode::invalid_encoding, {});
    Surveyor surveyor(text, limits);
    json::ReadLimits bounds;
    bounds.depth = limits.depth;
    bounds.values = limits.elements;
    const auto fault = json::read_events(text, bounds, surveyor);
    if (!fault) return surveyor.take();
    if (fault->kind == json::FaultKind::stopped) return surveyor.refusal();
    return refusal_of(*fault, text, limits);
}

} // namespace postern::ingest
