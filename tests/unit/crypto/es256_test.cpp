// ES256 against the key and signature of RFC 7515 A.3, and against everything that must not pass for one.
#include "crypto/digest.hpp"
#include "crypto/es256.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(es256)

using namespace postern::crypto;

namespace {

constexpr const char* kX = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
constexpr const char* kY = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
constexpr const char* kSigned = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                                "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr const char* kSignature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// A key on P-384, of which the curve's name is all that is wrong.
constexpr const char* kOtherCurve = "-----BEGIN PUBLIC KEY-----\n"
                                    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEBvWkcSyMcgnbbO5HFy2AKGAm71004zRR\n"
                                    "iDNQnOVD+cO8iWVdQZbvU3GWE3reUXJtFeXelVz9iE2KPghwQCwtmYUhji7RkE0W\n"
                                    "T7v2od+sDEt97bxc9jGDXFYJUlohYaiM\n"
                                    "-----END PUBLIC KEY-----\n";

std::string decoded(const char* text) {
    return from_base64url(text).value();
}
Es256PublicKey published() {
    return Es256PublicKey::from_coordinates(decoded(kX), decoded(kY)).value();
}

} // namespace

BOOST_AUTO_TEST_CASE(the_published_signature_verifies) {
    BOOST_TEST(published().verify(kSigned, decoded(kSignature)));
    BOOST_TEST(!published().verify(std::string(kSigned) + "x", decoded(kSignature)));
    BOOST_TEST(published().thumbprint() == "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

BOOST_AUTO_TEST_CASE(a_key_comes_back_from_its_pem_and_its_coordinates) {
    const auto key = Es256PrivateKey::generate();
    const auto again = Es256PrivateKey::from_pem(key.to_pem());
    BOOST_REQUIRE(again);
    BOOST_TEST(key.to_pem().starts_with("-----BEGIN PRIVATE KEY-----\n"));
    const auto& own = key.public_key();
    BOOST_TEST(again->public_key().thumbprint() == own.thumbprint());
    BOOST_TEST(Es256PublicKey::from_coordinates(own.x(), own.y())->thumbprint() == own.thumbprint());
    BOOST_TEST(Es256PublicKey::from_pem(key.to_pem())->thumbprint() == own.thumbprint());
    const auto signature = again->sign("bytes");
    BOOST_TEST(signature.size() == kEs256SignatureBytes);
    BOOST_TEST(own.verify("bytes", signature));
    BOOST_TEST(own.verify("", key.sign("")));
    BOOST_TEST(!Es256PrivateKey::generate().public_key().verify("bytes", signature));
}

BOOST_AUTO_TEST_CASE(signatures_that_are_none) {
    const auto key = Es256PrivateKey::generate();
    const auto signature = key.sign("bytes");
    const auto r = signature.substr(0, 32);
    const auto s = signature.substr(32);
    const std::string zero(32, '\0');
    const std::string most(32, '\xff');
    const std::string order = decoded("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE"); // of the group: zero in it
    for (const auto& bad : {zero + s, r + zero, zero + zero, most + s, r + most, order + s, r + order, s + r, r,
                            r + s + "x", signature.substr(0, 63), std::string()})
        BOOST_TEST(!key.public_key().verify("bytes", bad));
    // every bit of it counts
    for (std::size_t i = 0; i < signature.size() * 8; ++i) {
        auto bad = signature;
        bad[i / 8] = static_cast<char>(bad[i / 8] ^ (1 << (i % 8)));
        BOOST_TEST_REQUIRE(!key.public_key().verify("bytes", bad), "bit " << i);
    }
}

BOOST_AUTO_TEST_CASE(keys_that_are_none) {
    const auto own = Es256PrivateKey::generate().public_key();
    auto off = own.y();
    off[31] = static_cast<char>(off[31] ^ 1);
    BOOST_TEST(!Es256PublicKey::from_coordinates(own.x(), off));
    BOOST_TEST(!Es256PublicKey::from_coordinates(own.x(), own.y() + "x"));
    BOOST_TEST(!Es256PublicKey::from_coordinates(std::string(32, '\0'), std::string(32, '\0')));
    BOOST_TEST(!Es256PublicKey::from_coordinates(std::string(32, '\xff'), own.y()));
    for (const char* pem :
         {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", kOtherCurve}) {
        BOOST_TEST(!Es256PublicKey::from_pem(pem));
        BOOST_TEST(!Es256PrivateKey::from_pem(pem));
    }
}

BOOST_AUTO_TEST_CASE(base64url_is_read_strictly) {
    for (std::size_t length = 0; length < 40; ++length) {
        const auto bytes = random_bytes(length);
        BOOST_TEST((from_base64url(to_base64url(bytes)) == bytes));
    }
    for (const char* bad : {"A", "AA=", "AA==", "AB", "AAB", "A A", "AA\n", "AA+A", "AA/A",
                            "\xC3\x84"
                            "AA",
                            "AAAAA"})
        BOOST_TEST(!from_base64url(bad), bad);
    BOOST_TEST(from_base64url("AAA").has_value());
    BOOST_TEST((from_base64url("_-8") == std::string("\xff\xef")));
    // the bits that fill the last character are zero: of 64 last characters 16 or 4 stand
    int stand = 0;
    for (const char last : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
        stand += from_base64url(std::string("A") + last).has_value() ? 1 : 0;
    BOOST_TEST(stand == 4);
}

BOOST_AUTO_TEST_SUITE_END()
