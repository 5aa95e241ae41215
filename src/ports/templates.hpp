// Templates: what a repeat exporter sends again and again; the deeds of it, and how it is read.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// No: too_many (the post has `at_most` of that mode).
struct TemplateAdded {
    core::TemplateKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string owner;         ///< what the post calls its customer; may be empty
    core::SealedBytes content; ///< name and parts, as JSON
    core::Instant at;
    std::uint32_t at_most = 0;
};

/// No: not_found (not of that tenant and mode; the same below), version_moved.
struct TemplateChanged {
    core::TemplateKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::uint32_t expected_version = 0;
    std::string owner;
    core::SealedBytes content;
    core::Instant at;
};

/// No: not_found.
struct TemplateRemoved {
    core::TemplateKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
};

struct TemplateHead {
    core::TemplateKey key;
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::string owner;
    std::uint32_t version = 1;
    core::Instant changed;
    core::SealedBytes content;
};

struct TemplateQuestion {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    std::optional<std::string> owner; ///< nullopt: any
    std::int64_t before = 0;          ///< key of the last one seen; 0: from the newest on
    std::uint32_t limit = 100;
};

/// Thread-safe.
class TemplateReader {
public:
    virtual ~TemplateReader() = default;
    virtual std::optional<TemplateHead> prefill_template(core::TemplateKey key) = 0;
    /// Newest first.
    virtual std::vector<TemplateHead> templates(const TemplateQuestion& question) = 0;
};

} // namespace postern::ports
