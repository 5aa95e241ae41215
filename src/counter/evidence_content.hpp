// What stands on paper of evidence of export: its JSON, as it is signed, as texts by box. Pure.
#pragma once

#include "ports/form_sheet.hpp"
#include "text/catalogue.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::counter {

/// A QR code that scanners still read holds no more; a compact JWS of one filing with a few lines of goods does.
inline constexpr std::size_t kSignatureInCode = 2300;

struct SignedEvidence {
    std::string_view json;   ///< what was signed
    std::string_view jws;    ///< compact
    std::string_view sha256; ///< of the JSON, hex
    std::string_view public_url;
};

/// The code holds the compact JWS itself, which verifies without a connection; where that is too long, the number of
/// the evidence, its SHA-256 and the address of the keys. Throws core::Failure where the JSON is not ours.
ports::FormSheet evidence_content(const SignedEvidence& evidence, const text::Catalogue& texts, std::string_view lang);

} // namespace postern::counter
