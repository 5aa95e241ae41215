// Names of severities and verdicts, as reports and policies write them.
#include "core/finding.hpp"

#include "core/failure.hpp"

#include <algorithm>

namespace postern::core {

std::string_view to_string(Severity severity) {
    switch (severity) {
    case Severity::off: return "off";
    case Severity::info: return "info";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
    }
    throw Failure("finding: no such severity");
}

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
    case Verdict::accepted: return "accepted";
    case Verdict::held: return "held";
    case Verdict::rejected: return "rejected";
    }
    throw Failure("finding: no such verdict");
}

std::string shown(std::string sent) {
    constexpr std::size_t kLongest = 120;
    std::replace_if(
        sent.begin(), sent.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (sent.size() <= kLongest) return sent;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(sent[end]) & 0xC0) == 0x80)
        --end;
    sent.resize(end);
    return sent + "…";
}

} // namespace postern::core
