// Signatures: one HMAC.
#include "webhooks/signature.hpp"

#include "crypto/digest.hpp"

namespace postern::webhooks {

std::string secret_text(std::string_view secret) {
    return "whsec_" + crypto::to_base64(secret);
}

std::string timestamp_text(core::Instant at) {
    return std::to_string(at.ms / 1000);
}

std::string signature(std::string_view secret, std::string_view id, core::Instant at, std::string_view body) {
    std::string signed_text(id);
    signed_text.append(".").append(timestamp_text(at)).append(".").append(body);
    const auto mac = crypto::hmac_sha256(secret, signed_text);
    return "v1," + crypto::to_base64({reinterpret_cast<const char*>(mac.bytes.data()), mac.bytes.size()});
}

} // namespace postern::webhooks
