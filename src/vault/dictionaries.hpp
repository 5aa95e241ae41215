// Dictionaries: what nearly all contents of one kind say alike, so that a frame need not say it again. They ship with
// the program and are trained on generated declarations alone (scripts/bench --train). A stored frame names the
// number of its dictionary, so what was shipped once never changes and never goes.
#pragma once

#include "vault/vault.hpp"

#include <zstd.h>

#include <cstdint>
#include <string_view>

namespace postern::vault {

inline constexpr std::uint8_t kNoDictionary = 0;
/// Of the newest dictionary of that kind.
std::uint8_t dictionary_number(Kind kind);

/// The bytes of one; empty: there is none of that number.
std::string_view dictionary_bytes(std::uint8_t number);

/// Of any dictionary, with the parameters that contents are compressed by; the bytes must outlive it. The caller frees
/// it. nullptr: these are no dictionary, or there is no memory.
ZSTD_CDict* compressing_by(std::string_view bytes);

/// Made for use once, shared by all threads. nullptr: there is none of that number.
const ZSTD_CDict* compressing(std::uint8_t number);
const ZSTD_DDict* decompressing(std::uint8_t number);

} // namespace postern::vault
