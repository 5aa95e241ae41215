// Neutral documents: the canonical declaration with nothing in it but what an agency may read, for agencies that have
// no national system of their own.
#pragma once

#include "profiles/profile.hpp"
#include "xml/document.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// No folder of mappings/ has this name.
inline constexpr std::string_view kNeutralProfile = "neutral";

/// What stands in the place of a profile for a route that lists fields; it has neither stylesheets nor a schema. Its
/// hash is of the list, so that every filing keeps what its agency was let read by.
std::shared_ptr<const Profile> neutral_profile(const std::vector<std::string>& reads);

/// The document, XML declaration and all: elements of schemas/declaration.xsd in their order, without those that are
/// not listed ("lines.hs_code"; "sender" lists all below it). A list that holds something readable keeps an element for
/// each of its entries, so that lines of goods keep their numbers. item_id: the item's own, where the sender sent none.
std::string neutral_document(const xml::Element& canonical, const std::vector<std::string>& reads,
                             std::string_view item_id);

} // namespace postern::profiles
