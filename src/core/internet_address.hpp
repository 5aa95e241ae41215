// Internet addresses: which of them lead out into the public network, and which to somebody's own machines.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace postern::core {

/// 4 bytes of IPv4 or 16 of IPv6, in network order. False for all that stays inside: loop-back, private, shared
/// (CGNAT), link-local, unique local, multicast, documentation, tunnels, and IPv4 dressed as IPv6 (IANA's registries of
/// special-purpose addresses, RFC 6890); for any other count of bytes, too.
bool is_public_address(std::span<const std::uint8_t> address);

/// The bytes of an address as it is written: dotted decimal, or IPv6 without brackets. nullopt: no address.
std::optional<std::vector<std::uint8_t>> parse_internet_address(std::string_view text);

} // namespace postern::core
