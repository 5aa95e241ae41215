// KeySet: the public keys that signatures are verified with, as a JWK set (RFC 7517).
#pragma once

#include "crypto/es256.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::signatures {

/// Keys of ES256, each called by its thumbprint. Immutable once it is filled.
class KeySet {
public:
    /// Known already: nothing.
    void add(crypto::Es256PublicKey key);
    const crypto::Es256PublicKey* named(std::string_view kid) const; ///< nullptr: there is none
    /// Whether any of them made the signature (64 bytes) of these bytes.
    bool any_verifies(std::string_view bytes, std::string_view signature) const;
    std::size_t size() const { return keys_.size(); }
    /// {"keys":[{"kty":"EC","crv":"P-256","x","y","use":"sig","alg":"ES256","kid"}]}; nothing private is ever in it.
    std::string to_jwks() const;

private:
    struct Named {
        std::string kid;
        crypto::Es256PublicKey key;
    };
    std::vector<Named> keys_;
};

/// Of a JWK set, or of one JWK alone. Keys of other kinds are passed over, as RFC 7517 5 wants it; a key is called by
/// its thumbprint, whatever kid it is given. nullopt: no JSON of that form, or a key on P-256 that is no point of it.
std::optional<KeySet> read_jwks(std::string_view text);

} // namespace postern::signatures
