// JWS (RFC 7515) with ES256: what is signed, in its compact and its flattened form, and whether a signature holds.
#pragma once

#include "crypto/es256.hpp"
#include "signatures/key_set.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postern::signatures {

/// The three parts, each as base64url.
struct Jws {
    std::string header;
    std::string payload;
    std::string signature;
    std::string compact() const;   ///< header.payload.signature
    std::string flattened() const; ///< {"payload","protected","signature"}
};

/// Signs bytes as they are; header: {"alg":"ES256","kid":…,"typ":…}.
Jws sign(const crypto::Es256PrivateKey& key, std::string_view type, std::string_view payload);

/// Why a signature does not hold.
enum class JwsFault : std::uint8_t {
    malformed,     ///< not three parts of strict base64url, or its header is no JSON of ours
    wrong_type,    ///< signed, it may be, but as something else
    algorithm,     ///< any but ES256; "none" most of all
    unknown_key,   ///< no key of the set has its name
    bad_signature, ///< something was altered, or another key made it
};
std::string_view to_string(JwsFault fault); ///< "malformed", …
std::span<const JwsFault> all_jws_faults();

struct JwsVerdict {
    std::optional<JwsFault> fault; ///< nullopt: it holds
    std::string kid;               ///< as the header has it; empty: it could not be read or has none
    std::string payload;           ///< the bytes that were signed; empty with a fault
};

/// nullopt: not three parts.
std::optional<Jws> read_compact(std::string_view text);
/// Whether the key of the set that the header names signed this as something of that type. A header without a kid is
/// tried with each key of the set; type empty: any. A key or address in the header is never looked at, and what says
/// that more must be understood (crit) is malformed to us.
JwsVerdict verify(const Jws& jws, const KeySet& keys, std::string_view type);

} // namespace postern::signatures
