// The special-purpose address registries as two tables of prefixes.
#include "core/internet_address.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <arpa/inet.h>

namespace postern::core {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kBytesOfV4 = 4;
constexpr std::size_t kBytesOfV6 = 16;

struct Prefix {
    std::array<std::uint8_t, 6> bytes;
    unsigned bits;
};

constexpr auto kInsideV4 = std::to_array<Prefix>({
    {{0}, 8},            // this network
    {{10}, 8},           // private
    {{100, 64}, 10},     // shared with the provider (RFC 6598)
    {{127}, 8},          // loop-back
    {{169, 254}, 16},    // link-local; the metadata services of clouds
    {{172, 16}, 12},     // private
    {{192, 0, 0}, 24},   // protocol assignments
    {{192, 0, 2}, 24},   // documentation
    {{192, 88, 99}, 24}, // relays of 6to4
    {{192, 168}, 16},    // private
    {{198, 18}, 15},     // benchmarks
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 4}, // multicast
    {{240}, 4}, // reserved, broadcast
});

constexpr Prefix kGlobalV6{{0x20}, 3};
// what the registry takes out of the global block
constexpr auto kInsideV6 = std::to_array<Prefix>({
    {{0x20, 0x01, 0x00}, 23},       // protocol assignments, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, // documentation
    {{0x20, 0x02}, 16},             // 6to4: any IPv4 address stands behind it
    {{0x3f, 0xff, 0x00}, 20},       // documentation
});
// a network without IPv4 reaches it through these (RFC 6052): the last four bytes say what is meant
constexpr std::array<std::uint8_t, 12> kTranslated{0x00, 0x64, 0xff, 0x9b};

bool begins_with(Bytes address, const Prefix& prefix) {
    const std::size_t whole = prefix.bits / 8;
    const unsigned rest = prefix.bits % 8;
    if (!std::equal(prefix.bytes.begin(), prefix.bytes.begin() + static_cast<std::ptrdiff_t>(whole), address.begin()))
        return false;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xFFU << (8 - rest));
    return (address[whole] & mask) == (prefix.bytes.at(whole) & mask);
}

template <std::size_t N>
bool is_in(Bytes address, const std::array<Prefix, N>& prefixes) {
    return std::ranges::any_of(prefixes, [&](const Prefix& prefix) { return begins_with(address, prefix); });
}

} // namespace

bool is_public_address(Bytes address) {
    if (address.size() == kBytesOfV4) return !is_in(address, kInsideV4);
    if (address.size() != kBytesOfV6) return false;
    if (std::equal(kTranslated.begin(), kTranslated.end(), address.begin()))
        return is_public_address(address.last(kBytesOfV4));
    return begins_with(address, kGlobalV6) && !is_in(address, kInsideV6);
}

std::optional<std::vector<std::uint8_t>> parse_internet_address(std::string_view text) {
    const std::string whole(text); // ends with a zero, which inet_pton wants
    std::vector<std::uint8_t> bytes(kBytesOfV4);
    if (::inet_pton(AF_INET, whole.c_str(), bytes.data()) == 1) return bytes;
    bytes.resize(kBytesOfV6);
    if (::inet_pton(AF_INET6, whole.c_str(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

} // namespace postern::core
