// Finding: one thing that is wrong, or worth saying, about a declaration; and the verdict that policy makes of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

enum class Severity : std::uint8_t { off = 0, info = 1, warning = 2, error = 3 };
std::string_view to_string(Severity severity);

/// Where a finding stands in the sender's document. Filled by the field tables only when there is something to locate.
struct Place {
    std::uint32_t line = 0;   ///< 1-based line of the message as sent, 0: not known
    std::uint32_t column = 0; ///< 1-based, 0: not known
    /// In the sender's own vocabulary, prefixes as the source declares them; of a JSON message "#" and a JSON Pointer.
    std::string xpath;
    std::string box;    ///< box of the form, e.g. "3" or "From"; empty where the form has none
    std::string sent{}; ///< what stands there, shortened; for whoever sent it alone, and never stored
    /// The same place, whatever stands there.
    bool operator==(const Place& o) const {
        return line == o.line && column == o.column && xpath == o.xpath && box == o.box;
    }
};

/// What a sender wrote as a report shows it: on one line, at most 120 bytes and "…", cut between characters.
std::string shown(std::string sent);

/// A fact, not a verdict. Text is made from the catalogue ("finding.<code>") when it is shown.
struct Finding {
    std::string code; ///< stable, e.g. "S10-CHECK-DIGIT"; core/finding_codes.hpp lists ours
    Severity severity = Severity::error;
    std::string field;         ///< canonical field, e.g. "sender.name", "lines.net_weight_kg"; empty: the whole
    std::uint32_t line_no = 0; ///< 1-based line of goods for fields under "lines", else 0
    /// Fill {0}, {1}… of the text. Codes and numbers only: the sender's own text never goes in here, it is read again
    /// from the sealed source when a report is shown.
    std::vector<std::string> args;
    Place place;
    std::string route; ///< the route it belongs to (map, national rules); empty: the item
    bool operator==(const Finding&) const = default;
};

/// Ordered so that std::max gives the verdict of several.
enum class Verdict : std::uint8_t { accepted = 1, held = 2, rejected = 3 };
std::string_view to_string(Verdict verdict);

} // namespace postern::core
