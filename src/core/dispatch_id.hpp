// DispatchId and ReceptacleId: the identifiers of a dispatch (UPU S8) and of a receptacle in it (UPU S9).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::core {

/// 20 characters: office of exchange that made it (IMPC, 6), that it goes to (6), mail category (A to D), sub-class
/// (2 letters), last digit of the year, number (4 digits). Only parse() makes one. The same id comes again after ten
/// years.
class DispatchId {
public:
    static constexpr std::size_t kLength = 20;
    /// Without blanks, upper case. nullopt: pattern is wrong.
    static std::optional<DispatchId> parse(std::string_view text);

    const std::string& text() const { return text_; }
    std::string_view origin() const { return part(0, 6); }      ///< IMPC: UN/LOCODE and one character
    std::string_view destination() const { return part(6, 6); } ///< IMPC
    char category() const { return text_[12]; }                 ///< UPU code list 115
    std::string_view subclass() const { return part(13, 2); }   ///< UPU code list 117; begins with the mail class
    char mail_class() const { return text_[13]; }
    int year_digit() const { return text_[15] - '0'; }
    std::string_view number() const { return part(16, 4); }
    auto operator<=>(const DispatchId&) const = default;

private:
    explicit DispatchId(std::string text) : text_(std::move(text)) {}
    std::string_view part(std::size_t from, std::size_t count) const {
        return std::string_view(text_).substr(from, count);
    }
    std::string text_;
};

/// 29 characters: the dispatch, number in it (3 digits), whether it is the highest-numbered one (0 or 1), whether it
/// holds registered or insured items (0 or 1), weight (4 digits, hectograms). Only parse() makes one.
class ReceptacleId {
public:
    static constexpr std::size_t kLength = 29;
    static std::optional<ReceptacleId> parse(std::string_view text);

    const std::string& text() const { return text_; }
    const DispatchId& dispatch() const { return dispatch_; }
    int number() const;
    bool is_highest() const { return text_[23] == '1'; }
    bool holds_registered() const { return text_[24] == '1'; }
    std::uint32_t weight_hectograms() const;
    auto operator<=>(const ReceptacleId&) const = default;

private:
    ReceptacleId(DispatchId dispatch, std::string text) : dispatch_(std::move(dispatch)), text_(std::move(text)) {}
    DispatchId dispatch_;
    std::string text_;
};

} // namespace postern::core
