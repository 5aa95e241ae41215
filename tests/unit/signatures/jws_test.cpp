// JWS: the example of RFC 7515 A.3, both forms, and that nothing altered passes.
#include "crypto/digest.hpp"
#include "signatures/jws.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(jws)

using namespace postern;
using namespace postern::signatures;

namespace {

constexpr const char* kPublished =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
constexpr const char* kPublishedKey =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";
constexpr const char* kType = "evidence+jwt";

const crypto::Es256PrivateKey& own_key() {
    static const auto kKey = crypto::Es256PrivateKey::generate();
    return kKey;
}
KeySet keys_of(const crypto::Es256PrivateKey& key) {
    KeySet keys;
    keys.add(key.public_key());
    return keys;
}
JwsVerdict verdict_on(const std::string& text, std::string_view type = kType) {
    const auto read = read_compact(text);
    return read ? verify(*read, keys_of(own_key()), type) : JwsVerdict{JwsFault::malformed, {}, {}};
}
/// Signed with the right key, whatever its header says.
std::string signed_under(const std::string& header, const std::string& payload = "{}") {
    const std::string bytes = crypto::to_base64url(header) + "." + crypto::to_base64url(payload);
    return bytes + "." + crypto::to_base64url(own_key().sign(bytes));
}

} // namespace

BOOST_AUTO_TEST_CASE(the_published_example_verifies) {
    const auto keys = read_jwks(kPublishedKey);
    BOOST_REQUIRE(keys);
    const auto verdict = verify(read_compact(kPublished).value(), *keys, {});
    BOOST_TEST(!verdict.fault);
    BOOST_TEST(verdict.payload == "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
    BOOST_TEST((verify(read_compact(kPublished).value(), keys_of(own_key()), {}).fault == JwsFault::bad_signature));
    BOOST_TEST((verify(read_compact(kPublished).value(), *keys, kType).fault == JwsFault::wrong_type));
}

BOOST_AUTO_TEST_CASE(what_is_signed_is_read_again) {
    const std::string payload = "{\"a\":\"\xC3\xA4\"}";
    const auto made = sign(own_key(), kType, payload);
    const auto verdict = verdict_on(made.compact());
    BOOST_TEST(!verdict.fault);
    BOOST_TEST(verdict.payload == payload);
    BOOST_TEST(verdict.kid == own_key().public_key().thumbprint());
    const auto flat = json::read(made.flattened());
    BOOST_REQUIRE(flat);
    BOOST_TEST(flat.value().string("protected").value() == made.header);
    BOOST_TEST(flat.value().string("payload").value() == made.payload);
    BOOST_TEST(flat.value().string("signature").value() == made.signature);
    BOOST_TEST(verdict_on(sign(own_key(), kType, "").compact()).payload.empty());
}

BOOST_AUTO_TEST_CASE(no_byte_can_be_altered) {
    const auto text = sign(own_key(), kType, R"({"status":"proven","item_id":"CP400182012NP"})").compact();
    BOOST_REQUIRE(!verdict_on(text).fault);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const int flip : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
            auto bad = text;
            bad[at] = static_cast<char>(bad[at] ^ flip);
            BOOST_TEST_REQUIRE(verdict_on(bad).fault.has_value(), "byte " << at << " with " << flip);
        }
        auto without = text;
        BOOST_TEST_REQUIRE(verdict_on(without.erase(at, 1)).fault.has_value(), "without byte " << at);
        for (const char more : {'A', '=', '\n', '.'}) {
            auto with = text;
            BOOST_TEST_REQUIRE(verdict_on(with.insert(at, 1, more)).fault.has_value(), "more before byte " << at);
        }
    }
    for (const char* tail : {"A", "=", "\n", ".", " "})
        BOOST_TEST(verdict_on(text + tail).fault.has_value());
}

BOOST_AUTO_TEST_CASE(every_header_that_does_not_hold_says_why) {
    const std::string kid = own_key().public_key().thumbprint();
    const auto header = [&](const std::string& alg, const std::string& more = {}) {
        return R"({"alg":")" + alg + R"(","kid":")" + kid + R"(","typ":"evidence+jwt")" + more + "}";
    };
    BOOST_TEST(!verdict_on(signed_under(header("ES256"))).fault);
    BOOST_TEST(!verdict_on(signed_under(R"({"alg":"ES256","typ":"evidence+jwt"})")).fault);
    struct Case {
        std::string text;
        JwsFault fault;
    };
    const std::string holds = signed_under(header("ES256"));
    const std::string none = crypto::to_base64url(header("none")) + "." + crypto::to_base64url("{}") + ".";
    const Case cases[] = {
        {none, JwsFault::algorithm},
        {signed_under(header("none")), JwsFault::algorithm},
        {signed_under(header("NONE")), JwsFault::algorithm},
        {signed_under(header("HS256")), JwsFault::algorithm},
        {signed_under(header("ES384")), JwsFault::algorithm},
        {signed_under(header("es256")), JwsFault::algorithm},
        {signed_under("{}"), JwsFault::algorithm},
        {signed_under(header("ES256", R"(,"crit":["exp"])")), JwsFault::malformed},
        {signed_under(header("ES256", R"(,"b64":false)")), JwsFault::malformed},
        {signed_under(header("ES256", R"(,"alg":"none")")), JwsFault::malformed},
        {signed_under("[]"), JwsFault::malformed},
        {signed_under("no json"), JwsFault::malformed},
        {signed_under(R"({"alg":"ES256","kid":"other","typ":"evidence+jwt"})"), JwsFault::unknown_key},
        {signed_under(R"({"alg":"ES256","kid":7,"typ":"evidence+jwt"})"), JwsFault::unknown_key},
        {signed_under(R"({"alg":"ES256","kid":")" + kid + R"(","typ":"JWT"})"), JwsFault::wrong_type},
        {signed_under(R"({"alg":"ES256","kid":")" + kid + R"("})"), JwsFault::wrong_type},
        {"", JwsFault::malformed},
        {"..", JwsFault::malformed},
        {"a.b", JwsFault::malformed},
        {holds + "." + holds, JwsFault::malformed},
        {crypto::to_base64url(header("ES256")) + ".e30." + crypto::to_base64url(std::string(64, '\0')),
         JwsFault::bad_signature},
        {crypto::to_base64url(header("ES256")) + ".e30.", JwsFault::bad_signature},
        {crypto::to_base64url(header("ES256")) + ".e30=." + crypto::to_base64url(std::string(64, '\1')),
         JwsFault::malformed},
        {crypto::to_base64url(header("ES256")) + ".e31." + crypto::to_base64url(std::string(64, '\1')),
         JwsFault::malformed},
        {signed_under(header("ES256", R"(,"x":")" + std::string(5'000, 'x') + "\"")), JwsFault::malformed},
    };
    for (const auto& [text, fault] : cases) {
        const auto verdict = verdict_on(text);
        BOOST_TEST_REQUIRE(verdict.fault.has_value(), text);
        BOOST_TEST(to_string(*verdict.fault) == to_string(fault), text);
        BOOST_TEST(verdict.payload.empty());
    }
    // a key that the header brings itself proves nothing
    const auto thief = crypto::Es256PrivateKey::generate();
    const std::string stolen = R"({"alg":"ES256","typ":"evidence+jwt","jwk":)" + keys_of(thief).to_jwks() + "}";
    const std::string bytes = crypto::to_base64url(stolen) + ".e30";
    BOOST_TEST((verdict_on(bytes + "." + crypto::to_base64url(thief.sign(bytes))).fault == JwsFault::bad_signature));
}

BOOST_AUTO_TEST_CASE(a_set_of_keys_is_read_as_it_is_written) {
    KeySet keys = keys_of(own_key());
    keys.add(own_key().public_key());
    BOOST_TEST(keys.size() == 1u);
    const auto other = crypto::Es256PrivateKey::generate();
    keys.add(other.public_key());
    const auto text = keys.to_jwks();
    BOOST_TEST(text.find("\"d\"") == std::string::npos);
    const auto again = read_jwks(text);
    BOOST_REQUIRE(again);
    BOOST_TEST(again->to_jwks() == text);
    BOOST_TEST((again->named(other.public_key().thumbprint()) != nullptr));
    BOOST_TEST((again->named("") == nullptr));
    BOOST_TEST(read_jwks(R"({"keys":[]})")->size() == 0u);
    BOOST_TEST(
        read_jwks(R"({"keys":[{"kty":"RSA"},{"kty":"EC","crv":"P-384"},{"kty":"EC","crv":"P-256","use":"enc"}]})")
            ->size() == 0u);
    for (
        const char* bad :
        {"", "{}", "[]", R"({"keys":{}})", R"({"keys":[{"kty":"EC","crv":"P-256"}]})",
         R"({"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})"})
        BOOST_TEST(!read_jwks(bad), bad);
}

BOOST_AUTO_TEST_SUITE_END()
