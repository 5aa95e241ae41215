// ES256 by OpenSSL: PEM and coordinates to keys, and signatures between DER and the bare r and s of JOSE.
#include "crypto/es256.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <climits>
#include <utility>

namespace postern::crypto {

namespace {

constexpr const char* kCurve = "P-256";
constexpr std::size_t kPointBytes = 1 + 2 * kEs256CoordinateBytes;

[[noreturn]] void refuse_es256(const char* what) {
    throw core::Failure(std::string("crypto: OpenSSL refuses ") + what);
}

template <auto Free>
struct Releaser {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Releaser<&EVP_PKEY_CTX_free>>;
using SignContext = std::unique_ptr<EVP_MD_CTX, Releaser<&EVP_MD_CTX_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, Releaser<&ECDSA_SIG_free>>;
using Big = std::unique_ptr<BIGNUM, Releaser<&BN_clear_free>>;
using Pipe = std::unique_ptr<BIO, Releaser<&BIO_free_all>>;

/// What a refused key leaves in OpenSSL's queue of errors must not be told to who comes next.
struct ForgetErrors {
    ForgetErrors() = default;
    ForgetErrors(const ForgetErrors&) = delete;
    ForgetErrors& operator=(const ForgetErrors&) = delete;
    ~ForgetErrors() { ERR_clear_error(); }
};

const unsigned char* bytes_at(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// A PEM with a passphrase is refused, and nobody is asked for it at a terminal.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key) {
    return {key, &EVP_PKEY_free};
}

/// The uncompressed point of a key on P-256; empty: it is another kind of key.
std::string point_of(const EVP_PKEY* key) {
    std::array<char, 32> group{};
    std::array<unsigned char, kPointBytes> point{};
    std::size_t length = 0;
    if (EVP_PKEY_is_a(key, "EC") != 1 ||
        EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) != 1 ||
        std::string_view(group.data()) != SN_X9_62_prime256v1)
        return {};
    Big x;
    Big y;
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &number) != 1) return {};
    x.reset(std::exchange(number, nullptr));
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &number) != 1) return {};
    y.reset(number);
    point[0] = POINT_CONVERSION_UNCOMPRESSED;
    length = kEs256CoordinateBytes;
    if (BN_bn2binpad(x.get(), point.data() + 1, static_cast<int>(length)) < 0 ||
        BN_bn2binpad(y.get(), point.data() + 1 + length, static_cast<int>(length)) < 0)
        return {};
    return {reinterpret_cast<const char*>(point.data()), point.size()};
}

Pipe pipe_of(std::string_view pem) {
    if (pem.size() > INT_MAX) return nullptr;
    return Pipe(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::shared_ptr<EVP_PKEY> private_key_of(std::string_view pem) {
    const auto pipe = pipe_of(pem);
    return owned(pipe ? PEM_read_bio_PrivateKey(pipe.get(), nullptr, &no_passphrase, nullptr) : nullptr);
}

/// Whether it is a pair on the curve, and its halves belong together.
bool is_pair(EVP_PKEY* key) {
    const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return check && EVP_PKEY_pairwise_check(check.get()) == 1;
}

} // namespace

Es256PublicKey::Es256PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {
    const auto point = point_of(key_.get());
    if (point.empty()) refuse_es256("the point of a key");
    x_ = point.substr(1, kEs256CoordinateBytes);
    y_ = point.substr(1 + kEs256CoordinateBytes);
}

std::optional<Es256PublicKey> Es256PublicKey::from_pem(std::string_view pem) {
    const ForgetErrors forget;
    const auto pipe = pipe_of(pem);
    auto key = owned(pipe ? PEM_read_bio_PUBKEY(pipe.get(), nullptr, &no_passphrase, nullptr) : nullptr);
    if (!key) key = private_key_of(pem);
    if (!key || point_of(key.get()).empty()) return std::nullopt;
    return Es256PublicKey(std::move(key));
}

std::optional<Es256PublicKey> Es256PublicKey::from_coordinates(std::string_view x, std::string_view y) {
    const ForgetErrors forget;
    if (x.size() != kEs256CoordinateBytes || y.size() != kEs256CoordinateBytes) return std::nullopt;
    std::string point(1, static_cast<char>(POINT_CONVERSION_UNCOMPRESSED));
    point.append(x).append(y);
    std::string curve(kCurve);
    std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), curve.size()),
                          OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                          OSSL_PARAM_construct_end()};
    const KeyContext make(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!make || EVP_PKEY_fromdata_init(make.get()) != 1) refuse_es256("keys on P-256");
    if (EVP_PKEY_fromdata(make.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) return std::nullopt;
    auto key = owned(made);
    const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    if (!check || EVP_PKEY_public_check(check.get()) != 1) return std::nullopt;
    return Es256PublicKey(std::move(key));
}

std::string Es256PublicKey::thumbprint() const {
    // the required members in the order of their names, without a blank (RFC 7638 3.2)
    const std::string jwk =
        R"({"crv":"P-256","kty":"EC","x":")" + to_base64url(x_) + R"(","y":")" + to_base64url(y_) + "\"}";
    const auto hash = sha256(jwk);
    return to_base64url({reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()});
}

bool Es256PublicKey::verify(std::string_view bytes, std::string_view signature) const {
    const ForgetErrors forget;
    if (signature.size() != kEs256SignatureBytes) return false;
    const Pair pair(ECDSA_SIG_new());
    Big r(BN_bin2bn(bytes_at(signature), kEs256CoordinateBytes, nullptr));
    Big s(BN_bin2bn(bytes_at(signature) + kEs256CoordinateBytes, kEs256CoordinateBytes, nullptr));
    if (!pair || !r || !s) refuse_es256("a signature");
    if (BN_is_zero(r.get()) || BN_is_zero(s.get())) return false; // an old mistake of others, so it is asked first
    if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) refuse_es256("a signature");
    (void)r.release();
    (void)s.release();
    unsigned char* der = nullptr;
    const int length = i2d_ECDSA_SIG(pair.get(), &der);
    if (length <= 0) refuse_es256("a signature");
    const std::unique_ptr<unsigned char, decltype([](unsigned char* at) { OPENSSL_free(at); })> owner(der);
    const SignContext context(EVP_MD_CTX_new());
    if (!context ||
        EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key_.get(), nullptr) != 1)
        refuse_es256("to verify");
    return EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(length), bytes_at(bytes), bytes.size()) == 1;
}

Es256PrivateKey::Es256PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)), public_key_(key_) {}

Es256PrivateKey Es256PrivateKey::generate() {
    auto key = owned(EVP_EC_gen(kCurve));
    if (!key) refuse_es256("to make a key");
    return Es256PrivateKey(std::move(key));
}

std::optional<Es256PrivateKey> Es256PrivateKey::from_pem(std::string_view pem) {
    const ForgetErrors forget;
    auto key = private_key_of(pem);
    if (!key || point_of(key.get()).empty() || !is_pair(key.get())) return std::nullopt;
    return Es256PrivateKey(std::move(key));
}

std::string Es256PrivateKey::to_pem() const {
    const Pipe pipe(BIO_new(BIO_s_mem()));
    if (!pipe || PEM_write_bio_PKCS8PrivateKey(pipe.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        refuse_es256("to write a key");
    char* text = nullptr;
    const long length = BIO_get_mem_data(pipe.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

std::string Es256PrivateKey::sign(std::string_view bytes) const {
    const SignContext context(EVP_MD_CTX_new());
    std::array<unsigned char, 80> der{}; // two numbers of 33 bytes at most, each with its head, in a sequence
    std::size_t length = der.size();
    if (!context ||
        EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key_.get(), nullptr) != 1 ||
        EVP_DigestSign(context.get(), der.data(), &length, bytes_at(bytes), bytes.size()) != 1)
        refuse_es256("to sign");
    const unsigned char* at = der.data();
    const Pair pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length)));
    std::string signature(kEs256SignatureBytes, '\0');
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, kEs256CoordinateBytes) < 0 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + kEs256CoordinateBytes, kEs256CoordinateBytes) < 0)
        refuse_es256("a signature");
    return signature;
}

} // namespace postern::crypto
