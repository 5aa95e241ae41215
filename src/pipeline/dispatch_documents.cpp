// Submissions: what is lodged with the closing of a dispatch and says so is mapped again when it is closed.
#include "pipeline/dispatch_documents.hpp"

#include "core/failure.hpp"
#include "pipeline/steps_in_order.hpp"
#include "pipeline/submissions.hpp"

#include <algorithm>

namespace postern::pipeline {

using core::Principal;

namespace {

constexpr std::size_t kAtOnce = 64; // deeds of one record; their documents stand in memory until then
constexpr std::int64_t kPackedMs = 366 * core::kDayMs;

bool reads_its_dispatch(const profiles::Library& library, const ports::FilingHead& filing) {
    const bool waits = filing.state == core::FilingState::awaiting_position && filing.version > filing.offered_version;
    const auto profile = waits ? library.profile(filing.profile) : nullptr;
    return profile && profile->reads_dispatch;
}

} // namespace

std::function<std::optional<ports::PackedItem>()> packed_item(const Parts& parts, const core::Principal& post,
                                                              const std::string& item_id, core::Instant now) {
    if (item_id.empty() || parts.store == nullptr) return {};
    return [&store = *parts.store, asker = ports::DispatchAsker{post.tenant, post.mode, {now.ms - kPackedMs}},
            item_id]() -> std::optional<ports::PackedItem> {
        const auto packed = store.dispatches().of_item(asker, item_id);
        if (packed.empty()) return std::nullopt;
        const auto& in = packed.front();
        const auto head = store.dispatches().dispatch(asker, in.dispatch);
        return ports::PackedItem{item_id,    in.dispatch,  in.receptacle,
                                 in.carrier, in.transport, head ? head->planned : std::nullopt};
    };
}

std::optional<ports::DocumentsMadeAnew>
Submissions::documents_anew(const Principal& post, const ports::PackedItem& item, core::Instant now) const {
    auto& declarations = parts_->store->declarations();
    auto heads = declarations.of_item(post.tenant, post.mode, item.item_id);
    const auto window_from = parts_->registrar->window_from(now);
    const auto found = std::ranges::find_if(
        heads, [&](const ports::DeclarationHead& head) { return !head.cancelled && head.received >= window_from; });
    if (found == heads.end()) return std::nullopt;
    auto filings = parts_->store->filings().of_declaration(found->key);
    std::erase_if(filings, [&](const auto& filing) { return !reads_its_dispatch(*parts_->library, filing); });
    if (filings.empty()) return std::nullopt;
    const auto versions = declarations.versions(found->key);
    const auto content = std::find_if(versions.rbegin(), versions.rend(),
                                      [](const auto& version) { return version.verdict != core::Verdict::rejected; });
    if (content == versions.rend()) throw core::Failure("dispatch: what waits was lodged, and all of it is rejected");
    found->source = content->source;
    auto received = kept_item(*found, content->version);
    if (!received) throw core::Failure("dispatch: source " + found->source + " is not loaded any more");
    auto read = parts_->item_reader->read(std::move(*received), found->item_id);
    auto occasion = parts_->registrar->making_anew(*found, versions, *content, std::move(filings), post);
    occasion.packed = [item] { return std::optional(item); };
    occasion.past_use = parts_->registrar->past_use(read, post, found->key);
    const auto judged = judge_for(*parts_, std::move(read), occasion, content->received); // as it was, but for this
    return parts_->offerer->documents_anew(judged, occasion, found->version, now);
}

void Submissions::make_documents_anew(const Principal& post, std::span<const ports::PackedItem> items) {
    const auto& profiles = parts_->library->profiles();
    if (std::ranges::none_of(profiles, [](const auto& profile) { return profile->reads_dispatch; })) return;
    const auto now = parts_->clock->now();
    std::vector<ports::Deed> deeds;
    const auto record = [&] {
        if (!deeds.empty()) (void)parts_->store->ledger().record(deeds); // who moved meanwhile was mapped by that
        deeds.clear();
    };
    for (const auto& item : items) {
        auto made = documents_anew(post, item, now);
        if (!made || made->filings.empty()) continue;
        deeds.emplace_back().body = std::move(*made);
        if (deeds.size() == kAtOnce) record();
    }
    record();
}

} // namespace postern::pipeline
