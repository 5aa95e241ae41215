// Evidence keys: what this installation signs evidence of export with, and what it signed with before.
#pragma once

#include "app/settings.hpp"
#include "crypto/es256.hpp"
#include "signatures/key_set.hpp"

#include <string>

namespace postern::app {

struct EvidenceKeys {
    crypto::Es256PrivateKey signer;
    signatures::KeySet known; ///< the signer's first, then those of earlier days
};

/// From the settings; a key of the data folder is made at first start (0600), by one process only. Throws core::Failure
/// naming the file: no key on P-256, one that others may read, or an old one that is none.
EvidenceKeys evidence_keys(const Settings& settings);
/// The public ones alone, making none. Throws core::Failure, also where there is no key yet.
signatures::KeySet known_evidence_keys(const Settings& settings);
/// What the installation calls itself in evidence.
std::string evidence_issuer(const Settings& settings);

} // namespace postern::app
