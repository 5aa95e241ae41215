// FormDesk: the paper of a kept declaration, for its post and its counters.
#pragma once

#include "counter/form_content.hpp"
#include "crypto/public_id.hpp"
#include "ports/readers.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::counter {

/// What is asked for over the wire.
struct FormQuestion {
    std::optional<ports::FormKind> form; ///< nullopt: the form that the declaration is of
    std::string size;                    ///< as size_named() takes it
    std::string lang = "en";
    std::string public_url; ///< base of links, without a slash at its end
    core::Date day;         ///< by whose lists the form has to suffice
};

/// Thread-safe. What is not the caller's is not_found.
class FormDesk {
public:
    /// A kept canonical declaration as values; nullopt: it cannot be read. Thread-safe.
    using ReadDeclaration = std::function<std::optional<core::Declaration>(std::string_view canonical)>;
    /// What a receipt tells its exporter, so that he may see the item's state; empty: links go without it.
    using StatusSecret = std::function<std::string(core::DeclarationKey)>;
    FormDesk(ports::DeclarationReader& declarations, std::shared_ptr<const crypto::IdCipher> ids, ReadDeclaration read)
        : declarations_(declarations), ids_(std::move(ids)), read_(std::move(read)) {}

    /// The current version's content. Refusals: not_found, declaration_cancelled, rejected_not_printed, bad_parameter
    /// (size), and those of form_content().
    core::Result<ports::FormSheet> form(const core::Principal& who, std::string_view declaration_id,
                                        const FormQuestion& question, const text::Catalogue& texts,
                                        const codelists::Codelists& lists) const;
    /// The sender's receipt; its link has the secret. Refusals as form().
    core::Result<ports::FormSheet> receipt(const core::Principal& who, std::string_view declaration_id,
                                           const FormQuestion& question, const StatusSecret& secret,
                                           const text::Catalogue& texts, const codelists::Codelists& lists) const;

private:
    struct Kept {
        ports::DeclarationHead head;
        core::Declaration declaration;
        core::Instant made;
    };
    core::Result<Kept> printable(const core::Principal& who, std::string_view declaration_id) const;

    ports::DeclarationReader& declarations_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    ReadDeclaration read_;
};

} // namespace postern::counter
