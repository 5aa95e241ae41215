// Journal: one deed a print, and reading.
#include "counter/journal.hpp"

#include <algorithm>
#include <array>

namespace postern::counter {

namespace {

const std::array kPapers{
    PaperForm{"CN22", {"74x105", "100x150"}, "form.pdf"},
    PaperForm{"CN23", {"A5", "100x150"}, "form.pdf"},
    PaperForm{"CP72", {"A4"}, "form.pdf"},
    PaperForm{"receipt", {}, "receipt.pdf"},
    PaperForm{"evidence", {}, "evidence.pdf"},
};

bool comes_in(const PaperForm& paper, std::string_view size) {
    return size.empty() ? paper.sizes.empty() : std::ranges::find(paper.sizes, size) != paper.sizes.end();
}

core::Refusal bad(const char* name) {
    return core::Refusal{core::RefusalCode::bad_parameter, name, 0, 0, {}};
}

} // namespace

const PaperForm* paper_form(std::string_view name) {
    const auto* const found = std::ranges::find(kPapers, name, &PaperForm::name);
    return found == kPapers.end() ? nullptr : found;
}

std::vector<const PaperForm*> papers_of(std::string_view form, std::string_view mail_class) {
    const bool is_card = form == "CN22" || form == "CP72";
    std::vector<const PaperForm*> papers{paper_form(is_card ? form : "CN23")};
    // a parcel's address card holds what a CN 23 holds
    if (form == "CP72") papers.push_back(paper_form("CN23"));
    if (!is_card && mail_class == "C") papers.push_back(paper_form("CP72"));
    return papers;
}

core::Result<Print> Journal::print(const core::Principal& who, Wanted wanted) {
    const auto* const paper = paper_form(wanted.form);
    if (paper == nullptr) return bad("form");
    if (wanted.size.empty() && !paper->sizes.empty()) wanted.size = paper->sizes.front();
    if (!comes_in(*paper, wanted.size)) return bad("size");
    const auto key = ids_->open(crypto::IdKind::declaration, wanted.declaration_id);
    if (!key) return core::Refusal{core::RefusalCode::not_found, {}, 0, 0, {}};
    const auto now = clock_.now();
    const std::string own(wanted.declaration_id);
    Print print{0, wanted.size};
    ports::FormPrinted deed{{*key},
                            who.tenant,
                            who.mode,
                            {who.office, who.clerk},
                            wanted.form,
                            std::move(wanted.size),
                            std::move(wanted.reason),
                            std::move(wanted.request_key),
                            now};
    const auto outcome = ports::record_one(
        ledger_, std::move(deed), ports::audit_of(who, "counter.print", own, now, std::move(wanted.request_id)));
    if (outcome.no == ports::No::declaration_cancelled)
        return core::Refusal{core::RefusalCode::declaration_cancelled, {}, 0, 0, own};
    if (!outcome.done()) return core::Refusal{core::RefusalCode::not_found, {}, 0, 0, {}};
    print.number = static_cast<std::uint32_t>(outcome.number);
    print.repeat = outcome.repeat;
    return print;
}

void Journal::refuse_late(const core::Principal& who, const ports::CounterTake& take, std::string item_id,
                          core::RefusalCode why) {
    const auto now = clock_.now();
    ports::RefusedLate deed{who.tenant, who.mode, take, std::move(item_id), std::string(core::refusal_kind(why).slug),
                            now};
    (void)ports::record_one(ledger_, std::move(deed), ports::audit_of(who, "counter.accept", {}, now, {}));
}

DayTotals Journal::totals(const core::Principal& who, std::string_view office, core::Instant from, core::Instant to) {
    return totals_of(acts_.acts_of({who.tenant, who.mode, office, from, to}));
}

std::vector<ports::CounterAct> Journal::page(const core::Principal& who, std::string_view office, std::int64_t after,
                                             std::uint32_t limit) {
    return acts_.acts({who.tenant, who.mode, office, after, limit});
}

} // namespace postern::counter
