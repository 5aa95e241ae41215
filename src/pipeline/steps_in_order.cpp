// The way of a declaration. Each step takes only what the step before it made; leave one out and it does not compile.
#include "pipeline/steps_in_order.hpp"

#include "pipeline/amendment_policy.hpp"
#include "pipeline/counter_takes.hpp"
#include "pipeline/dispatch_documents.hpp"

#include <utility>

namespace postern::pipeline {

steps::Judged judge_for(const Parts& parts, steps::Read read, const steps::Occasion& occasion, core::Instant now) {
    const auto today = core::date_of(now);
    steps::Checked checked = parts.checker->check(std::move(read), today, occasion); // 2: rules, routes
    steps::Mapped mapped = parts.mapper->map(std::move(checked), occasion);          // 3: national documents
    return parts.judge->judge(std::move(mapped));                                    // 4: policy over all findings
}

steps::Judged judge_only(const Parts& parts, steps::Received received, const core::Principal& who, core::Instant now) {
    steps::Read read = parts.item_reader->read(std::move(received)); // 1: schema, declaration
    auto occasion = dispatch::dry_occasion(read, who.post, now);
    if (parts.registrar) {
        occasion.item_id_was_used = parts.registrar->item_id_was_used(read, who, now);
        occasion.past_use = parts.registrar->past_use(read, who, now);
    }
    return judge_for(parts, std::move(read), occasion, now);
}

namespace {

Prepared judged_and_offered(const Parts& parts, Prepared prepared, const dispatch::Handover& handover) {
    if (prepared.recognised.repeat_of != 0) take_in_known(parts, prepared, handover);
    if (prepared.recognised.repeat_of != 0 || prepared.recognised.refused) return prepared;
    if (prepared.recognised.known && !prepared.recognised.occasion.known_filings.empty()) {
        auto ruling = rule_on_change(parts, prepared.recognised, prepared.read, handover.at);
        prepared.recognised.refused = std::move(ruling.refused);
        if (ruling.noted) {
            prepared.recognised.repeat_of = prepared.recognised.known->version;
            prepared.noted.push_back(std::move(*ruling.noted));
            take_in_known(parts, prepared, handover);
        }
        if (prepared.recognised.refused || ruling.noted) return prepared;
    }
    auto& occasion = prepared.recognised.occasion;
    occasion.packed = packed_item(parts, handover.who, occasion.item_id, handover.at);
    // without a label no document is made yet, and with the label comes the weight
    occasion.weighed_later =
        handover.counter && handover.counter->taken_at == ports::TakenAt::door && occasion.item_id.empty();
    steps::Judged judged = judge_for(parts, prepared.read, occasion, handover.at);
    prepared.offered = parts.offerer->offer(std::move(judged), occasion, handover); // 5: one deed
    return prepared;
}

} // namespace

Prepared steps_again(const Parts& parts, steps::Read read, const dispatch::Handover& handover) {
    auto recognised = parts.registrar->recognise(read, handover.who, handover.at);
    return judged_and_offered(parts, {std::move(read), std::move(recognised), std::nullopt, {}}, handover);
}

Prepared steps_of_amendment(const Parts& parts, const ports::DeclarationHead& known, steps::Received received,
                            const dispatch::Handover& handover) {
    steps::Read read = parts.item_reader->read(std::move(received));
    auto recognised = parts.registrar->amending(known, read, handover.who, handover.at);
    return judged_and_offered(parts, {std::move(read), std::move(recognised), std::nullopt, {}}, handover);
}

Prepared steps_in_order(const Parts& parts, steps::Received received, const dispatch::Handover& handover) {
    return steps_again(parts, parts.item_reader->read(std::move(received)), handover);
}

} // namespace postern::pipeline
