// Drafts: declarations as JSON, as far as somebody has written them.
#pragma once

#include "core/declaration.hpp"
#include "json/value.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace postern::counter {

/// What a template may hold of a declaration.
inline constexpr std::array<std::string_view, 3> kTemplateParts{"sender", "addressee", "lines"};

/// A draft that was kept, as a value. Throws core::Failure where it is none.
json::Value kept_draft(std::string_view text);

/// One object of several: what an earlier one says counts before a later one; of sender and addressee member by member,
/// of everything else as a whole.
std::string merged_draft(std::span<const json::Value* const> layers);

/// A declaration once more for another item, as a draft: without what belongs to the one alone (item id, the sender's
/// reference, dates, certification, postage, duties that were prepaid, and the sender's words to itself).
std::string fresh_copy(const json::Value& declaration);
std::string fresh_copy(const core::Declaration& declaration);

} // namespace postern::counter
