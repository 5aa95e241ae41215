// ItemId: the identifier of a mail item after UPU S10, and what its parts say.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

/// A well-formed S10 identifier: two letters, eight digits, check digit, two letters (13 characters, upper case).
/// Only parse() makes one, so its check digit is right. Whether its country issues mail is a rule's question.
class ItemId {
public:
    /// Blanks between the groups ("RR 123 456 785 BR", as printed) are accepted; lower case is not (S10-12: upper
    /// case only). nullopt: pattern or check digit is wrong.
    static std::optional<ItemId> parse(std::string_view text);
    /// The check digit of eight digits (weights 8 6 4 2 3 5 9 7, modulo 11; 10 -> 0, 11 -> 5). UPU S10-12.
    static char check_digit(std::string_view eight_digits);
    /// True where the pattern is right, whatever the check digit says.
    static bool has_pattern(std::string_view text);

    /// Of two letters, a serial of at most eight digits and two letters; nullopt: they are something else.
    static std::optional<ItemId> made_of(std::string_view service_indicator, std::uint32_t serial,
                                         std::string_view country);

    const std::string& text() const { return text_; }
    std::string_view service_indicator() const { return std::string_view(text_).substr(0, 2); }
    /// 0 to 99,999,999.
    std::uint32_t serial() const;
    std::string_view country() const { return std::string_view(text_).substr(11, 2); }
    auto operator<=>(const ItemId&) const = default;

private:
    explicit ItemId(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// What the service indicator says of the item (DOMAIN table of S10 indicators).
enum class ServiceUse {
    unassigned,
    reserved,
    bilateral,
    parcel,
    ems,
    ecommerce_parcel,
    letter_tracked,
    m_bag,
    business_reply,
    registered,
    letter_other,
    insured
};
ServiceUse service_use(std::string_view service_indicator);

/// An item id first received before this may be another item's by now. S10-12: no re-use within 12 months; a month
/// counts as 31 days, so the window is never too short.
constexpr Instant item_id_window_from(Instant now, int months) {
    return {now.ms - months * 31 * kDayMs};
}

} // namespace postern::core
