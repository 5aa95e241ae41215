// Names of claims.
#include "core/declaration.hpp"

#include "core/failure.hpp"

namespace postern::core {

std::string_view to_string(Claim claim) {
    switch (claim) {
    case Claim::none: return "none";
    case Claim::drawback: return "drawback";
    case Claim::tax_refund: return "tax_refund";
    case Claim::temporary_export: return "temporary_export";
    }
    throw Failure("declaration: no such claim");
}

std::optional<Claim> claim_named(std::string_view name) {
    for (const auto claim : {Claim::none, Claim::drawback, Claim::tax_refund, Claim::temporary_export}) {
        if (to_string(claim) == name) return claim;
    }
    return std::nullopt;
}

} // namespace postern::core
