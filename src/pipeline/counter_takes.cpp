// Counter takes: what is known already is taken in, and what was taken in at the door is posted.
#include "pipeline/counter_takes.hpp"

#include "core/decimal.hpp"
#include "core/failure.hpp"
#include "dispatch/counter_figures.hpp"
#include "ingest/declaration_reader.hpp"
#include "pipeline/submissions.hpp"
#include "vault/vault.hpp"
#include "json/members.hpp"

namespace postern::pipeline {

using core::Principal;
using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;

namespace {

ports::CounterFigures figures_kept(const Parts& parts, const ports::DeclarationHead& head, core::Instant now) {
    const auto kept = parts.store->declarations().canonical(head.key, now);
    if (!kept) return {};
    xml::MessageReader reader; // once an item
    const auto document = reader.read_whole(vault::open(*kept), {});
    if (!document) return {};
    std::vector<core::Finding> findings; // told when it was judged
    return dispatch::counter_figures(ingest::read_declaration(document.value(), findings));
}

} // namespace

void take_in_known(const Parts& parts, Prepared& prepared, const dispatch::Handover& handover) {
    if (!handover.counter) return;
    const auto& known = *prepared.recognised.known;
    if (prepared.recognised.repeat_of != known.version) {
        prepared.recognised.repeat_of = 0;
        prepared.recognised.refused =
            Refusal{RefusalCode::content_differs, {}, 0, 0, parts.ids->seal(IdKind::declaration, known.key.value)};
        return;
    }
    if (known.verdict == core::Verdict::rejected) return; // it is told so again, and nothing is posted
    auto& deed = prepared.noted.emplace_back();
    deed.body = ports::CounterTaken{
        known.key,         known.tenant, known.mode,          known.version, figures_kept(parts, known, handover.at),
        *handover.counter, handover.at,  handover.window_from};
    deed.audit.push_back(ports::audit_of(handover.who, "counter.accept",
                                         parts.ids->seal(IdKind::declaration, known.key.value), handover.at,
                                         handover.request_id));
}

Result<ItemReport> Submissions::post_collected(std::string_view declaration_id, std::string_view gross_weight_kg,
                                               std::string_view item_id, const Principal& principal,
                                               const SubmitOptions& options) {
    const auto head = own_head(declaration_id, principal);
    if (!head) return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
    auto kept = *source_of(declaration_id, principal);
    auto own = options;
    own.wording = ingest::Wording::by_content;
    if (kept.format == profiles::MessageFormat::json) {
        own.wording = ingest::Wording::json;
        kept.text = json::with_string(kept.text, "gross_weight_kg", gross_weight_kg);
        if (!item_id.empty()) kept.text = json::with_string(kept.text, "item_id", item_id);
    } else {
        const auto declared = core::Decimal::parse(figures_kept(*parts_, *head, parts_->clock->now()).gross_weight_kg);
        if (declared != core::Decimal::parse(gross_weight_kg))
            return Refusal{RefusalCode::message_structure, {}, 0, 0, {}};
        if (!item_id.empty() && head->item_id.empty()) {
            auto bound = bind_item_id(head->key, item_id, principal, options);
            if (!bound) return bound.refusal();
        }
    }
    return amend(declaration_id,
                 head->item_id.empty() && kept.format != profiles::MessageFormat::json ? 0 : head->version, kept.text,
                 principal, own);
}

} // namespace postern::pipeline
