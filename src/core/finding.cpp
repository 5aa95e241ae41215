// Names of severities and verdicts, as reports and policies write them.
#include "core/finding.hpp"

#include "core/failure.hpp"

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

} // namespace postern::core
