// Drafts: merging, and what a copy leaves behind.
#include "counter/draft.hpp"

#include "core/failure.hpp"
#include "json/writer.hpp"
#include "json/written_again.hpp"

#include <algorithm>
#include <vector>

namespace postern::counter {

namespace {

using json::Kind;

constexpr std::size_t kDraftBytes = 4u << 20; // what was kept was bounded when it came

constexpr std::array<std::string_view, 7> kOfOneItem{"item_id", "sender_reference", "posting_date", "certification",
                                                     "postage", "duties_prepaid",   "metadata"};

bool is_merged_inside(std::string_view name) {
    return name == "sender" || name == "addressee";
}

using Layers = std::vector<const json::Value*>;

/// The objects of that name, from that layer on.
Layers inner_layers(std::span<const json::Value* const> layers, std::string_view name) {
    Layers inner;
    for (const auto* layer : layers)
        if (const auto* member = layer->find(name); member != nullptr && member->kind() == Kind::object)
            inner.push_back(member);
    return inner;
}

bool is_said_before(std::span<const json::Value* const> before, std::string_view name) {
    return std::ranges::any_of(before, [&](const auto* layer) { return layer->find(name) != nullptr; });
}

void write_layers(json::Writer& out, std::span<const json::Value* const> layers, bool outer) {
    out.begin_object();
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (const auto& [name, value] : layers[i]->members()) {
            if (is_said_before(layers.first(i), name)) continue;
            out.key(name);
            if (outer && is_merged_inside(name) && value.kind() == Kind::object)
                write_layers(out, inner_layers(layers.subspan(i), name), false); // NOLINT(misc-no-recursion)
            else
                json::write_again(out, value);
        }
    out.end_object();
}

} // namespace

json::Value kept_draft(std::string_view text) {
    json::ReadLimits limits;
    limits.bytes = kDraftBytes;
    limits.depth = 64;
    limits.values = 200'000;
    auto value = json::read(text, limits);
    if (!value) throw core::Failure("a kept draft cannot be read");
    return std::move(value).value();
}

std::string merged_draft(std::span<const json::Value* const> layers) {
    json::Writer out;
    write_layers(out, layers, true);
    return out.take();
}

std::string fresh_copy(const json::Value& declaration) {
    json::Writer out;
    out.begin_object();
    for (const auto& [name, value] : declaration.members()) {
        if (std::ranges::find(kOfOneItem, name) != kOfOneItem.end()) continue;
        out.key(name);
        json::write_again(out, value);
    }
    out.end_object();
    return out.take();
}

} // namespace postern::counter
