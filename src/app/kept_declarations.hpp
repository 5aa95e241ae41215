// Kept declarations: canonical declarations as the store has them, as values.
#pragma once

#include "clearance/goods_table.hpp"

namespace postern::app {

/// Thread-safe; the runtime of XML must outlive it.
clearance::GoodsTable::ReadDeclaration kept_declarations();

} // namespace postern::app
