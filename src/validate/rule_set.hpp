// RuleSet: our rules over one declaration. Rules report facts; what becomes of them is policy.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/finding.hpp"
#include "core/time.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace postern::validate {

struct RuleContext {
    core::Date today;              ///< for dated lists
    std::string_view source;       ///< name of the kind of message
    bool item_id_was_used = false; ///< by another declaration, within the window of UPU S10-12
    bool weighed_later = false;    ///< it has no weight yet because no scale saw it
};

/// Thread-safe. A member that is empty because it could not be read is judged like one that was not sent: whoever
/// knows of the schema's finding drops ours on the same field.
class RuleSet {
public:
    explicit RuleSet(std::shared_ptr<const codelists::Codelists> lists) : lists_(std::move(lists)) {}
    /// Adds the findings of all rules, in the order of the rules. Allocates next to nothing where nothing is wrong.
    void check(const core::Declaration& declaration, const RuleContext& context, std::vector<core::Finding>& out) const;

private:
    std::shared_ptr<const codelists::Codelists> lists_;
};

} // namespace postern::validate
