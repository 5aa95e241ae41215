// Mask: how a postcode or number is written, as a list says it; asked without allocating and without backtracking far.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

/// "N{5}|N{9}": N a digit, A a letter, X either, 'text' in quotes itself; {n} or {m,n} repeats the one before; | parts
/// alternatives. Immutable, shared by all threads.
class Mask {
public:
    /// nullopt: the text is no mask.
    static std::optional<Mask> parse(std::string_view text);
    /// value: capitals and digits, as plain_of() gives it.
    bool fits(std::string_view value) const;
    /// Every alternative begins with a digit, so letters before it are a country's prefix and no part of the code.
    bool begins_with_digit() const;

private:
    struct Piece {
        char kind = 'N'; ///< N, A, X, or = for the sign itself
        char sign = 0;
        std::size_t least = 1;
        std::size_t most = 1;
    };
    using Alternative = std::vector<Piece>;
    static bool takes(const Piece& piece, char c);
    static bool fits(const Piece* piece, const Piece* end, std::string_view value);
    static std::optional<Alternative> parse_alternative(std::string_view& text);

    std::vector<Alternative> alternatives_;
};

/// Capitals without the blanks, points, hyphens and slashes that people put between the groups. Other signs stay.
std::string plain_of(std::string_view value);

} // namespace postern::codelists
