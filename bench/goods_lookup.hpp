// What it costs to look tariff numbers up by words.
#pragma once

#include <cstddef>

namespace postern::bench {

/// At most so many questions: every phrase of the shipped list in its language, as it is, half typed, and with a slip
/// of the finger.
int run_goods_lookup(std::size_t most);

} // namespace postern::bench
