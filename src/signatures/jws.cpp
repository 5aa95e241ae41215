// JWS: put together and taken apart; nothing of the payload is believed before its signature held.
#include "signatures/jws.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

namespace postern::signatures {

namespace {

constexpr std::string_view kAlgorithm = "ES256";
constexpr std::size_t kHeaderBytes = 4'096;

struct FaultName {
    JwsFault fault;
    std::string_view name;
};
constexpr auto kFaultNames = std::to_array<FaultName>({
    {JwsFault::malformed, "malformed"},
    {JwsFault::wrong_type, "wrong-type"},
    {JwsFault::algorithm, "algorithm"},
    {JwsFault::unknown_key, "unknown-key"},
    {JwsFault::bad_signature, "bad-signature"},
});

JwsVerdict fault_of(JwsFault fault, std::string kid = {}) {
    return {fault, std::move(kid), {}};
}

} // namespace

std::string_view to_string(JwsFault fault) {
    const auto* const row = std::ranges::find(kFaultNames, fault, &FaultName::fault);
    if (row == kFaultNames.end()) throw core::Failure("jws: no such fault");
    return row->name;
}

std::span<const JwsFault> all_jws_faults() {
    static constexpr auto kAll = [] {
        std::array<JwsFault, kFaultNames.size()> all{};
        std::ranges::transform(kFaultNames, all.begin(), &FaultName::fault);
        return all;
    }();
    return kAll;
}

std::string Jws::compact() const {
    return header + "." + payload + "." + signature;
}

std::string Jws::flattened() const {
    json::Writer out;
    out.begin_object();
    out.member("payload", payload);
    out.member("protected", header);
    out.member("signature", signature);
    out.end_object();
    return out.take();
}

Jws sign(const crypto::Es256PrivateKey& key, std::string_view type, std::string_view payload) {
    json::Writer header;
    header.begin_object();
    header.member("alg", kAlgorithm);
    header.member("kid", key.public_key().thumbprint());
    header.member("typ", type);
    header.end_object();
    Jws jws{crypto::to_base64url(header.text()), crypto::to_base64url(payload), {}};
    jws.signature = crypto::to_base64url(key.sign(jws.header + "." + jws.payload));
    return jws;
}

std::optional<Jws> read_compact(std::string_view text) {
    const auto first = text.find('.');
    const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) return std::nullopt;
    return Jws{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)),
               std::string(text.substr(second + 1))};
}

JwsVerdict verify(const Jws& jws, const KeySet& keys, std::string_view type) {
    if (jws.header.size() > kHeaderBytes) return fault_of(JwsFault::malformed);
    const auto header_bytes = crypto::from_base64url(jws.header);
    auto payload = crypto::from_base64url(jws.payload);
    const auto signature = crypto::from_base64url(jws.signature);
    if (!header_bytes || !payload || !signature) return fault_of(JwsFault::malformed);
    const auto read = json::read(*header_bytes);
    if (!read || read.value().kind() != json::Kind::object) return fault_of(JwsFault::malformed);
    const auto& header = read.value();
    const std::string kid = header.string("kid").value_or("");
    if (header.string("alg") != kAlgorithm) return fault_of(JwsFault::algorithm, kid);
    // both change what was signed or how it is to be understood (RFC 7515 4.1.11, RFC 7797)
    if (header.find("crit") != nullptr || header.find("b64") != nullptr) return fault_of(JwsFault::malformed, kid);
    if (!type.empty() && header.string("typ") != type) return fault_of(JwsFault::wrong_type, kid);
    const std::string signed_bytes = jws.header + "." + jws.payload;
    if (header.find("kid") == nullptr) {
        if (!keys.any_verifies(signed_bytes, *signature)) return fault_of(JwsFault::bad_signature);
        return {std::nullopt, kid, *std::move(payload)};
    }
    const auto* const key = keys.named(kid);
    if (key == nullptr) return fault_of(JwsFault::unknown_key, kid);
    if (!key->verify(signed_bytes, *signature)) return fault_of(JwsFault::bad_signature, kid);
    return {std::nullopt, kid, *std::move(payload)};
}

} // namespace postern::signatures
