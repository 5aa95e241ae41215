// Documents that say with which dispatch an item leaves.
#pragma once

#include "core/principal.hpp"
#include "pipeline/parts.hpp"
#include "ports/dispatched_filings.hpp"

#include <functional>
#include <optional>
#include <string>

namespace postern::pipeline {

/// How an item of a post leaves by what the store knows, read when it is asked; empty without an item id. The parts
/// outlive it.
std::function<std::optional<ports::PackedItem>()> packed_item(const Parts& parts, const core::Principal& post,
                                                              const std::string& item_id, core::Instant now);

} // namespace postern::pipeline
