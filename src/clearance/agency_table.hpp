// AgencyTable: the authorities that config/agencies.xml names.
#pragma once

#include "ports/agency.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

/// Immutable, shared by all threads.
class AgencyTable {
public:
    /// Checks the file against schema_path; throws core::Failure naming all faults at once.
    static AgencyTable load(const std::string& path, const std::string& schema_path);
    const std::vector<ports::Agency>& all() const { return agencies_; }
    const ports::Agency* named(std::string_view name) const; ///< null: none

private:
    std::vector<ports::Agency> agencies_;
};

} // namespace postern::clearance
