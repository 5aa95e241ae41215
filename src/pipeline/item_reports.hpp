// Reports of items: from what was just judged, and from what the store keeps.
#pragma once

#include "pipeline/parts.hpp"
#include "pipeline/report.hpp"

#include <cstdint>
#include <optional>

namespace postern::pipeline {

/// The refusal of a change that comes too late for the declaration; nullopt: that is not why.
std::optional<core::RefusalCode> refusal_of_change(ports::No no);

/// Of a judged item that nobody keeps: no ids, filings as they would be.
ItemReport report_of(const steps::JudgedContent& judged, const std::string& item_id);
/// Of an item whose deed was recorded.
ItemReport report_of(const Parts& parts, const steps::OfferedContent& offered);
/// Says in a report of what was just recorded how its filings stand, where that is told by what happened to the item or
/// by other agencies.
void tell_waiting(const Parts& parts, const steps::OfferedContent& offered, ItemReport& report);
/// Read again from the store: the findings and verdict of one version (0: the current one), the filings as they stand.
ItemReport report_of(const Parts& parts, const ports::DeclarationHead& head, std::uint32_t version);
/// An item that was refused as such.
ItemReport refused_report(std::uint32_t ordinal, const core::Refusal& refusal, const core::Declaration& declaration);

} // namespace postern::pipeline
