// Earlier declarations, opened and copied.
#include "counter/earlier_declarations.hpp"

#include "counter/draft.hpp"
#include "vault/vault.hpp"

#include <cstdint>

namespace postern::counter {

std::optional<std::string> EarlierDeclarations::fresh_copy_of(const core::Principal& who,
                                                              std::string_view declaration_id) const {
    const auto key = ids_->open(crypto::IdKind::declaration, declaration_id);
    const auto head = key ? declarations_.head({*key}) : std::nullopt;
    if (!head || head->tenant != who.tenant || head->mode != who.mode) return std::nullopt;
    const auto source = declarations_.source(head->key, head->version);
    if (!source) return std::nullopt;
    if (const auto text = vault::open(*source); text.starts_with('{')) return fresh_copy(kept_draft(text));
    const auto canonical = declarations_.canonical(head->key, {INT64_MAX});
    const auto declaration = canonical ? read_(vault::open(*canonical)) : std::nullopt;
    if (!declaration) return std::nullopt;
    return fresh_copy(*declaration);
}

} // namespace postern::counter
