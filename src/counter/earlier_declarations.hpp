// Earlier declarations: what a post declared before, once more as a draft.
#pragma once

#include "core/declaration.hpp"
#include "core/principal.hpp"
#include "crypto/public_id.hpp"
#include "ports/readers.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::counter {

/// Thread-safe.
class EarlierDeclarations {
public:
    /// A kept canonical declaration as values; nullopt: it cannot be read. Thread-safe.
    using ReadDeclaration = std::function<std::optional<core::Declaration>(std::string_view canonical)>;
    EarlierDeclarations(ports::DeclarationReader& declarations, std::shared_ptr<const crypto::IdCipher> ids,
                        ReadDeclaration read)
        : declarations_(declarations), ids_(std::move(ids)), read_(std::move(read)) {}

    /// The current version, as counter/draft.hpp makes a fresh copy: of what came as JSON its own members, of XML what
    /// was read of it. nullopt: the post has no such declaration in that mode, or it cannot be read.
    std::optional<std::string> fresh_copy_of(const core::Principal& who, std::string_view declaration_id) const;

private:
    ports::DeclarationReader& declarations_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    ReadDeclaration read_;
};

} // namespace postern::counter
