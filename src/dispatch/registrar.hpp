// Registrar: tells whether an item is new, a repeat, a change or a refusal, by what the store knows of it.
#pragma once

#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "crypto/pseudonym.hpp"
#include "crypto/public_id.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"
#include "steps/steps.hpp"

#include <memory>
#include <optional>
#include <string>

namespace postern::dispatch {

/// How an item stands to what is known. Exactly one of: fresh or changed (occasion says which), a repeat of `version`
/// of `known`, or refused.
struct Recognised {
    std::optional<ports::DeclarationHead> known;
    std::uint32_t repeat_of = 0; ///< version, 0: no repeat
    std::optional<core::Refusal> refused;
    steps::Occasion occasion;
};

/// Thread-safe.
class Registrar {
public:
    Registrar(ports::DeclarationReader& declarations, ports::FilingReader& filings, ports::KeySource& keys,
              std::shared_ptr<const crypto::IdCipher> ids, int window_months, ports::UseReader& uses,
              std::shared_ptr<const crypto::Pseudonyms> pseudonyms)
        : declarations_(declarations), filings_(filings), keys_(keys), ids_(std::move(ids)),
          window_months_(window_months), uses_(uses), pseudonyms_(std::move(pseudonyms)) {}

    Recognised recognise(const steps::Read& read, const core::Principal& who, core::Instant now) const;
    /// Whether the item's S10 is that of another declaration, first received within the window: other content that
    /// would be refused, or content that names another reference of the sender; or a counter voided what had it, label
    /// and all. Nothing is drawn or kept.
    bool item_id_was_used(const steps::Read& read, const core::Principal& who, core::Instant now) const;
    /// The occasion of binding an S10 to a known declaration: the same content, one version on.
    steps::Occasion binding(const ports::DeclarationHead& known, const std::string& item_id, const core::Principal& who,
                            core::Instant now) const;
    /// The occasion of a return of a known declaration's item, under that S10: its current content, judged again.
    /// returning.exports is empty where no agency knows of an export of it.
    steps::Occasion returning(const ports::DeclarationHead& known, const std::string& item_id,
                              const core::Principal& who, core::Instant now) const;
    /// The occasion of making documents anew of that version's content, for those of its filings.
    steps::Occasion making_anew(const ports::DeclarationHead& known, const std::vector<ports::VersionHead>& versions,
                                const ports::VersionHead& content, std::vector<ports::FilingHead> filings,
                                const core::Principal& who) const;
    /// How other content for a known declaration stands, which its sender names himself: changed, a repeat of the
    /// current version, or refused (the item id is another's, or the declaration has another).
    Recognised amending(const ports::DeclarationHead& known, const steps::Read& read, const core::Principal& who,
                        core::Instant now) const;
    core::Instant window_from(core::Instant now) const;
    /// What the sender declared before, but for the declaration that this one repeats or amends.
    steps::PastUse past_use(const steps::Read& read, const core::Principal& who, core::Instant now) const;
    /// The same, but for that declaration. Reads when it is asked.
    steps::PastUse past_use(const steps::Read& read, const core::Principal& who, core::DeclarationKey except) const;

private:
    /// Makes it the next version of what is known, unless the item ids say otherwise.
    void change(Recognised& found, const steps::Read& read, const std::vector<ports::VersionHead>& versions) const;
    bool is_spoilt(const std::string& item_id, const core::Principal& who, core::Instant now) const;
    ports::Identity identity_of(const steps::Read& read, const std::string& item_id, const core::Principal& who,
                                core::Instant now) const;
    ports::DeclarationReader& declarations_;
    ports::FilingReader& filings_;
    ports::KeySource& keys_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    int window_months_;
    ports::UseReader& uses_;
    std::shared_ptr<const crypto::Pseudonyms> pseudonyms_;
};

/// The occasion of an item of which nothing is looked up (validation): version 1 of nobody's declaration.
steps::Occasion dry_occasion(const steps::Read& read, const std::string& post, core::Instant now);

} // namespace postern::dispatch
