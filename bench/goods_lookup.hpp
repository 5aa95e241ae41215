// What it costs to look tariff numbers up by words.
#pragma once

namespace postern::bench {

/// Every phrase of the shipped list in its language, as it is, half typed, and with a slip of the finger.
void time_goods_lookup();

} // namespace postern::bench
