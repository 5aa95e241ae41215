// FindingDefaults: how grave each finding is where no route says otherwise, as config/findings.csv says.
#pragma once

#include "core/finding.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class ListFile;

struct FindingKind {
    core::Severity severity = core::Severity::error;
    std::string rule;      ///< id of the rule that reports it, e.g. "CP-2"; empty: a stage's own
    std::string family;    ///< "identity", "parties", …
    std::string dimension; ///< of data quality: "accuracy", "completeness", "consistency", "timeliness"; empty: none
};

class FindingDefaults {
public:
    /// False: the code is there already.
    bool add(const std::string& code, FindingKind kind) { return kinds_.emplace(code, std::move(kind)).second; }
    /// code, severity, rule, family, dimension; what is wrong is told to the file.
    void read(ListFile& file);
    /// An unlisted code is an error: what nobody graded must not slip through.
    core::Severity severity_of(std::string_view code) const {
        const auto kind = kinds_.find(code);
        return kind == kinds_.end() ? core::Severity::error : kind->second.severity;
    }
    /// nullptr: not listed.
    const FindingKind* find(std::string_view code) const {
        const auto kind = kinds_.find(code);
        return kind == kinds_.end() ? nullptr : &kind->second;
    }
    std::vector<std::string> codes() const {
        std::vector<std::string> all;
        all.reserve(kinds_.size());
        for (const auto& [code, kind] : kinds_)
            all.push_back(code);
        return all;
    }

private:
    std::map<std::string, FindingKind, std::less<>> kinds_;
};

} // namespace postern::codelists
