// The secret on a receipt, with which an exporter asks how his item stands.
#pragma once

#include "core/keys.hpp"

#include <string>
#include <string_view>

namespace postern::counter {

/// 16 characters (80 bits) of an alphabet without look-alikes (no I, L, O, U), out of an HMAC-SHA-256 with a key
/// derived from the installation's (16 bytes or more, else core::Failure) over the declaration's key. The same as long
/// as the installation's key stays; nothing of it is stored. Thread-safe.
std::string status_secret(std::string_view installation_key, core::DeclarationKey declaration);

/// What a person typed, as we write it: capitals, O read as 0, I and L as 1, blanks and hyphens between groups left
/// out. Empty: it cannot be a secret.
std::string read_status_secret(std::string_view typed);
/// In constant time for texts of one length.
bool is_status_secret(std::string_view read, std::string_view right);

} // namespace postern::counter
