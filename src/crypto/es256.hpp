// ES256: ECDSA on P-256 with SHA-256, as RFC 7518 3.4 has it: keys, signatures of 64 bytes, thumbprints.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace postern::crypto {

inline constexpr std::size_t kEs256CoordinateBytes = 32;
inline constexpr std::size_t kEs256SignatureBytes = 64;

/// Verifies. Immutable, shared by all threads.
class Es256PublicKey {
public:
    /// Of a PEM, public or private (PKCS#8); nullopt: no such PEM, or no key on P-256.
    static std::optional<Es256PublicKey> from_pem(std::string_view pem);
    /// 32 bytes each, big-endian; nullopt: not a point of the curve.
    static std::optional<Es256PublicKey> from_coordinates(std::string_view x, std::string_view y);

    const std::string& x() const { return x_; }
    const std::string& y() const { return y_; }
    /// The JWK thumbprint (RFC 7638), base64url: what the key is called.
    std::string thumbprint() const;
    /// signature: r and s, 32 bytes each.
    bool verify(std::string_view bytes, std::string_view signature) const;

private:
    friend class Es256PrivateKey;
    explicit Es256PublicKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> key_;
    std::string x_, y_;
};

/// Signs. Immutable, shared by all threads.
class Es256PrivateKey {
public:
    static Es256PrivateKey generate();
    /// Of a PEM without a passphrase; nullopt: no private key on P-256.
    static std::optional<Es256PrivateKey> from_pem(std::string_view pem);

    std::string to_pem() const; ///< PKCS#8, not enciphered
    const Es256PublicKey& public_key() const { return public_key_; }
    /// r and s, 32 bytes each. The nonce is random, so the same bytes give another signature each time.
    std::string sign(std::string_view bytes) const;

private:
    explicit Es256PrivateKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> key_;
    Es256PublicKey public_key_;
};

} // namespace postern::crypto
