// FormDesk: the newest version as it is kept; what was rejected or cancelled is not printed.
#include "counter/form_desk.hpp"

#include "core/failure.hpp"
#include "vault/vault.hpp"

#include <cstdint>
#include <utility>

namespace postern::counter {

using core::Principal;
using core::RefusalCode;
using core::Result;
using ports::FormKind;
using ports::FormSheet;

namespace {

core::Refusal not_printed(RefusalCode code, std::string_view argument = {}) {
    return {code, std::string(argument), 0, 0, {}};
}

FormOrder order_of(const FormQuestion& question, const Principal& who, const std::string& item_id, core::Instant made) {
    FormOrder order;
    order.lang = question.lang;
    order.mode = who.mode;
    order.item_id = item_id;
    order.post = who.post;
    order.status_link = question.public_url + "/status/" + item_id;
    order.made = made;
    order.day = question.day;
    return order;
}

} // namespace

Result<FormDesk::Kept> FormDesk::printable(const Principal& who, std::string_view declaration_id) const {
    const auto key = ids_->open(crypto::IdKind::declaration, declaration_id);
    auto head = key ? declarations_.head({*key}) : std::nullopt;
    if (!head || head->tenant != who.tenant || head->mode != who.mode) return not_printed(RefusalCode::not_found);
    if (head->cancelled) return not_printed(RefusalCode::declaration_cancelled);
    if (head->verdict == core::Verdict::rejected) return not_printed(RefusalCode::rejected_not_printed);
    const auto sealed = declarations_.canonical(head->key, core::Instant{INT64_MAX});
    auto declaration = sealed ? read_(vault::open(*sealed)) : std::nullopt;
    if (!declaration) throw core::Failure("a kept declaration cannot be read");
    core::Instant made = head->received;
    for (const auto& version : declarations_.versions(head->key))
        if (version.version == head->version) made = version.received;
    return Kept{*std::move(head), *std::move(declaration), made};
}

Result<FormSheet> FormDesk::form(const Principal& who, std::string_view declaration_id, const FormQuestion& question,
                                 const text::Catalogue& texts, const codelists::Codelists& lists) const {
    const auto kept = printable(who, declaration_id);
    if (!kept) return kept.refusal();
    const auto& [head, declaration, made] = kept.value();
    auto order = order_of(question, who, head.item_id, made);
    order.form = question.form.value_or(form_named(declaration.form).value_or(FormKind::cn23));
    const auto size = size_named(order.form, question.size);
    if (!size) return not_printed(RefusalCode::bad_parameter, "size");
    order.size = *size;
    return form_content(declaration, order, texts, lists);
}

Result<FormSheet> FormDesk::receipt(const Principal& who, std::string_view declaration_id, const FormQuestion& question,
                                    const StatusSecret& secret, const text::Catalogue& texts,
                                    const codelists::Codelists& lists) const {
    const auto kept = printable(who, declaration_id);
    if (!kept) return kept.refusal();
    const auto& [head, declaration, made] = kept.value();
    auto order = order_of(question, who, head.item_id, made);
    order.form = FormKind::receipt;
    order.size = ports::PaperSize::a5;
    const auto word = secret ? secret(head.key) : std::string();
    if (!word.empty()) order.status_link += "?s=" + word;
    auto sheet = form_content(declaration, order, texts, lists);
    if (sheet) sheet.value().values["form"] = declaration.form;
    return sheet;
}

} // namespace postern::counter
