// Templates: all that somebody wrote is sealed, the name too.
#include "counter/templates.hpp"

#include "core/failure.hpp"
#include "counter/draft.hpp"
#include "vault/vault.hpp"
#include "json/writer.hpp"
#include "json/written_again.hpp"

#include <utility>

namespace postern::counter {

using core::Refusal;
using core::RefusalCode;
using core::Result;
using ports::No;

namespace {

Refusal no_template(RefusalCode code, std::string argument = {}) {
    return Refusal{code, std::move(argument), 0, 0, {}};
}

core::SealedBytes sealed(const WantedTemplate& wanted) {
    json::Writer out;
    out.begin_object();
    out.member("name", wanted.name);
    out.key("parts");
    json::write_again(out, kept_draft(wanted.parts));
    out.end_object();
    return vault::seal(out.text(), vault::Kind::message);
}

} // namespace

std::string Templates::public_id(core::TemplateKey key) const {
    return ids_->seal(crypto::IdKind::prefill_template, key.value);
}

std::optional<ports::TemplateHead> Templates::own(const core::Principal& who, std::string_view id) const {
    const auto key = ids_->open(crypto::IdKind::prefill_template, id);
    auto head = key ? ports_.templates.prefill_template({*key}) : std::nullopt;
    if (!head || head->tenant != who.tenant || head->mode != who.mode) return std::nullopt;
    return head;
}

TemplateView Templates::view_of(const ports::TemplateHead& head) const {
    const auto content = kept_draft(vault::open(head.content));
    const auto* parts = content.find("parts");
    if (parts == nullptr) throw core::Failure("a kept template has no parts");
    json::Writer out;
    json::write_again(out, *parts);
    return {public_id(head.key), content.string("name").value_or(""), head.owner, head.version, head.changed,
            out.take()};
}

Result<TemplateView> Templates::add(const core::Principal& who, const WantedTemplate& wanted,
                                    const std::string& request_id) {
    const auto now = ports_.clock.now();
    ports::TemplateAdded added{{ports_.keys.next()}, who.tenant, who.mode, wanted.owner, sealed(wanted), now, at_most_};
    const ports::TemplateHead head{added.key, added.tenant, added.mode, added.owner, 1, now, added.content};
    auto row = ports::audit_of(who, "templates.manage", public_id(added.key), now, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(added), std::move(row));
    if (!outcome.done()) return no_template(RefusalCode::prefills_full, std::to_string(at_most_));
    return view_of(head);
}

Result<TemplateView> Templates::one(const core::Principal& who, std::string_view id) {
    const auto head = own(who, id);
    if (!head) return no_template(RefusalCode::not_found);
    return view_of(*head);
}

Result<std::vector<TemplateView>> Templates::list(const core::Principal& who, std::optional<std::string> owner,
                                                  std::string_view cursor, std::uint32_t limit) {
    ports::TemplateQuestion question{who.tenant, who.mode, std::move(owner), 0, limit};
    if (!cursor.empty()) {
        const auto before = ids_->open(crypto::IdKind::prefill_template, cursor);
        if (!before) return no_template(RefusalCode::bad_cursor);
        question.before = *before;
    }
    std::vector<TemplateView> views;
    for (const auto& head : ports_.templates.templates(question))
        views.push_back(view_of(head));
    return views;
}

Result<TemplateView> Templates::change(const core::Principal& who, std::string_view id, std::uint32_t expected,
                                       const WantedTemplate& wanted, const std::string& request_id) {
    const auto head = own(who, id);
    if (!head) return no_template(RefusalCode::not_found);
    const auto now = ports_.clock.now();
    ports::TemplateChanged changed{head->key,    who.tenant,     who.mode, expected == 0 ? head->version : expected,
                                   wanted.owner, sealed(wanted), now};
    auto row = ports::audit_of(who, "templates.manage", public_id(head->key), now, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(changed), std::move(row));
    if (outcome.no == No::version_moved) return no_template(RefusalCode::if_match_failed);
    if (!outcome.done()) return no_template(RefusalCode::not_found);
    return one(who, id);
}

Result<void> Templates::remove(const core::Principal& who, std::string_view id, const std::string& request_id) {
    const auto key = ids_->open(crypto::IdKind::prefill_template, id);
    if (!key) return no_template(RefusalCode::not_found);
    auto row = ports::audit_of(who, "templates.manage", public_id({*key}), ports_.clock.now(), request_id);
    const auto outcome =
        ports::record_one(ports_.ledger, ports::TemplateRemoved{{*key}, who.tenant, who.mode}, std::move(row));
    if (!outcome.done()) return no_template(RefusalCode::not_found);
    return {};
}

} // namespace postern::counter
