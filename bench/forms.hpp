// What a form costs on paper.
#pragma once

#include <cstddef>

namespace postern::bench {

/// So many forms of each kind, of varied declarations; the first of a thread apart, since it loads the fonts.
int run_forms(std::size_t forms);

} // namespace postern::bench
