// KeySet: written and read as JWKs.
#include "signatures/key_set.hpp"

#include "crypto/digest.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace postern::signatures {

namespace {

constexpr std::size_t kKeySetBytes = 1u << 20;

bool is_of_ours(const json::Value& jwk) {
    const auto use = jwk.string("use");
    return jwk.string("kty") == "EC" && jwk.string("crv") == "P-256" && (!use || *use == "sig");
}

std::optional<crypto::Es256PublicKey> key_of(const json::Value& jwk) {
    const auto x = crypto::from_base64url(jwk.string("x").value_or(""));
    const auto y = crypto::from_base64url(jwk.string("y").value_or(""));
    return x && y ? crypto::Es256PublicKey::from_coordinates(*x, *y) : std::nullopt;
}

} // namespace

void KeySet::add(crypto::Es256PublicKey key) {
    std::string kid = key.thumbprint();
    if (named(kid) == nullptr) keys_.push_back({std::move(kid), std::move(key)});
}

const crypto::Es256PublicKey* KeySet::named(std::string_view kid) const {
    const auto found = std::ranges::find(keys_, kid, &Named::kid);
    return found == keys_.end() ? nullptr : &found->key;
}

bool KeySet::any_verifies(std::string_view bytes, std::string_view signature) const {
    return std::ranges::any_of(keys_, [&](const Named& one) { return one.key.verify(bytes, signature); });
}

std::string KeySet::to_jwks() const {
    json::Writer out;
    out.begin_object();
    out.key("keys");
    out.begin_array();
    for (const auto& [kid, key] : keys_) {
        out.begin_object();
        out.member("kty", "EC");
        out.member("crv", "P-256");
        out.member("x", crypto::to_base64url(key.x()));
        out.member("y", crypto::to_base64url(key.y()));
        out.member("use", "sig");
        out.member("alg", "ES256");
        out.member("kid", kid);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

std::optional<KeySet> read_jwks(std::string_view text) {
    if (text.size() > kKeySetBytes) return std::nullopt;
    const auto read = json::read(text);
    if (!read) return std::nullopt;
    const auto& value = read.value();
    const auto* list = value.find("keys");
    KeySet keys;
    if (list == nullptr) {
        auto key = is_of_ours(value) ? key_of(value) : std::nullopt;
        if (!key) return std::nullopt;
        keys.add(*std::move(key));
        return keys;
    }
    if (list->kind() != json::Kind::array) return std::nullopt;
    for (const auto& jwk : list->items()) {
        if (!is_of_ours(jwk)) continue;
        auto key = key_of(jwk);
        if (!key) return std::nullopt;
        keys.add(*std::move(key));
    }
    return keys;
}

} // namespace postern::signatures
