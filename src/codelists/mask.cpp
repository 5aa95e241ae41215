// Masks: parsed once, matched greedily with a step back where a run was too long.
#include "codelists/mask.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

constexpr std::size_t kLongestRun = 99;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Takes a number of at most two digits off the text.
std::optional<std::size_t> take_number(std::string_view& text) {
    std::size_t number = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && is_digit(text[digits]); ++digits)
        number = number * 10 + static_cast<std::size_t>(text[digits] - '0');
    if (digits == 0 || digits > 2) return std::nullopt;
    text.remove_prefix(digits);
    return number;
}

struct Run {
    std::size_t least = 1;
    std::size_t most = 1;
};

/// Takes "{n}" or "{m,n}" off the text, if it stands there; nullopt: it is written wrong.
std::optional<Run> take_run(std::string_view& text) {
    if (!text.starts_with('{')) return Run{};
    text.remove_prefix(1);
    const auto least = take_number(text);
    if (!least) return std::nullopt;
    Run run{*least, *least};
    if (text.starts_with(',')) {
        text.remove_prefix(1);
        const auto most = take_number(text);
        if (!most) return std::nullopt;
        run.most = *most;
    }
    if (!text.starts_with('}') || run.most < run.least || run.most == 0 || run.most > kLongestRun) return std::nullopt;
    text.remove_prefix(1);
    return run;
}

} // namespace

bool Mask::takes(const Piece& piece, char c) {
    switch (piece.kind) {
    case 'N': return is_digit(c);
    case 'A': return is_letter(c);
    case 'X': return is_digit(c) || is_letter(c);
    default: return c == piece.sign;
    }
}

bool Mask::fits(const Piece* piece, const Piece* end, std::string_view value) {
    if (piece == end) return value.empty();
    std::size_t run = 0;
    while (run < piece->most && run < value.size() && takes(*piece, value[run]))
        ++run;
    for (; run + 1 > piece->least; --run) {
        if (fits(piece + 1, end, value.substr(run))) return true;
        if (run == 0) break;
    }
    return false;
}

std::optional<Mask::Alternative> Mask::parse_alternative(std::string_view& text) {
    Alternative pieces;
    while (!text.empty() && !text.starts_with('|')) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\'') {
            const std::size_t end = text.find('\'');
            if (end == std::string_view::npos || end == 0) return std::nullopt;
            for (const char sign : text.substr(0, end))
                pieces.push_back({'=', sign, 1, 1});
            text.remove_prefix(end + 1);
        } else if (c == 'N' || c == 'A' || c == 'X') {
            pieces.push_back({c, 0, 1, 1});
        } else {
            return std::nullopt;
        }
        const auto run = take_run(text);
        if (!run) return std::nullopt;
        pieces.back().least = run->least;
        pieces.back().most = run->most;
    }
    if (pieces.empty()) return std::nullopt;
    return pieces;
}

std::optional<Mask> Mask::parse(std::string_view text) {
    Mask mask;
    for (;;) {
        auto pieces = parse_alternative(text);
        if (!pieces) return std::nullopt;
        mask.alternatives_.push_back(std::move(*pieces));
        if (text.empty()) return mask;
        text.remove_prefix(1);
    }
}

bool Mask::fits(std::string_view value) const {
    return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const Alternative& pieces) {
        return fits(pieces.data(), pieces.data() + pieces.size(), value);
    });
}

bool Mask::begins_with_digit() const {
    return std::all_of(alternatives_.begin(), alternatives_.end(), [](const Alternative& pieces) {
        return pieces.front().kind == 'N' || (pieces.front().kind == '=' && is_digit(pieces.front().sign));
    });
}

std::string plain_of(std::string_view value) {
    std::string plain;
    plain.reserve(value.size());
    for (const char c : value) {
        if (c == ' ' || c == '.' || c == '-' || c == '/' || c == '\t' || c == '\n' || c == '\r') continue;
        plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return plain;
}

} // namespace postern::codelists
