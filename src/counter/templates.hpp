// Templates: sender, addressee and goods that a repeat exporter sends again and again, by a name.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/templates.hpp"
#include "ports/world.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::counter {

/// As somebody wants it to stand.
struct WantedTemplate {
    std::string name;
    std::string owner; ///< what the post calls its customer; may be empty
    std::string parts; ///< JSON: sender, addressee, lines, each or all
};

struct TemplateView {
    std::string id;
    std::string name;
    std::string owner;
    std::uint32_t version = 1; ///< for ETag and If-Match
    core::Instant changed;
    std::string parts;
};

/// Thread-safe. What is not of the caller's tenant and mode does not exist.
class Templates {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::TemplateReader& templates;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    Templates(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, std::uint32_t at_most)
        : ports_(ports), ids_(std::move(ids)), at_most_(at_most) {}

    /// Refusal: prefills_full (the post has as many as it may).
    core::Result<TemplateView> add(const core::Principal& who, const WantedTemplate& wanted,
                                   const std::string& request_id);
    /// Refusal: not_found.
    core::Result<TemplateView> one(const core::Principal& who, std::string_view id);
    /// Newest first. owner: nullopt: any. cursor: id of the last one seen, empty: from the newest on. Refusal:
    /// bad_cursor.
    core::Result<std::vector<TemplateView>> list(const core::Principal& who, std::optional<std::string> owner,
                                                 std::string_view cursor, std::uint32_t limit);
    /// expected: 0: whatever is current. Refusals: not_found, if_match_failed.
    core::Result<TemplateView> change(const core::Principal& who, std::string_view id, std::uint32_t expected,
                                      const WantedTemplate& wanted, const std::string& request_id);
    core::Result<void> remove(const core::Principal& who, std::string_view id, const std::string& request_id);

private:
    std::optional<ports::TemplateHead> own(const core::Principal& who, std::string_view id) const;
    TemplateView view_of(const ports::TemplateHead& head) const;
    std::string public_id(core::TemplateKey key) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    std::uint32_t at_most_;
};

} // namespace postern::counter
