// Shelf: the code lists in force.
#pragma once

#include "codelists/codelists.hpp"
#include "core/shelf.hpp"

namespace postern::codelists {

using Shelf = core::Shelf<const Codelists>;

} // namespace postern::codelists
