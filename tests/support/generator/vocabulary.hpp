// Vocabulary: the goods, places and names that the generator draws from; made up, of no living person.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace postern::generator {

/// A kind of goods with bounds in grams and in US cents a piece.
struct Goods {
    std::string_view description;
    std::string_view hs_code;
    std::string_view origin;
    std::int32_t least_grams, greatest_grams;
    std::int32_t least_cents, greatest_cents;
};

/// Where mail goes: the country, its operator, and what an address there looks like.
struct Destination {
    std::string_view country;
    std::string_view post; ///< UPU operator code
    std::string_view city;
    std::string_view subdivision;
    std::string_view postcode;
    std::string_view street; ///< a house number is put before or behind it
    bool number_first;
    std::string_view dial;
    std::span<const std::string_view> first_names;
    std::span<const std::string_view> last_names;
};

/// Where mail comes from: a place in Nepal.
struct Origin {
    std::string_view city;
    std::string_view postcode;
    std::string_view street;
};

struct Currency {
    std::string_view code;
    std::int32_t per_100_dollars; ///< only to keep amounts plausible; no rate
    int scale;
};

std::span<const Goods> goods();
std::span<const Destination> destinations();
std::span<const Origin> origins();
std::span<const Currency> currencies();
std::span<const std::string_view> sender_first_names();
std::span<const std::string_view> sender_last_names();
std::span<const std::string_view> businesses();

} // namespace postern::generator
