// What deeds of declarations do with what a clerk brought along. Inside the writer's transaction, as deeds.hpp says.
#pragma once

#include "ports/counter.hpp"
#include "store/sqlite/deeds.hpp"

#include <optional>

namespace postern::store::sqlite {

/// Why the declaration may not be made of the prefill that it names: not_found, prefill_used, prefill_expired,
/// prefill_taken; nullopt: it may, names none, or is of that declaration already. Reads only.
std::optional<ports::No> prefill_in_the_way(Session& session, const std::optional<ports::CounterTake>& counter,
                                            core::TenantKey tenant, core::Mode mode, core::Instant at,
                                            core::DeclarationKey declaration);
/// The prefill is used by this declaration from now on, unless that is rejected. Nothing must be in the way.
void use_prefill(Session& session, const std::optional<ports::CounterTake>& counter, const VersionOf& of,
                 core::Verdict verdict);

} // namespace postern::store::sqlite
