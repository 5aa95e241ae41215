// Signatures of webhooks after Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body.
#pragma once

#include "core/time.hpp"

#include <string>
#include <string_view>

namespace postern::webhooks {

/// Bytes of a new secret; the standard allows 24 to 64.
inline constexpr std::size_t kSecretBytes = 32;

/// "whsec_" and the secret in base64, as a post keeps it.
std::string secret_text(std::string_view secret);

/// Whole seconds since 1970, as the header webhook-timestamp has them.
std::string timestamp_text(core::Instant at);

/// "v1,<base64>"; several of them stand in one header with a blank between.
std::string signature(std::string_view secret, std::string_view id, core::Instant at, std::string_view body);

} // namespace postern::webhooks
